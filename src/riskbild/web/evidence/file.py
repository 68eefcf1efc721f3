"""The bytes of a piece of evidence: only for who may read it, and only as something to save."""

from uuid import UUID

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from riskbild.followup.queries.evidence import EvidenceFile, evidence_file
from riskbild.web.request import SignedInRequest, signed_in

_BYTES = "application/octet-stream"
# Were a browser to open it all the same, it may run nothing and belongs to no site.
_SHUT = "sandbox; default-src 'none'"


@require_safe
@signed_in
def download(request: SignedInRequest, evidence_id: UUID) -> HttpResponseBase:
    """The file as it came, never as a page of this site, whatever it holds."""
    return as_download(evidence_file(request.user, evidence_id, request.today))


def as_download(found: EvidenceFile) -> HttpResponseBase:
    """A file as an attachment of plain bytes, under its own name."""
    answer = FileResponse(found.path.open("rb"), as_attachment=True, filename=found.name, content_type=_BYTES)
    answer["Content-Security-Policy"] = _SHUT
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
