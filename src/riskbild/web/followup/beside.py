"""What stands beside a report's form: its evidence, samples and deviations, and the ways to add to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from riskbild.followup.queries.deviations import DeviationLine, deviations_of_reports
from riskbild.followup.queries.evidence import EvidenceSeen, evidence_of_reports
from riskbild.followup.queries.page import ReportPage
from riskbild.followup.queries.samples import SampleLine, samples_of_reports

if TYPE_CHECKING:
    from django.contrib.auth.models import _User  # the stubs' name for AUTH_USER_MODEL, known to type checkers alone


@dataclass(frozen=True)
class Beside:
    """What belongs to one report. `add` is where evidence is added; by a link, which has a token, samples and
    deviations are left out.
    """

    files: Sequence[EvidenceSeen]
    samples: Sequence[SampleLine]
    deviations: Sequence[DeviationLine]
    add: str
    here: str
    token: str


def beside_of(by: "_User", pages: Sequence[ReportPage], today: date, token: str = "") -> Mapping[UUID, Beside]:
    """What stands beside each report, in constant queries."""
    keys = [one.id for one in pages]
    files = evidence_of_reports(by, keys, today)
    samples = {} if token else samples_of_reports(by, keys, today)
    deviations = {} if token else deviations_of_reports(by, keys, today)
    return {
        key: Beside(
            files=files.get(key, ()), samples=samples.get(key, ()), deviations=deviations.get(key, ()),
            add=_add(key, token), here=reverse("report", args=[key]), token=token,
        )
        for key in keys
    }  # fmt: skip


def _add(key: UUID, token: str) -> str:
    return reverse("link_evidence", args=[token, key]) if token else reverse("evidence_to_report", args=[key])
