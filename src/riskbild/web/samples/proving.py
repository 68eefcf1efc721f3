"""Drawing a sample again to prove it, and the population as it came."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from riskbild.followup.queries.evidence import EvidenceFile
from riskbild.followup.queries.samples import population_file, redrawn, sample_seen_by
from riskbild.web.evidence.file import as_download
from riskbild.web.request import SignedInRequest, page, signed_in
from riskbild.web.samples.reading import population_of, table_of
from riskbild.web.samples.showing import about


@require_safe
@signed_in
def redraw(request: SignedInRequest, sample_id: UUID) -> HttpResponse:
    """Reads the kept file, draws once more, and says whether the rows are the same. Nothing is written."""
    seen = sample_seen_by(request.user, sample_id, request.today)
    found = redrawn(request.user, sample_id, population_of(seen, table_of(request, seen)), request.today)
    return page(request, "samples/redrawn.html", {**about(request, seen, below=True), "found": found})


@require_safe
@signed_in
def population(request: SignedInRequest, sample_id: UUID) -> HttpResponseBase:
    """The file as it came, as something to save."""
    path, name = population_file(request.user, sample_id, request.today)
    return as_download(EvidenceFile(path, name))
