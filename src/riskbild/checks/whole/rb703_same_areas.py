"""RB703: the same control areas year after year."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from riskbild.checks.place import Part, Place
from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.setting import Setting
from riskbild.checks.subject import Subject
from riskbild.checks.wording.same_words import content_of
from riskbild.documents.exchange import DocumentKind, ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence("Planen har samma kontrollområden som {years}.", "The plan has the same control areas as {years}.")
_YEARS = 2
"""Earlier years with the same areas: with this one it makes three in a row."""
_FEWEST = 2
_ALIKE = 0.9


def find(subject: Subject) -> Iterator[Hit]:
    """A plan whose areas are those of the two latest earlier years, nine of ten alike counted as the same."""
    year, earlier = subject.year, subject.setting.earlier_areas
    now = _areas(areas_of(subject))
    if year is None or len(now) < _FEWEST:
        return
    back = takewhile(lambda before: before in earlier and _alike(now, _areas(earlier[before])), range(year - 1, 0, -1))
    years = list(back)
    if len(years) >= _YEARS:
        yield Hit(Place(Part.DOCUMENT), _SENTENCE.format(years=", ".join(map(str, sorted(years)))))


def areas_of(subject: Subject) -> tuple[str, ...]:
    """What the plan controls: the processes of its rows, else their risks; of a list, the rows that go to the plan."""
    lines = subject.plan or [line for line in subject.rows if line.row.in_plan] or subject.rows
    return tuple(dict.fromkeys(line.row.process or line.title for line in lines))


def _areas(texts: Iterable[str]) -> frozenset[frozenset[str]]:
    return frozenset(content for text in texts if text and (content := content_of(text)))


def _alike(one: frozenset[frozenset[str]], other: frozenset[frozenset[str]]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


_AREAS = ("Upphandling", "Löner", "Personuppgifter")
_ROWS = tuple(ExchangeRow(process=area, risk=f"Fel i {area.lower()}", in_plan=True) for area in _AREAS)


def _plan(**earlier: tuple[str, ...]) -> Setting:
    return Setting(earlier_areas={int(year.removeprefix("y")): areas for year, areas in earlier.items()})


_KIND = DocumentKind.CONTROL_PLAN

RULE = Rule(
    code="RB703",
    name=Sentence("Samma kontrollområden år efter år", "Same control areas year after year"),
    why=Sentence(
        "Revisorer anmärker på planer som är desamma år efter år: då styr inte riskanalysen valet. Motivera varför "
        "områdena är kvar, eller låt andra risker få plats.",
        "Auditors remark on plans that stay the same: then the risk analysis does not guide the choice. Say why the "
        "areas remain, or make room for other risks.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "Upphandling, löner och personuppgifter 2022, 2023 och 2024",
            rows=_ROWS,
            year=2024,
            kind=_KIND,
            setting=_plan(y2022=_AREAS, y2023=("Löner", "Personuppgift", "Upphandlingar")),
        ),
    ),
    good=(
        Example(
            "Ett nytt område i år", rows=_ROWS, year=2024, kind=_KIND, setting=_plan(y2022=_AREAS[:2], y2023=_AREAS[:2])
        ),
        Example("Samma två år i rad", rows=_ROWS, year=2024, kind=_KIND, setting=_plan(y2023=_AREAS)),
    ),
)
