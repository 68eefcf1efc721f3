"""What the cells of a column look like, whatever its title says: numbers, answers, dates, roles, how they begin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from riskbild.intake.reading import patterns
from riskbild.intake.reading.lexicon import CONTROL, FREQUENCY, GROUP, METHOD, STATUS
from riskbild.intake.reading.values import answer_of, looks_like_score, step_of

_SAMPLE: Final = 60
_LARGEST_SCORE: Final = 125


@dataclass(frozen=True)
class Looks:
    """What a column's filled cells look like. Shares are of the filled cells, `fill` of all rows.

    `place` is where the column stands in its table, 0 leftmost and 1 rightmost.
    """

    texts: tuple[str, ...]
    place: float
    fill: float
    length: float
    distinct: float
    numbers: tuple[int | None, ...]
    number: float
    answer: float

    def share(self, test: Callable[[str], object]) -> float:
        """The share of the cells that pass a test."""
        return sum(bool(test(text)) for text in self.texts) / max(len(self.texts), 1)

    def fits(self, field: str) -> float:
        """How well the column fits a field, about -1 to 1; 0 says nothing for or against."""
        return _FITS[field](self) if self.texts and field in _FITS else 0.0

    @property
    def prose(self) -> float:
        """How much the cells are running text."""
        return min(self.length / 60, 1.0) - 1.5 * self.number - 1.5 * self.answer

    @property
    def brief(self) -> float:
        """Above 0 for short cells, below for long ones."""
        return 0.3 if self.length < 45 else -min((self.length - 45) / 80, 1.0)

    def left(self, within: float, bonus: float, loss: float) -> float:
        """A bonus for a column in the left part of the table, a loss for one further right."""
        return bonus if self.place < within else -loss


def looks_of(cells: Sequence[str], *, place: float) -> Looks:
    """How a column looks."""
    cells = cells if len(cells) <= _SAMPLE else cells[:: -(-len(cells) // _SAMPLE)]
    texts = tuple(text.strip() for text in cells if text.strip())
    count = max(len(texts), 1)
    numbers = tuple(step_of(text) if looks_like_score(text) else None for text in cells)
    return Looks(
        texts=texts,
        place=place,
        fill=len(texts) / max(len(cells), 1),
        length=sum(map(len, texts)) / count,
        distinct=len(set(texts)) / count,
        numbers=numbers,
        number=sum(number is not None and number <= _LARGEST_SCORE for number in numbers) / count,
        answer=sum(len(text) < 40 and text not in "01" and answer_of(text) is not None for text in texts) / count,
    )


def _steps(looks: Looks) -> float:
    worded = 0.0 if looks.length > 30 else looks.share(patterns.WORDS.match)
    return max(looks.number, worded) - 1.2 * (1 - max(looks.number, worded))


def _answers(looks: Looks) -> float:
    return 1.6 * looks.answer - 0.8 * (1 - looks.answer) - (0.3 if looks.length > 60 else 0)


def _reference(looks: Looks) -> float:
    first = 0.4 if looks.place == 0 else -0.3
    return 1.2 * looks.share(patterns.REFERENCE.fullmatch) - (1.0 if looks.length > 25 else 0.2) + first


def _step(looks: Looks) -> float:
    right = 0.2 if looks.place > 0.5 else 0.0
    return 1.3 * looks.share(patterns.STEP.fullmatch) - (0.8 if looks.length > 15 else 0.2) - right


def _analysis_date(looks: Looks) -> float:
    right = 0.4 if looks.place > 0.6 else 0.0
    return 1.2 * looks.share(patterns.DATE.fullmatch) - right - (0.8 if looks.length > 40 else 0.2)


def _deadline(looks: Looks) -> float:
    if looks.length >= 75:
        return -0.7
    dated = looks.share(lambda text: patterns.WHEN.search(text) or patterns.DATE.fullmatch(text))
    return 1.1 * dated - looks.left(0.4, 0.4, 0.1) - 0.5 * looks.number


def _frequency(looks: Looks) -> float:
    return -0.6 if looks.length >= 60 else 1.1 * looks.share(patterns.OFTEN.match) - 0.5 * looks.number


def _responsible(looks: Looks) -> float:
    named = looks.share(patterns.ROLE.search) * (1.1 if looks.length < 70 else 0.3)
    return named - looks.left(0.4, 0.3, 0.1) - 0.8 * looks.number - 0.8 * looks.answer


def _category(looks: Looks) -> float:
    repeated = 0.3 if looks.distinct < 0.6 else -0.1
    return 1.2 * looks.share(patterns.CATEGORY.fullmatch) + repeated + looks.brief - looks.number - looks.answer


def _group(looks: Looks) -> float:
    repeated = 0.3 if looks.distinct < 0.6 else -0.2
    return repeated + 0.2 * (looks.place == 0) - 0.5 * looks.number - 0.5 * looks.answer


def _process(looks: Looks) -> float:
    here = 0.2 + 0.5 * looks.brief + looks.left(0.3, 0.2, 0.3)
    return here - 0.5 * looks.share(patterns.RISK.match) - looks.number - looks.answer


def _risk(looks: Looks) -> float:
    begins, doing = looks.share(patterns.RISK.match), looks.share(patterns.DOING.match)
    return 0.8 * begins + 0.6 * min(looks.prose, 0.5) + looks.left(0.5, 0.2, 0.2) - 0.2 * doing - 0.5 * looks.number


def _description(looks: Looks) -> float:
    return 0.5 * looks.prose + 0.2 * (looks.length > 100) - (0.1 if looks.place > 0.6 else 0)


def _causes(looks: Looks) -> float:
    text = 0.7 * looks.share(patterns.CAUSE.search) + 0.3 * min(looks.prose, 0.5)
    return text - 0.3 * looks.share(patterns.RISK.match) + looks.left(0.2, -0.2, 0.0)


def _consequence(looks: Looks) -> float:
    return (
        0.8 * looks.share(patterns.EFFECT.search)
        + 0.5 * min(looks.prose, 0.6)
        - 0.2 * looks.share(patterns.DOING.match)
    )


def _existing(looks: Looks) -> float:
    return 0.7 * looks.share(patterns.THERE_IS.search) + 0.3 * min(looks.prose, 0.5) + looks.left(0.2, -0.2, 0.0)


def _measures(looks: Looks) -> float:
    doing = looks.share(lambda text: patterns.DOING.match(text) or patterns.ACTING.match(text))
    text = 0.8 * doing + 0.4 * min(looks.prose, 0.5)
    return text - looks.left(0.4, 0.2, 0.1) - 0.2 * looks.share(patterns.RISK.match)


def _response(looks: Looks) -> float:
    short = 0.2 if looks.length < 30 else -0.3
    return 0.8 * looks.share(patterns.DECIDED.match) + short - looks.number - looks.answer


def _comment(looks: Looks) -> float:
    sparse = 0.2 if looks.fill < 0.5 else 0.0
    return 0.2 + sparse - looks.left(0.5, 0.3, 0.1) - looks.number - 0.5 * looks.answer


def _result(looks: Looks) -> float:
    return 0.5 * looks.share(patterns.STATE.match) - looks.left(0.5, 0.3, 0.1) - looks.number


def _control(looks: Looks) -> float:
    return (
        0.8 * looks.share(patterns.CHECKING.match)
        + 0.3 * min(looks.prose, 0.5)
        - 0.2 * looks.share(patterns.RISK.match)
    )


def _method(looks: Looks) -> float:
    return (
        0.6 * looks.share(patterns.CHECKING.match)
        + 0.2 * min(looks.prose, 0.5)
        - 0.2 * looks.share(patterns.RISK.match)
    )


def _status(looks: Looks) -> float:
    return 0.9 * looks.share(patterns.STATE.match) - looks.left(0.5, 0.3, 0.1) - looks.number


_FITS: Final[Mapping[str, Callable[[Looks], float]]] = {
    "likelihood": _steps,
    "impact": _steps,
    "score": _steps,
    "in_plan": _answers,
    "follows_plan": _answers,
    "reference": _reference,
    "step": _step,
    "analysis_date": _analysis_date,
    "deadline": _deadline,
    FREQUENCY: _frequency,
    "responsible": _responsible,
    "category": _category,
    GROUP: _group,
    "process": _process,
    "risk": _risk,
    "description": _description,
    "causes": _causes,
    "consequence": _consequence,
    "existing_controls": _existing,
    "measures": _measures,
    "response": _response,
    "comment": _comment,
    "result": _result,
    CONTROL: _control,
    METHOD: _method,
    STATUS: _status,
}

FIELDS: Final = tuple(_FITS)
"""The fields that content speaks for or against."""
