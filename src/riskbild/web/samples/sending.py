"""Sending the population that a sample is drawn from."""

from datetime import date, timedelta
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.followup.actions.samples import KEPT_DAYS, start_sample
from riskbild.followup.queries.evidence import home_in_report
from riskbild.intake.reading import limits
from riskbild.organisation.refusing import at
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, page, safe_next, saved, signed_in
from riskbild.web.samples.reading import first_reading, table_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """The form for the file; what cannot be read comes back with the reason."""
    home = home_in_report(request.user, report_id, request.today)
    if home.refusal is not None:
        raise Forbidden(home.refusal)
    errors: list[tuple[str, Sentence]] = []
    if request.method == "POST":
        try:
            found = _start(request, report_id)
        except (Missing, Forbidden):
            raise
        except Refused as refused:
            errors = [(one.where, one.sentence) for one in refused.findings] or [("file", refused.sentence)]
        else:
            saved(request, _("Populationen är inläst."))
            return redirect("sample", found)
    title = home.title if isinstance(home.title, str) else said(home.title)
    context = {
        "home": home, "sample": home.made_up, "errors": errors, "wrong_at": dict(errors),
        "back": safe_next(request, reverse("start")),
        "crumbs": [(title, reverse("report", args=[report_id]))],
        "weed_on": request.POST.get("weed_on", (request.today + timedelta(days=KEPT_DAYS)).isoformat()),
    }  # fmt: skip
    return page(request, "samples/new.html", context, status=422 if errors else 200)


def _start(request: SignedInRequest, report_id: UUID) -> UUID:
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        raise at("file", _NO_FILE)
    name = upload.name or ""
    if (upload.size or 0) > limits.FILE_BYTES:
        raise at("file", limits.TOO_LARGE.format(name=name))
    data = upload.read()
    read = first_reading(table_in(data, name))
    made = start_sample(
        by=request.user, report_id=report_id, data=data, name=name, read=read, now=request.now, weed_on=_day(request)
    )
    return made.pk


def _day(request: SignedInRequest) -> date:
    try:
        return date.fromisoformat(request.POST.get("weed_on", ""))
    except ValueError:
        raise at("weed_on", _NO_DAY) from None


_NO_FILE = Sentence(sv="Välj en fil.", en="Choose a file.")
_NO_DAY = Sentence(sv="Ange ett datum.", en="Give a date.")
