"""What stands beside the rows of a follow-up: its figures, its deviations and its measures."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from riskbild.followup.models import Deviation, DeviationMeasure
from riskbild.followup.queries.counts import Counts
from riskbild.followup.queries.deviation_rows import deviation_masks, deviations_seen_by
from riskbild.followup.queries.measures import MeasureLine
from riskbild.organisation.permissions import Actor
from riskbild.publishing.assemble.facts import Line
from riskbild.publishing.sources.secret_lines import RISKS, hide_deviation, hide_measure, risk_keys, without_secrets
from riskbild.register.models import BoardYear
from riskbild.rules.labels import label
from riskbild.rules.progress import OPEN, Progress
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence
from riskbild.rules.status import Status


def figures_of(counts: Iterable[Counts]) -> dict[str, int]:
    """The numbers of some periods together."""
    found = list(counts)
    results = [(result, number) for one in found for result, number in one.results.items()]
    statuses = [(status, number) for one in found for status, number in one.statuses.items()]
    return {
        "due": sum(one.asked for one in found),
        "reported": sum(one.given for one in found),
        "not_reported": sum(one.late for one in found),
        "carried_out": _sum(statuses, Status.DONE),
        "not_carried_out": _sum(results, Result.NOT_DONE),
        "without_deviation": _sum(results, Result.NO_DEVIATION),
        "minor_deviations": _sum(results, Result.MINOR_DEVIATION),
        "major_deviations": _sum(results, Result.MAJOR_DEVIATION),
    }


def _sum(numbers: Sequence[tuple[Status | Result | None, int]], wanted: Status | Result) -> int:
    return sum(number for value, number in numbers if value is wanted)


def deviation_lines(by: Actor, year: BoardYear, today: date, *, public: bool = False) -> list[Line]:
    """The year's deviations that the person sees, the most serious first; four queries."""
    seen = deviations_seen_by(by, today).filter(municipality_id=year.municipality_id, board_year=year)
    rows = list(seen.select_related("report", "period").order_by("found_on", "pk"))
    rows.sort(key=lambda row: Result(row.severity) is not Result.MAJOR_DEVIATION)
    masks = {} if public else deviation_masks(by, rows, today)
    measures: dict[UUID, list[DeviationMeasure]] = {}
    of_rows = DeviationMeasure.objects.filter(municipality_id=year.municipality_id, deviation__in=rows)
    for one in of_rows.order_by("due", "pk"):
        measures.setdefault(one.deviation_id, []).append(one)
    lines = [_deviation(row, measures.get(row.pk, ()), masks.get(row.pk)) for row in rows]
    return without_secrets(year.municipality_id, lines, hide_deviation) if public else lines


def _deviation(row: Deviation, measures: Sequence[DeviationMeasure], mask: Sentence | None) -> Line:
    control = row.report.activity or row.report.risk_words if row.report else row.title
    texts = {
        "control": control, "description": row.description or row.title, "cause": row.cause,
        "measure": "\n".join(one.text for one in measures), "responsible": "\n".join(one.owner for one in measures),
    }  # fmt: skip
    shown = {name: str(mask) if mask and text else text for name, text in texts.items()}
    risks = [row.report.risk_id, *row.report.also_risks] if row.report else []
    return {
        **shown,
        "period": row.period.printed if row.period else "",
        "deviation": str(label(Result(row.severity))),
        "deadline": "\n".join(one.due.isoformat() for one in measures),
        RISKS: risk_keys(risks),
    }


def measure_lines(municipality_id: UUID, measures: Iterable[MeasureLine], *, public: bool) -> list[Line]:
    """The measures as lines, in a public copy without what is secret of their risks; one query then, else none."""
    lines = [_measure(one) for one in measures]
    return without_secrets(municipality_id, lines, hide_measure) if public else lines


def _measure(one: MeasureLine) -> Line:
    return {
        "risk": str(one.risk), "measure": str(one.text), "responsible": str(one.roles), "deadline": str(one.deadline),
        "comment": str(one.note), "progress": str(label(one.progress)), RISKS: risk_keys([one.risk_id]),
    }  # fmt: skip


def measure_figures(measures: Sequence[MeasureLine]) -> dict[str, int]:
    """How far the measures have come."""
    return {
        "measures_done": sum(one.progress is Progress.DONE for one in measures),
        "measures_open": sum(one.progress in OPEN for one in measures),
        "measures_late": sum(one.late for one in measures),
    }
