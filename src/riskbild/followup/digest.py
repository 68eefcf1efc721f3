"""The letter that one person gets on one day: what is theirs to report, and what others have not reported."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.delivery.letter import Block, Button, Heading, Letter, Note, Paragraph, listed
from riskbild.followup.digest_measures import NO_MEASURES, Measures, blocks_of, subject_of
from riskbild.followup.queries.due import DuePeriod, DueReport
from riskbild.rules.count_text import capital, capital_in_swedish, counted, day_text
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class Part:
    """Some reports of one period, and the address of the page where the person sees to them."""

    period: DuePeriod
    board: str
    reports: Sequence[DueReport]
    address: str


@dataclass(frozen=True)
class OwnPart(Part):
    """What the person is to report in one period; `personal` if the address is a link that needs no sign-in."""

    personal: bool


@dataclass(frozen=True)
class Digest:
    """Everything that one letter tells, of reports and of measures against deviations.

    `late` is what others have not reported, `nobodys` what nobody is to report.
    """

    own: Sequence[OwnPart] = ()
    late: Sequence[Part] = ()
    nobodys: Sequence[Part] = ()
    measures: Measures = NO_MEASURES


def letter_of(digest: Digest, names: Mapping[UUID, str], today: date) -> Letter:
    """The letter. A digest with nothing in it is none, and is not asked for."""
    return Letter(_subject(digest, today), tuple(_blocks(digest, names, today)))


def _blocks(digest: Digest, names: Mapping[UUID, str], today: date) -> Iterator[Block]:
    for own in digest.own:
        yield _heading(own)
        yield Paragraph(_asked(own, today))
        yield listed([report.title for report in own.reports])
        yield Button(_REPORT, own.address)
        if own.personal:
            yield Note(_PERSONAL.format(day=day_text(own.period.closes, today)))
    for late in digest.late:
        yield _heading(late)
        yield Paragraph(_OTHERS_LATE.format(what=capital(_counted(late)), day=day_text(late.period.due, today)))
        yield listed([_with_whose(report, names) for report in late.reports])
        yield Button(_SHOW, late.address)
    for nobodys in digest.nobodys:
        yield _heading(nobodys)
        yield Paragraph(_NOBODYS.format(what=capital_in_swedish(_counted(nobodys))))
        yield listed([_with_whose(report, {}) for report in nobodys.reports])
        yield Button(_ASSIGN, nobodys.address)
    yield from blocks_of(digest.measures, names, today)
    yield Note(_WHY)


def _subject(digest: Digest, today: date) -> Sentence:
    reports = [report for part in digest.own for report in part.reports]
    if reports:
        what, due = counted([one.subject for one in reports]), min(one.period.due for one in reports)
        if due < today:
            return _SUBJECT_LATE.format(what=what)
        if due == today:
            return _SUBJECT_TODAY.format(what=what)
        return _SUBJECT.format(what=capital(what), day=day_text(due, today))
    if not (digest.late or digest.nobodys):
        return subject_of(digest.measures, today)
    sentence, parts = (_SUBJECT_OTHERS, digest.late) if digest.late else (_SUBJECT_NOBODYS, digest.nobodys)
    what = counted([one.subject for part in parts for one in part.reports])
    return sentence.format(what=capital_in_swedish(what))


def _asked(own: OwnPart, today: date) -> Sentence:
    day = day_text(own.period.due, today)
    if own.period.due < today:
        return _LATE.format(what=capital(_counted(own)), day=day)
    return (_TODAY if own.period.due == today else _ASKED).format(what=_counted(own), day=day)


def _counted(part: Part) -> Sentence:
    return counted([report.subject for report in part.reports])


def _heading(part: Part) -> Heading:
    return Heading(
        Sentence("{period} – {board}", "{period} – {board}").format(period=part.period.name, board=part.board)
    )


def _with_whose(report: DueReport, names: Mapping[UUID, str]) -> Sentence:
    """What it is and whose: the role where there is one, which says enough, else the people's names."""
    role = " ".join(report.role.split())
    whose = role or ", ".join(names[person] for person in report.people if person in names)
    if not whose:
        return report.title
    return Sentence(f"{report.title.sv} ({whose})", f"{report.title.en} ({whose})")


_ASKED = Sentence("Du har {what} att rapportera senast {day}.", "You have {what} to report by {day}.")
_TODAY = Sentence(
    "Du har {what} att rapportera. Sista dagen är i dag, {day}.",
    "You have {what} to report. The last day is today, {day}.",
)
_LATE = Sentence(
    "{what} skulle ha rapporterats senast {day}. Rapportera så snart du kan, även om något inte är gjort.",
    "{what} should have been reported by {day}. Please report as soon as you can, also what has not been done.",
)
_OTHERS_LATE = Sentence(
    "{what} skulle ha rapporterats senast {day} men har inte rapporterats.",
    "{what} should have been reported by {day}; no report has been given.",
)
_NOBODYS = Sentence(
    "{what} har ingen som ska rapportera. Utse någon, så får personen en påminnelse.",
    "Nobody is to report {what}. Appoint somebody, who will then be reminded.",
)
_REPORT = Sentence("Rapportera", "Report")
_SHOW = Sentence("Visa perioden", "Show the period")
_ASSIGN = Sentence("Fördela", "Assign")
_PERSONAL = Sentence(
    "Länken är din egen och fungerar till och med {day}. Skicka den inte vidare.",
    "The link is yours alone and works until {day}. Please do not pass it on.",
)
_WHY = Sentence(
    "Mejlet är skickat av Riskbild, kommunens system för intern kontroll. Vilka påminnelser du får väljer du under "
    "ditt namn när du är inloggad.",
    "This mail was sent by Riskbild, the municipality's system for internal control. You choose your reminders under "
    "your name when you are signed in.",
)
_SUBJECT = Sentence("{what} att rapportera senast {day}", "{what} to report by {day}")
_SUBJECT_TODAY = Sentence("Sista dagen i dag: {what} att rapportera", "Last day today: {what} to report")
_SUBJECT_LATE = Sentence("Försenat: {what} att rapportera", "Late: {what} to report")
_SUBJECT_OTHERS = Sentence("{what} har inte rapporterats i tid", "Not reported in time: {what}")
_SUBJECT_NOBODYS = Sentence("{what} har ingen som ska rapportera", "Nobody to report: {what}")
