"""A profile: a municipality's assessment method, and what the columns and words of its form mean."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from riskbild.documents import limits
from riskbild.documents.fields import Fields, choice_of
from riskbild.documents.json_text import Json, read_json
from riskbild.documents.place import Place
from riskbild.documents.profile.parts import CarriedOver, FormColumn, ResponseCell, ScoreInHeading
from riskbild.documents.profile.periods import periods_data, read_periods
from riskbild.rules.method import Method
from riskbild.rules.period import PeriodScheme
from riskbild.rules.response import RESPONSE_WORDS, Response
from riskbild.rules.result import RESULT_WORDS, Result
from riskbild.rules.status import STATUS_WORDS, Status
from riskbild.rules.vocabulary import Vocabulary

FORMAT: Final = "riskbild-profile/1"

_KNOWN: Final = (
    "format",
    "name",
    "method",
    "columns",
    "plan_columns",
    "response",
    "score_in_heading",
    "carried_over",
    "statuses",
    "results",
    "periods",
    "measures",
    "plan_measures",
)
_MOST_COLUMNS: Final = 60


class MeasureSplit(StrEnum):
    """How many measures one printed cell holds: one a paragraph, or one however it is written."""

    PARAGRAPHS = "paragraphs"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Profile:
    """How a municipality's form is to be understood. All of it is data; none of it is for one document.

    What is None or empty means that the form has no such thing. `statuses` and `results` are own words, which
    go before the common ones of the rules. `columns` are in the order they are printed.
    """

    name: str
    method: Method
    columns: tuple[FormColumn, ...] = ()
    plan_columns: tuple[FormColumn, ...] = ()
    response: ResponseCell | None = None
    score_in_heading: ScoreInHeading | None = None
    carried_over: CarriedOver | None = None
    statuses: Mapping[str, Status] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    periods: PeriodScheme | None = None
    measures: MeasureSplit = MeasureSplit.PARAGRAPHS
    plan_measures: MeasureSplit = MeasureSplit.PARAGRAPHS
    # The common words with the own ones added, made once: a document has thousands of cells to read with them.
    response_words: Vocabulary[Response] = field(init=False, repr=False, compare=False)
    status_words: Vocabulary[Status] = field(init=False, repr=False, compare=False)
    result_words: Vocabulary[Result] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        own_responses = {} if self.response is None else self.response.words
        object.__setattr__(self, "response_words", _with(RESPONSE_WORDS, own_responses))
        object.__setattr__(self, "status_words", _with(STATUS_WORDS, self.statuses))
        object.__setattr__(self, "result_words", _with(RESULT_WORDS, self.results))

    def titles(self, *, plan: bool = False) -> dict[str, str]:
        """The printed title of each field that has one, in the form's order."""
        columns = self.plan_columns if plan else self.columns
        return {column.field: column.title for column in columns if column.title is not None}

    def to_data(self) -> dict[str, Any]:
        """The profile as plain JSON data, which `from_data` makes the same profile of."""
        return {
            "format": FORMAT,
            "name": self.name,
            "method": self.method.to_data(),
            "columns": [column.to_data() for column in self.columns],
            "plan_columns": [column.to_data() for column in self.plan_columns],
            "response": None if self.response is None else self.response.to_data(),
            "score_in_heading": None if self.score_in_heading is None else self.score_in_heading.to_data(),
            "carried_over": None if self.carried_over is None else self.carried_over.to_data(),
            "statuses": {word: status.value for word, status in self.statuses.items()},
            "results": {word: result.value for word, result in self.results.items()},
            "periods": None if self.periods is None else periods_data(self.periods),
            "measures": self.measures.value,
            "plan_measures": self.plan_measures.value,
        }

    @classmethod
    def from_data(cls, data: Json, file: str = "profile.json") -> "Profile":
        """A profile from what `to_data` gave; Refused in one sentence, naming `file` and the place, if it is not.

        Only a name and a method are needed.
        """
        fields = Fields(data, Place(file), _KNOWN)
        if fields.value("format") not in (None, FORMAT):
            fields.at("format").refuse(f"ska vara {FORMAT}", f"must be {FORMAT}")
        method = Method.from_data(fields.value("method"))
        return cls(
            name=fields.needed_text("name", limits.NAME_CHARACTERS),
            method=method,
            columns=_columns(fields, "columns"),
            plan_columns=_columns(fields, "plan_columns"),
            response=_if_given(fields, "response", ResponseCell.from_data),
            score_in_heading=_score_in_heading(fields, method),
            carried_over=_if_given(fields, "carried_over", CarriedOver.from_data),
            statuses={word: choice_of(value, at, Status) for word, value, at in fields.named("statuses")},
            results={word: choice_of(value, at, Result) for word, value, at in fields.named("results")},
            periods=_if_given(fields, "periods", read_periods),
            measures=_split(fields, "measures"),
            plan_measures=_split(fields, "plan_measures"),
        )


def read_profile(data: bytes | str, name: str = "profile.json") -> Profile:
    """The profile in a file; Refused in one sentence naming the file and the place at fault."""
    return Profile.from_data(read_json(data, name), name)


def _with[Value: StrEnum](words: Vocabulary[Value], own: Mapping[str, Value]) -> Vocabulary[Value]:
    return words.with_words(own) if own else words


def _if_given[Part](fields: Fields, name: str, read: Callable[[Json, Place], Part]) -> Part | None:
    value = fields.value(name)
    return None if value is None else read(value, fields.at(name))


def _columns(fields: Fields, name: str) -> tuple[FormColumn, ...]:
    columns = fields.each(name, FormColumn.from_data, _MOST_COLUMNS)
    held = [column.field for column in columns]
    for number, column in enumerate(columns, 1):
        if held.index(column.field) != number - 1:
            fields.at(name).item(number).refuse(f"upprepar {column.field}", f"repeats {column.field}")
    return columns


def _score_in_heading(fields: Fields, method: Method) -> ScoreInHeading | None:
    def read(data: Json, place: Place) -> ScoreInHeading:
        return ScoreInHeading.from_data(data, place, likelihood=method.likelihood, impact=method.impact)

    return _if_given(fields, "score_in_heading", read)


def _split(fields: Fields, name: str) -> MeasureSplit:
    return fields.choice(name, MeasureSplit) if name in fields else MeasureSplit.PARAGRAPHS
