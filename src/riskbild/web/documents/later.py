"""A document that is drawn in the background: how it goes, what was noticed, and the file when it is ready."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.documents.layout import KIND_NAMES, PublishedKind
from riskbild.publishing.drawing_later import PACKAGE, Drawing, drawing_of, drawn_file
from riskbild.publishing.workbook.whole import WORKBOOK
from riskbild.web.board_year import frame_of
from riskbild.web.documents.fetching import attachment
from riskbild.web.documents.forms_of import form_names
from riskbild.web.request import SignedInRequest, page_or_partial, signed_in


@require_safe
@signed_in
def drawing(request: SignedInRequest, drawing_id: UUID) -> HttpResponse:
    """How far it has come; the page asks for itself again until the file is ready."""
    found = drawing_of(request.user, str(drawing_id))
    frame = frame_of(request, found.board_year_id, "documents")
    here = reverse("documents", args=[found.board_year_id])
    context = {
        "drawing": found, "frame": frame, "name": _name(found), "form": _form(found.form),
        "crumbs": [(frame.name, reverse("cycle", args=[found.board_year_id])), (_("Dokument"), here)],
    }  # fmt: skip
    return page_or_partial(request, "documents/drawing.html", "documents/_drawing.html", context)


@require_safe
@signed_in
def file(request: SignedInRequest, drawing_id: UUID) -> HttpResponse:
    """The finished file, for the one who asked for it."""
    found, content, media_type = drawn_file(request.user, str(drawing_id))
    return attachment(content, found.name, media_type)


def _form(form: str) -> str:
    if form == WORKBOOK:
        return _("Arbetsbok i Excel")
    return form_names().get(form, "ZIP")


def _name(found: Drawing) -> str:
    if found.form == PACKAGE:
        return _("Revisionsunderlag")
    return str(KIND_NAMES[PublishedKind(found.kind)])
