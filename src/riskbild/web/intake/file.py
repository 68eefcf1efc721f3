"""The file itself, untouched, and pictures of its pages; only for who may import at its board."""

from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from riskbild.files.storage import present
from riskbild.intake.queries import intake_seen_by
from riskbild.intake.reading.apart import page_apart
from riskbild.rules.refusal import Missing
from riskbild.web.request import SignedInRequest, signed_in

PDF = "application/pdf"
_BYTES = "application/octet-stream"
_WIDE = 1400
# The bytes under a checksum never change; nobody but this browser may keep them.
_KEPT = "private, max-age=86400, immutable"


@require_safe
@signed_in
def download(request: SignedInRequest, intake_id: UUID) -> HttpResponseBase:
    """The original, always as something to save and never to be shown as a page of this site."""
    seen = intake_seen_by(request.user, intake_id, request.today)
    path = present(seen.municipality_id, seen.sha256)
    return FileResponse(path.open("rb"), as_attachment=True, filename=seen.name, content_type=_BYTES)


@require_safe
@signed_in
def picture(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """A page of a PDF, drawn as a picture in a process of its own."""
    asked = request.GET.get("sida", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else 0
    seen = intake_seen_by(request.user, intake_id, request.today)
    if seen.media_type != PDF or not 1 <= number <= max(seen.pages, 1):
        raise Missing
    drawn = page_apart(present(seen.municipality_id, seen.sha256), number, width=_WIDE, name=seen.name)
    return HttpResponse(drawn, content_type="image/png", headers={"Cache-Control": _KEPT})
