"""The pages that anybody reads: who has published, what a municipality has published, and each document."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from riskbild.publishing.html import body_of
from riskbild.publishing.queries import (
    Released,
    Withdrawn,
    municipalities_published,
    release_at,
    released_bytes,
    releases_of,
)
from riskbild.web.public.answering import gone, public_page, today

_FORMS: Final = {
    "pdf": (gettext_noop("PDF"), gettext_noop("tillgänglig och för arkiv")),
    "docx": (gettext_noop("Word"), ""),
    "xlsx": (gettext_noop("Excel"), ""),
    "html": (gettext_noop("Webbsida"), gettext_noop("i en enda fil")),
    "csv": (gettext_noop("CSV"), gettext_noop("tabellerna som öppna data")),
    "json": (gettext_noop("JSON"), gettext_noop("allt som öppna data")),
}
"""What each form is called, and what it is good for, in the order they are offered."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The municipalities that have published something; the one municipality's own page where it is alone."""
    found = municipalities_published()
    if len(found) == 1:
        return redirect("public_municipality", found[0][0])
    return public_page(request, "public/index.html", {"municipalities": found})


@require_safe
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """What a municipality has published, year by year."""
    releases = releases_of(slug)
    years = [(year, list(found)) for year, found in groupby(releases, key=lambda one: one.year)]
    names = [name for address, name in municipalities_published() if address == slug]
    context = {"slug": slug, "municipality": names[0] if names else "", "years": years}
    return public_page(request, "public/municipality.html", context)


@require_safe
def document(request: HttpRequest, **at: Any) -> HttpResponse:
    """A document with its decision, its checksums and its files, and all that it says; 410 once it is withdrawn."""
    try:
        found = release_at(**at)
    except Withdrawn as withdrawn:
        return gone(request, withdrawn)
    _form, content = released_bytes(found, "html", today())
    context = {
        "release": found,
        "municipality": found.municipality,
        "slug": found.slug,
        "latest": reverse("public_document", args=found.path),
        "this": reverse("public_version", args=(*found.path, found.number)),
        "files": _files(found),
        # Drawn and escaped by the program itself when it was published, and kept under a checksum since.
        "body": mark_safe(body_of(content)),  # noqa: S308
    }
    return public_page(request, "public/document.html", context)


def _files(release: Released) -> Sequence[tuple[str, str, str, str, str]]:
    """Each file as (form, name, what for, size, checksum)."""
    by_form = {one.form: one for one in release.forms}
    return [
        (form, _(name), _(use) if use else "", _size(by_form[form].size), by_form[form].sha256)
        for form, (name, use) in _FORMS.items()
        if form in by_form
    ]


def _size(size: int) -> str:
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
