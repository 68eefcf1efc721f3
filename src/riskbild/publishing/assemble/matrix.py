"""The heat map of a document: where its risks stand in the matrix of the method, as squares and in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from riskbild.documents.layout import MatrixText
from riskbild.documents.layout.words import listed, number_in_words
from riskbild.publishing.assemble.records import Record, mark_of
from riskbild.publishing.publication import Matrix, Square
from riskbild.rules.method import Method
from riskbild.rules.scale import Scale

_NAME: Final = "Riskmatris"

type _Placed = Mapping[tuple[int, int], list[Record]]


def matrix_of(records: Sequence[Record], method: Method | None, shows: MatrixText) -> Matrix | None:
    """The heat map; None where the method has no scales or no record has a place in it."""
    if method is None or method.likelihood is None or method.impact is None:
        return None
    placed = _placed(records, method.likelihood, method.impact)
    if not placed:
        return None
    squares = {
        (one.likelihood, one.impact): Square(
            one.score, mark_of(one.level), _texts(placed.get((one.likelihood, one.impact), []), shows)
        )
        for one in method.squares()
    }
    return Matrix(
        _NAME, _described(placed, method, len(records)), _steps(method.likelihood), _steps(method.impact), squares
    )


def _placed(records: Sequence[Record], likelihood: Scale, impact: Scale) -> _Placed:
    placed: dict[tuple[int, int], list[Record]] = defaultdict(list)
    for record in records:
        at = record.facts.likelihood, record.facts.impact
        if at[0] is not None and at[1] is not None and at[0] in likelihood and at[1] in impact:
            placed[at[0], at[1]].append(record)
    return placed


def _texts(records: Sequence[Record], shows: MatrixText) -> tuple[str, ...]:
    if not records:
        return ()
    if shows is MatrixText.COUNTS:
        return (str(len(records)),)
    return tuple(str(record.values.get("reference") or record.values["number"]) for record in records)


def _steps(scale: Scale) -> tuple[tuple[int, str], ...]:
    return tuple((step.value, step.word) for step in scale.steps)


def _described(placed: _Placed, method: Method, every: int) -> str:
    """What the picture shows, for who cannot see it: where the risks stand, the highest score first."""
    shown = sum(map(len, placed.values()))
    squares = sorted(placed.items(), key=lambda one: (-(method.score_of(*one[0]) or 0), one[0]))
    told = [_square_told(at, len(found), method) for at, found in squares]
    missing = every - shown
    ending = f" {_capital(_risks(missing))} saknar plats i matrisen." if missing else ""
    return f"Riskmatris med {_risks(shown)}: {listed(told)}.{ending}"


def _square_told(at: tuple[int, int], count: int, method: Method) -> str:
    score = method.score_of(*at)
    level = method.level_of(score, *at)
    word = f" ({level.word.lower()})" if level else ""
    return f"{number_in_words(count)} med sannolikhet {at[0]} och konsekvens {at[1]}, riskvärde {score}{word}"


def _risks(count: int) -> str:
    return "en risk" if count == 1 else f"{number_in_words(count)} risker"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
