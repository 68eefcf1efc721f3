"""The part of a person's letter about measures against deviations: their own, and those that others answer for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.delivery.letter import Block, Button, Heading, Paragraph, listed
from riskbild.followup.queries.due_measures import DueMeasure
from riskbild.rules.count_text import capital, capital_in_swedish, day_text, number_of
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class Others:
    """What others have not done in time, or nobody answers for, in one board's year; `address` shows its deviations."""

    board: str
    measures: Sequence[DueMeasure]
    address: str


@dataclass(frozen=True)
class Measures:
    """What one letter tells of measures. `address` is the page with the person's own."""

    own: Sequence[DueMeasure] = ()
    late: Sequence[Others] = ()
    nobodys: Sequence[Others] = ()
    address: str = ""


NO_MEASURES = Measures()


def blocks_of(told: Measures, names: Mapping[UUID, str], today: date) -> Iterator[Block]:
    """The letter's blocks about measures; none where nothing is told of any."""
    if told.own:
        yield Heading(_HEADING)
        yield Paragraph(_OWN.format(what=_counted(told.own)))
        yield listed([_dated(one.title, one, today) for one in told.own])
        yield Button(_REPORT, told.address)
    for part in told.late:
        yield from _of_others(part, _OTHERS.format(what=_counted(part.measures)), names, today)
    for part in told.nobodys:
        what = capital_in_swedish(_counted(part.measures))
        yield from _of_others(part, _NOBODYS.format(what=what), names, today)


def subject_of(told: Measures, today: date) -> Sentence:
    """What a letter is called that tells of nothing but measures."""
    if told.own:
        due = min(one.due for one in told.own)
        if due < today:
            return _SUBJECT_LATE.format(what=_counted(told.own))
        return _SUBJECT.format(what=capital(_counted(told.own)), day=day_text(due, today))
    parts = told.late or told.nobodys
    what = _counted([one for part in parts for one in part.measures])
    return _SUBJECT_OTHERS.format(what=what) if told.late else _SUBJECT_NOBODYS.format(what=capital_in_swedish(what))


def _of_others(part: Others, said: Sentence, names: Mapping[UUID, str], today: date) -> Iterator[Block]:
    yield Heading(Sentence(f"{_HEADING.sv} – {part.board}", f"{_HEADING.en} – {part.board}"))
    yield Paragraph(said)
    yield listed([_with_whose(one, names, today) for one in part.measures])
    yield Button(_SHOW, part.address)


def _counted(measures: Sequence[DueMeasure]) -> Sentence:
    return number_of(len(measures), _ONE, _SEVERAL)


def _with_whose(one: DueMeasure, names: Mapping[UUID, str], today: date) -> Sentence:
    whose = ", ".join(names[person] for person in one.people if person in names) or one.role
    named = Sentence(f"{one.title.sv} ({whose})", f"{one.title.en} ({whose})")
    return _dated(named, one, today)


def _dated(title: Sentence, one: DueMeasure, today: date) -> Sentence:
    return (_WAS_DUE if one.due < today else _IS_DUE).format(title=title, day=day_text(one.due, today))


_HEADING = Sentence("Åtgärder mot avvikelser", "Measures against deviations")
_ONE = Sentence("åtgärd mot en avvikelse", "measure against a deviation")
_SEVERAL = Sentence("åtgärder mot avvikelser", "measures against deviations")
_OWN = Sentence(
    "Du ansvarar för {what}. Skriv hur långt du har kommit.", "You answer for {what}. Please say how far you have come."
)
_OTHERS = Sentence("Inte klart i tid: {what}.", "Not done in time: {what}.")
_NOBODYS = Sentence(
    "{what} har ingen person som ansvarar. Utse någon, så får personen en påminnelse.",
    "Nobody answers for {what}. Appoint somebody, who will then be reminded.",
)
_IS_DUE = Sentence("{title}, senast {day}", "{title}, by {day}")
_WAS_DUE = Sentence("{title}, skulle ha varit klar {day}", "{title}, should have been done by {day}")
_REPORT = Sentence("Visa mina åtgärder", "Show my measures")
_SHOW = Sentence("Visa avvikelserna", "Show the deviations")
_SUBJECT = Sentence("{what} att göra klar senast {day}", "{what} to be done by {day}")
_SUBJECT_LATE = Sentence("Försenat: {what}", "Late: {what}")
_SUBJECT_OTHERS = Sentence("Inte klart i tid: {what}", "Not done in time: {what}")
_SUBJECT_NOBODYS = Sentence("{what} har ingen som ansvarar", "Nobody answers for: {what}")
