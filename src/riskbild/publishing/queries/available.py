"""Which documents a board's year has, and how far each has come, without putting any of them together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from riskbild.documents.layout import PublishedKind
from riskbild.followup.models import BoardReport
from riskbild.followup.models.board_report import DecidedReport
from riskbild.followup.queries.board import periods_of_year
from riskbild.organisation.permissions import Actor, may, refusal, refusal_everywhere
from riskbild.organisation.roles import Permission
from riskbild.oversight.models import ConsolidatedReport
from riskbild.planning.models import ProfileRisk
from riskbild.planning.queries.plans import DecisionSeen, PlanListed, plan_seen_by, plans_of_year
from riskbild.planning.queries.seen import year_for
from riskbild.publishing.sources import Asked
from riskbild.register.models import BoardYear, ImportedDocument, Risk
from riskbild.rules.board_report_life import BoardReportState
from riskbild.rules.period_life import PeriodState
from riskbild.rules.plan_life import DECIDED
from riskbild.rules.sentence import Sentence

_NO_PROFILE: Final = Sentence("Ingen riskbild har påbörjats.", "No risk profile has been begun.")
_NO_PLAN: Final = Sentence("Ingen plan har påbörjats.", "No plan has been begun.")
_NO_PERIOD: Final = Sentence("Ingen period har öppnats.", "No period has been opened.")


_OF_PLANS: Final = frozenset({PublishedKind.CONTROL_PLAN, PublishedKind.RISK_PROFILE_AND_PLAN})

type Decisions = dict[PublishedKind, DecisionSeen | None]


class Standing(StrEnum):
    """How far a document has come: it is worked on, decided, or was taken in as it is."""

    DRAFT = "draft"
    DECIDED = "decided"
    TAKEN_IN = "taken_in"


@dataclass(frozen=True, slots=True)
class KindSeen:
    """One kind of document of the year. `refusal` says why there is none, or why this person is not given it."""

    kind: PublishedKind
    standing: Standing
    decision: DecisionSeen | None = None
    refusal: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Available:
    """A year's documents. `size` is the number of its risks; `refusal` says why the person is given none of them."""

    kinds: Sequence[KindSeen]
    size: int
    refusal: Sentence | None
    package_refusal: Sentence | None

    def of(self, kind: PublishedKind) -> KindSeen:
        """What is known of one kind."""
        return next(one for one in self.kinds if one.kind is kind)


@dataclass(frozen=True, slots=True)
class ControlListed:
    """A control that there is a record card of."""

    lineage: UUID
    name: str


def asked_by(
    by: Actor, board_year_id: UUID, kind: PublishedKind, today: date, *, control: int | UUID | None = None,
    public: bool = False,
) -> Asked:  # fmt: skip
    """What a person asks for, for who reads something under the board. Raises `Missing`."""
    return Asked(by, year_for(by, board_year_id, today), kind, today, control, public)


def available_of_year(by: Actor, board_year_id: UUID, today: date) -> Available:
    """The documents of a year; a handful of queries however many risks there are. Raises `Missing`."""
    year = year_for(by, board_year_id, today)
    plans = plans_of_year(by, board_year_id, today)
    taken_in = _taken_in(year)
    missing = _missing(by, year, plans, today)
    plan = next((one for one in plans if one.state in DECIDED), None)
    decided = _decisions(by, year, today) | (dict.fromkeys(_OF_PLANS, plan.decision) if plan else {})
    kinds = [_seen(kind, missing, taken_in, decided) for kind in PublishedKind]
    return Available(
        kinds=kinds, size=Risk.objects.filter(municipality_id=year.municipality_id, board_year=year).count(),
        refusal=refusal(by, Permission.READ, year.board_id, today=today),
        package_refusal=refusal_everywhere(by, Permission.READ_TRAIL, today=today)
        or refusal(by, Permission.READ_SECRET, year.board_id, today=today),
    )  # fmt: skip


def controls_of_year(by: Actor, board_year_id: UUID, today: date) -> Sequence[ControlListed]:
    """The controls of the year's latest plan, in its order. Raises `Missing`."""
    listed = plans_of_year(by, board_year_id, today)
    items = plan_seen_by(by, listed[0].id, today).items if listed else ()
    return [ControlListed(item.lineage, str(item.texts["activity"])) for item in items]


def _seen(
    kind: PublishedKind, missing: Mapping[PublishedKind, Sentence], taken_in: frozenset[str], decided: Decisions
) -> KindSeen:
    if kind in decided:
        return KindSeen(kind, Standing.DECIDED, decided[kind], missing.get(kind) if kind in _OF_PLANS else None)
    if kind.value in taken_in:
        return KindSeen(kind, Standing.TAKEN_IN)
    return KindSeen(kind, Standing.DRAFT, refusal=missing.get(kind))


def _decisions(by: Actor, year: BoardYear, today: date) -> Decisions:
    """The decisions on the year's reports: the board's own, and the executive board's over every board; two queries."""
    mine = {"municipality_id": year.municipality_id, "board_id": year.board_id, "state": BoardReportState.ADOPTED}
    rows = BoardReport.objects.filter(**mine, board_year=year).order_by("period__ends").defer("content")
    found = {
        PublishedKind.INTERIM_FOLLOW_UP if row.period_id else PublishedKind.ANNUAL_FOLLOW_UP: _decision(row)
        for row in rows
    }
    whole = ConsolidatedReport.objects.filter(**mine, year=year.year).defer("content").first()
    if whole is not None and may(by, Permission.READ, year.board_id, today=today):
        found[PublishedKind.CONSOLIDATED_REPORT] = _decision(whole)
    return found


def _decision(row: DecidedReport) -> DecisionSeen | None:
    if row.decided_on is None:
        return None
    return DecisionSeen(row.body, row.decided_on, row.paragraph, row.case_number, row.sha256)


def _taken_in(year: BoardYear) -> frozenset[str]:
    rows = ImportedDocument.objects.filter(
        municipality_id=year.municipality_id, board_year=year, withdrawn_at=None
    ).exclude(source__name="riskbild")
    return frozenset(rows.values_list("kind", flat=True))


def _missing(by: Actor, year: BoardYear, plans: Sequence[PlanListed], today: date) -> dict[PublishedKind, Sentence]:
    """Why the program cannot put a kind together."""
    missing: dict[PublishedKind, Sentence] = {}
    chosen = ProfileRisk.objects.filter(
        municipality_id=year.municipality_id, profile__municipality_id=year.municipality_id, profile__board_year=year,
        profile__node_id=year.board_id,
    )  # fmt: skip
    if not chosen.exists():
        missing |= dict.fromkeys((PublishedKind.RISK_PROFILE, PublishedKind.RISK_PROFILE_AND_PLAN), _NO_PROFILE)
    if not plans:
        on_plan = (PublishedKind.CONTROL_PLAN, PublishedKind.RISK_PROFILE_AND_PLAN, PublishedKind.CONTROL_CARD)
        missing |= dict.fromkeys(on_plan, _NO_PLAN)
    periods = periods_of_year(by, year.pk, today).periods
    if not any(one.id and one.period.state is not PeriodState.PLANNED for one in periods):
        missing |= dict.fromkeys((PublishedKind.INTERIM_FOLLOW_UP, PublishedKind.ANNUAL_FOLLOW_UP), _NO_PERIOD)
    whole = refusal_everywhere(by, Permission.READ, today=today)
    return missing | ({PublishedKind.CONSOLIDATED_REPORT: whole} if whole else {})
