"""RB504: the document names another year than its own."""

import re
from collections.abc import Iterator

from riskbild.checks.place import Part, Place
from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.setting import FOLLOW_UPS, Setting
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import DocumentKind, ExchangeControl, ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_TITLE = Sentence(
    "Titeln säger {found}, men dokumentet gäller {year}.", "The title says {found}, but the document is for {year}."
)
_PERIOD = Sentence(
    "Status står för {found}, men dokumentet gäller {year}.",
    "The status is for {found}, but the document is for {year}.",
)
_LATE = Sentence(
    "Planen för {year} är beslutad {day}, när året var slut.",
    "The plan for {year} was decided on {day}, after its year.",
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_PERIOD_OF = re.compile(r"controls\[\d+\]\.status\.(.*)", re.DOTALL)


def find(subject: Subject) -> Iterator[Hit]:
    """A title or a period of another year, or a plan decided when its year was over."""
    year, document = subject.year, subject.document
    if year is None:
        return
    named = {int(found) for found in _YEAR.findall(document.title or "")}
    if named and year not in named:
        yield Hit(
            Place(Part.DOCUMENT, None, "title"), _TITLE.format(found=", ".join(map(str, sorted(named))), year=year)
        )
    yield from _periods(subject, year)
    day = subject.setting.decided_on
    if day is not None and day.year > year and document.kind not in FOLLOW_UPS:
        yield Hit(Place(Part.DOCUMENT, None, "decision"), _LATE.format(year=year, day=day))


def _periods(subject: Subject, year: int) -> Iterator[Hit]:
    """Each period of another year, at the first row that has it."""
    told: set[str] = set()
    for line in subject.lines:
        for name in line.cells if line.row.controls else ():
            found = _PERIOD_OF.fullmatch(name)
            period = found[1] if found else ""
            years = {int(text) for text in _YEAR.findall(period)}
            if years and year not in years and period not in told:
                told.add(period)
                yield Hit(line.place(name), _PERIOD.format(found=period, year=year))


def _status(period: str) -> tuple[ExchangeRow, ...]:
    return (
        ExchangeRow(process="Intrång", controls=(ExchangeControl("Granska loggar", status={period: "Genomfört"}),)),
    )


_PLAN = DocumentKind.CONTROL_PLAN

RULE = Rule(
    code="RB504",
    name=Sentence("Olika år i samma dokument", "Years mixed in one document"),
    why=Sentence(
        "Förra årets titel eller period har följt med, eller så är planens år och beslutets år sammanblandade. Rätta "
        "det som är fel, så att det går att se vilket år planen gäller.",
        "Last year's title or period has come along, or the plan's year and the decision's are mixed up. Correct what "
        "is wrong, so that the plan's year can be seen.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("”Internkontrollplan 2018” för år 2019", title="Internkontrollplan 2018", year=2019, kind=_PLAN),
        Example("”Status T1 2021” i en plan för 2022", rows=_status("T1 2021"), year=2022, kind=_PLAN),
    ),
    good=(
        Example("”Internkontrollplan 2019” för år 2019", title="Internkontrollplan 2019", year=2019, kind=_PLAN),
        Example(
            "”Uppföljning 2023 inför plan 2024” för år 2023",
            title="Uppföljning 2023 inför plan 2024",
            year=2023,
            rows=_status("T1 2023"),
            setting=Setting(year=2023),
        ),
    ),
)
