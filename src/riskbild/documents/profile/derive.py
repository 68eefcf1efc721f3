"""Derives what a row means from what is printed in it, by a profile and nothing else."""

import re
from collections.abc import Iterator
from typing import Any, Final

from riskbild.documents.exchange.document import CONTROL_TEXTS, ROW_OPTIONAL, ROW_TEXTS, ExchangeControl, ExchangeRow
from riskbild.documents.profile.derived import Derived, DerivedControl
from riskbild.documents.profile.form import MeasureSplit, Profile
from riskbild.documents.profile.scored import scored
from riskbild.rules.deadline import Deadline, deadline_findings, read_deadline
from riskbild.rules.finding import Finding
from riskbild.rules.personal_details import personal_details_findings
from riskbild.rules.personal_number import personal_number_findings
from riskbild.rules.printed_year import year_of
from riskbild.rules.recurrence import read_frequency
from riskbild.rules.response import Response
from riskbild.rules.roles import SuggestedRole, role_findings, suggested_roles
from riskbild.rules.status import Status
from riskbild.rules.title import risk_title
from riskbild.rules.vocabulary import Vocabulary

_BETWEEN_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\n")


def derive(profile: Profile, row: ExchangeRow, *, year: int | None = None, plan: bool = False) -> Derived:
    """What a row means.

    `year` is the document's year, for deadlines that name none ("Hösten"). `plan` says that the row is of the
    document's plan, whose cells may be written in another way than those of its risks.
    """
    result = scored(profile, row)
    deadline = None if row.deadline is None else read_deadline(row.deadline, year=year)
    return Derived(
        title=risk_title(risk=row.risk, process=row.process, description=row.description),
        likelihood=result.score.likelihood,
        impact=result.score.impact,
        score=result.score.counts,
        score_origin=result.origin,
        level=result.score.level,
        result=None if row.result is None else profile.result_words.read(row.result),
        measures=_measures(row.measures, profile.plan_measures if plan else profile.measures),
        roles=_roles(row.responsible),
        deadline=deadline,
        controls=_controls(profile, row),
        findings=(*result.findings, *_findings(row, deadline)),
        **_response(profile, row),
        **_carried_over(profile, row),
    )


def _findings(row: ExchangeRow, deadline: Deadline | None) -> Iterator[Finding]:
    if deadline is not None:
        yield from deadline_findings(deadline, "deadline")
    for where, cell in _cells(row):
        if where.endswith("responsible"):
            yield from role_findings(cell, where)
        yield from personal_number_findings(cell, where)
        yield from personal_details_findings(cell, where)


def _cells(row: ExchangeRow) -> Iterator[tuple[str, str]]:
    """Every filled text cell of a row with its name, the controls' included."""
    named: list[tuple[str, str | None]] = [(name, getattr(row, name)) for name in (*ROW_TEXTS, *ROW_OPTIONAL)]
    for place, control in enumerate(row.controls):
        named += [(f"controls[{place}].{name}", getattr(control, name)) for name in CONTROL_TEXTS]
        named += [(f"controls[{place}].status.{period}", text) for period, text in control.status.items()]
    return ((name, text) for name, text in named if text is not None)


def _measures(cell: str | None, split: MeasureSplit) -> tuple[str, ...]:
    if cell is None:
        return ()
    paragraphs = cell.split("\n") if split is MeasureSplit.PARAGRAPHS else [cell]
    return tuple(text for paragraph in paragraphs if (text := paragraph.strip()))


def _roles(cell: str | None) -> tuple[SuggestedRole, ...]:
    return () if cell is None else suggested_roles(cell)


def _response(profile: Profile, row: ExchangeRow) -> dict[str, Any]:
    """The response in the row's own cell for it, else in the one that the form uses; the first sentence counts."""
    cells = [row.response]
    review: tuple[str, ...] = ()
    if profile.response is not None:
        cells.append(getattr(row, profile.response.column))
        review = tuple(map(_plain, profile.response.review))
    sentences = [sentence for cell in cells if cell for sentence in _BETWEEN_SENTENCES.split(cell)]
    return {
        "response": next(
            (said for sentence in sentences if (said := _said(profile.response_words, sentence)) is not None), None
        ),
        "review": any(_begins(_plain(sentence), review) for sentence in sentences),
    }


def _said(words: Vocabulary[Response], sentence: str) -> Response | None:
    reading = words.read(sentence)
    return reading.suggestion if reading.value is None else reading.value


def _carried_over(profile: Profile, row: ExchangeRow) -> dict[str, Any]:
    if profile.carried_over is None:
        return {}
    cell = _plain(getattr(row, profile.carried_over.column) or "")
    for words in map(_plain, profile.carried_over.words):
        if _begins(cell, (words,)):
            return {"carried_over": True, "carried_from": year_of(cell.removeprefix(words))}
    return {}


def _begins(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether the text begins with one of the phrases as whole words."""
    return any(re.match(rf"{re.escape(phrase)}(?!\w)", text) for phrase in phrases)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _controls(profile: Profile, row: ExchangeRow) -> tuple[DerivedControl, ...]:
    return tuple(_control(control, profile.status_words) for control in row.controls)


def _control(control: ExchangeControl, words: Vocabulary[Status]) -> DerivedControl:
    return DerivedControl(
        roles=_roles(control.responsible),
        frequency=None if control.frequency is None else read_frequency(control.frequency),
        statuses={period: words.read(text) for period, text in control.status.items() if text is not None},
    )
