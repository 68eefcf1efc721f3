"""What waits to be reported: every report that is expected in an open period and has not been given, and by whom.

Mail and calendars are made of it, so that nothing in it is secret: a report that touches a risk with anything secret
is named without its words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from riskbild.followup.models import FollowUpPeriod, Report, ReportHolder, StandIn
from riskbild.register.models import SecrecyMark
from riskbild.rules.period_life import PeriodState
from riskbild.rules.reporting import Subject
from riskbild.rules.sentence import Sentence

LONGEST_TITLE = 110

_SECRET: Mapping[Subject, Sentence] = {
    Subject.CONTROL: Sentence("En kontroll med sekretess", "A control with secrecy"),
    Subject.MEASURE: Sentence("En åtgärd med sekretess", "A measure with secrecy"),
    Subject.RISK: Sentence("En risk med sekretess", "A risk with secrecy"),
}


@dataclass(frozen=True)
class DuePeriod:
    """The period that something is reported in."""

    id: UUID
    board_id: UUID
    board_year_id: UUID
    name: Sentence
    opens: date
    due: date
    closes: date


@dataclass(frozen=True)
class DueReport:
    """One report that waits. `people` are those it falls to and their stand-ins, empty where it falls to nobody."""

    id: UUID
    period: DuePeriod
    node_id: UUID
    subject: Subject
    title: Sentence
    role: str
    people: tuple[UUID, ...]

    @property
    def board_id(self) -> UUID:
        """The board of the period."""
        return self.period.board_id

    @property
    def opens(self) -> date:
        """When the period opens."""
        return self.period.opens

    @property
    def due(self) -> date:
        """The period's last day."""
        return self.period.due


def due_reports(
    municipality_id: UUID, today: date, *, person_id: UUID | None = None, period_id: UUID | None = None
) -> list[DueReport]:
    """What waits in the municipality on a day, in the plan's order; one person's or period's if asked. Five queries.

    What falls to a person includes what falls to those they stand in for.
    """
    periods = FollowUpPeriod.objects.filter(
        municipality_id=municipality_id, state=PeriodState.OPEN, opens__lte=today, board_year__closed=False
    )
    open_now = {row.pk: _period(row) for row in (periods.filter(pk=period_id) if period_id else periods)}
    stand_ins = _stand_ins(municipality_id, today)
    reports = _waiting(municipality_id, open_now)
    if person_id is not None:
        theirs = {person_id, *(person for person, others in stand_ins.items() if person_id in others)}
        held = ReportHolder.objects.filter(
            municipality_id=municipality_id, person_id__in=theirs, period_id__in=open_now, active=True
        )
        reports = reports.filter(pk__in=held.values("report_id"))
    rows = list(reports)
    people, secret = _people(municipality_id, rows), _secret(municipality_id, rows)
    return [_due(row, open_now, people.get(row.pk, ()), stand_ins, secret) for row in rows]


def _waiting(municipality_id: UUID, periods: Collection[UUID]) -> QuerySet[Report]:
    rows = Report.objects.filter(
        municipality_id=municipality_id, period_id__in=periods, reported_at=None, expected=True, retired=False
    )
    return rows.order_by("period_id", "position", "pk")


def _people(municipality_id: UUID, rows: Sequence[Report]) -> dict[UUID, list[UUID]]:
    held: dict[UUID, list[UUID]] = defaultdict(list)
    periods = {row.period_id for row in rows}
    wanted = {row.pk for row in rows}
    holders = ReportHolder.objects.filter(
        municipality_id=municipality_id, period_id__in=periods, active=True, person__is_active=True
    )
    for report_id, person_id in holders.order_by("pk").values_list("report_id", "person_id"):
        if report_id in wanted:
            held[report_id].append(person_id)
    return held


def _stand_ins(municipality_id: UUID, today: date) -> dict[UUID, list[UUID]]:
    """Who stands in today, by the person they stand in for."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = StandIn.objects.filter(municipality_id=municipality_id, valid_from__lte=today, valid_to__gte=today)
    for person_id, stand_in_id in rows.order_by("pk").values_list("person_id", "stand_in_id"):
        found[person_id].append(stand_in_id)
    return found


def _secret(municipality_id: UUID, rows: Sequence[Report]) -> frozenset[UUID]:
    """The risks, of those that the reports are about, with anything secret."""
    risks = {risk for row in rows for risk in _risks(row)}
    marks = SecrecyMark.objects.filter(municipality_id=municipality_id)
    # Few risks are marked: where many are asked about, all that are marked are fewer to name.
    marked = marks.filter(risk_id__in=risks) if len(risks) <= 500 else marks
    return frozenset(marked.values_list("risk_id", flat=True)) & risks if risks else frozenset()


def with_secrets(municipality_id: UUID, rows: Sequence[Report]) -> list[Report]:
    """Those of some reports that speak of a risk with anything secret; one query."""
    secret = _secret(municipality_id, rows)
    return [row for row in rows if secret.intersection(_risks(row))]


def _risks(row: Report) -> Iterable[UUID]:
    return [one for one in (row.risk_id, *(UUID(str(other)) for other in row.also_risks)) if one]


def _due(
    row: Report, periods: Mapping[UUID, DuePeriod], held: Sequence[UUID], stand_ins: Mapping[UUID, Sequence[UUID]],
    secret: frozenset[UUID],
) -> DueReport:  # fmt: skip
    people = dict.fromkeys([*held, *(other for person in held for other in stand_ins.get(person, ()))])
    subject = Subject(row.subject)
    title = _SECRET[subject] if secret.intersection(_risks(row)) else _title(row)
    return DueReport(row.pk, periods[row.period_id], row.node_id, subject, title, row.role, tuple(people))


def _title(row: Report) -> Sentence:
    return short_title(next((one for one in (row.activity, row.risk_words, row.process) if one.strip()), "–"))


def short_title(text: str) -> Sentence:
    """The first line of what is to be reported or done, cut at a word where it is long."""
    line = " ".join(text.strip().splitlines()[0].split())
    if len(line) > LONGEST_TITLE:
        line = f"{line[:LONGEST_TITLE].rsplit(' ', 1)[0]} …"
    return Sentence(line, line)


def _period(row: FollowUpPeriod) -> DuePeriod:
    name = Sentence(row.name_sv, row.name_en)
    return DuePeriod(row.pk, row.board_id, row.board_year_id, name, row.opens, row.due, row.closes)
