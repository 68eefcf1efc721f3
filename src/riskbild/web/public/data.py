"""What programs read: the catalogues, a document's metadata, and the files byte by byte as they were published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from riskbild.publishing.open_data import catalogue, document_of, metadata
from riskbild.publishing.queries import (
    Released,
    Withdrawn,
    municipalities_published,
    release_at,
    released_bytes,
    releases_of,
)
from riskbild.rules.refusal import Missing
from riskbild.web.public.answering import gone, linked_data, open_to_all, site, tagged, today

# The files are shown or saved by themselves; were one opened as a page, it may run nothing and asks for nothing.
_SHUT = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_OPENED = frozenset({"pdf", "html", "json"})


@require_safe
def every_catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue of every municipality here, in one document."""
    parts = [catalogue(site(), slug, name, releases_of(slug)) for slug, name in municipalities_published()]
    return linked_data(request, document_of(*parts))


@require_safe
def catalogue_of(request: HttpRequest, slug: str) -> HttpResponse:
    """One municipality's catalogue, as a harvester wants it."""
    name = dict(municipalities_published()).get(slug)
    if name is None:
        raise Missing
    return linked_data(request, document_of(catalogue(site(), slug, name, releases_of(slug))))


@require_safe
def metadata_of(request: HttpRequest, **at: Any) -> HttpResponse:
    """One document's metadata."""
    try:
        return linked_data(request, metadata(site(), release_at(**at)))
    except Withdrawn as withdrawn:
        return gone(request, withdrawn)


@require_safe
def file(request: HttpRequest, form: str, **at: Any) -> HttpResponse:
    """A file as it was published."""
    try:
        release = release_at(**at)
    except Withdrawn as withdrawn:
        return gone(request, withdrawn)
    kept, content = released_bytes(release, form, today())
    answer = HttpResponse(content, content_type=_media_type(kept.media_type))
    name = content_disposition_header(as_attachment=form not in _OPENED, filename=_name(release, form))
    answer.headers["Content-Disposition"] = name or ""
    answer.headers["Content-Security-Policy"] = _SHUT
    return open_to_all(tagged(request, answer, kept.sha256))


def _media_type(kept: str) -> str:
    return f"{kept}; charset=utf-8" if kept.startswith("text/") else kept


def _name(release: Released, form: str) -> str:
    return f"{release.board_code}-{release.year}-{release.kind_address}-v{release.number}.{form}"
