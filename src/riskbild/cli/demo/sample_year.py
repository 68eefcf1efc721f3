"""The demo's year in progress: the closed year's risks carried on, with measures under way. Invented, and marked so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.documents.exchange import ExchangeDocument, ExchangeRow
from riskbild.documents.profile import Derived, Profile, derive
from riskbild.register.actions.adding import NewRisk, add_risks
from riskbild.register.actions.measures import MeasureTexts, edit_measure, report_measure
from riskbild.register.actions.years import make_method, open_year
from riskbild.register.cells import controls_of, fields_of
from riskbild.register.derive import Scored
from riskbild.register.queries.lineage import Carried, carried_from, measures_of_year
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.method import Method
from riskbild.rules.progress import Progress
from riskbild.rules.response import Response
from riskbild.rules.standard_methods import FOUR_BY_FOUR

_YEAR = re.compile(r"\b(20\d\d)\b")
_REASON = "Risken ligger över det som nämnden godtar utan åtgärd."
_NOTES = ("Rutinen är skriven och ute på remiss.", "Utbildning bokad för berörda.", "Klart enligt plan.", "")


def add_sample_year(
    *,
    by: Operator,
    board_year_id: UUID,
    document: ExchangeDocument,
    profile: Profile,
    units: Sequence[UUID],
    person: UUID,
    now: datetime,
    today: date,
) -> tuple[UUID, list[UUID]]:
    """Opens today's year for the board of a closed year and carries the closed year's risks into it, in order.

    Gives the year's key and the risks' in the document's order.
    """
    earlier = carried_from(board_year_id)
    sample = replace(profile, method=_with_levels(profile.method))
    method = make_method(by=by, node_id=earlier.board_id, profile=sample, now=now, series=earlier.series)
    opened = open_year(by=by, board_id=earlier.board_id, year=today.year, method_id=method.pk, now=now, sample=True)
    new = list(_risks(document, sample, earlier, units, today))
    add_risks(by=by, board_year_id=opened.pk, new=new, now=now)
    _put_measures_under_way(by, opened.pk, person, now, today)
    return opened.pk, [risk.id for risk in new]


def _with_levels(method: Method) -> Method:
    """The document's own method, with words and levels where the document has none: what is invented is sample data."""
    if method.levels or method.likelihood is None or method.impact is None:
        return method
    squares = {(square.likelihood, square.impact) for square in method.squares()}
    if squares == {(square.likelihood, square.impact) for square in FOUR_BY_FOUR.squares()}:
        return FOUR_BY_FOUR
    return replace(method, levels=FOUR_BY_FOUR.levels)


def _risks(
    document: ExchangeDocument, profile: Profile, earlier: Carried, units: Sequence[UUID], today: date
) -> Iterator[NewRisk]:
    for place, (row, lineage) in enumerate(zip(document.rows, earlier.lineages, strict=True)):
        current = _moved_to(row, today.year)
        derived = derive(profile, current, year=today.year)
        yield NewRisk(
            fields=fields_of(current),
            node_id=units[place % len(units)],
            lineage=lineage,
            carried_over=True,
            controls=controls_of(current),
            scores=_scores(profile.method, derived),
            response=_response(derived, place),
            response_reason=_REASON if _response(derived, place) else "",
            measures=derived.measures,
        )


def _moved_to(row: ExchangeRow, year: int) -> ExchangeRow:
    """The row as it would stand in another year: deadlines moved on, last year's dates and follow-up not repeated."""
    deadline = _YEAR.sub(str(year), row.deadline) if row.deadline else None
    controls = tuple(replace(control, status={}) for control in row.controls)
    return replace(row, deadline=deadline, analysis_date=None, follows_plan=None, comment=None, controls=controls)


def _scores(method: Method, derived: Derived) -> list[tuple[AssessmentKind, AssessmentOrigin, Scored]]:
    """Last year's numbers as this year's assessment, and one step less likely once the measures have had effect."""
    if derived.score is None:
        return []
    inherent = Scored(derived.likelihood, derived.impact, derived.score)
    scores = [(AssessmentKind.INHERENT, AssessmentOrigin.ASSESSED, inherent)]
    if method.likelihood and inherent.likelihood and inherent.impact and inherent.likelihood > 1:
        lower = inherent.likelihood - 1
        residual = Scored(lower, inherent.impact, method.score_of(lower, inherent.impact))
        scores.append((AssessmentKind.RESIDUAL, AssessmentOrigin.ASSESSED, residual))
    return scores


def _response(derived: Derived, place: int) -> str:
    """Every third risk still waits for somebody to respond."""
    if place % 3 == 0:
        return ""
    return (derived.response or (Response.REDUCE if place % 3 == 1 else Response.WATCH)).value


def _put_measures_under_way(by: Operator, board_year_id: UUID, person: UUID, now: datetime, today: date) -> None:
    """Every second measure gets a person and a date around today, and some are begun or done."""
    for place, measure in enumerate(measures_of_year(board_year_id)):
        if place % 2:
            continue
        due = today + timedelta(days=14 * (place % 7) - 28)
        texts = MeasureTexts(text=measure.text, deadline=due.isoformat(), person_id=person)
        edited = edit_measure(
            by=by,
            measure_id=measure.id,
            version=measure.version,
            risk_version=measure.risk_version,
            texts=texts,
            now=now,
        )
        progress = (Progress.NOT_STARTED, Progress.ONGOING, Progress.DONE, Progress.ONGOING)[place // 2 % 4]
        if progress is not Progress.NOT_STARTED:
            note = _NOTES[place // 2 % 4]
            report_measure(by=by, measure_id=edited.pk, version=edited.version, progress=progress, note=note, now=now)
