"""What the form for a piece of evidence sends."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from riskbild.followup.actions.evidence import NewEvidence, too_large
from riskbild.organisation.refusing import at
from riskbild.rules.sentence import Sentence


def sent_evidence(request: HttpRequest, **about: UUID) -> NewEvidence:
    """The file and what it proves about one of `report_id`, `deviation_id`, `measure_id`. Raises `Refused` with the
    field at fault.
    """
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        raise at("file", _NO_FILE)
    if (upload.size or 0) > settings.RISKBILD_EVIDENCE_BYTES:
        raise at("file", too_large())
    return NewEvidence(
        data=upload.read(), name=upload.name or "", proves_from=_day(request, "proves_from"),
        proves_to=_day(request, "proves_to"), note=request.POST.get("note", ""),
        secrecy=request.POST.get("secrecy", ""), **about,
    )  # fmt: skip


def _day(request: HttpRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise at(name, _NO_DAY) from None


_NO_FILE = Sentence(sv="Välj en fil.", en="Choose a file.")
_NO_DAY = Sentence(sv="Ange ett datum.", en="Give a date.")
