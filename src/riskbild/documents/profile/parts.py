"""The parts of a profile: what a form's columns hold, and what its own words mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from riskbild.documents import limits
from riskbild.documents.exchange.document import CONTROL_TEXTS, ROW_FIELDS, ROW_OPTIONAL, ROW_TEXTS
from riskbild.documents.fields import Fields, choice_of, needed_text
from riskbild.documents.json_text import Json
from riskbild.documents.place import Place
from riskbild.rules.response import Response
from riskbild.rules.scale import Scale

CONTROL_STATUS: Final = "controls.status"
COLUMN_FIELDS: Final = (*ROW_FIELDS, *ROW_OPTIONAL, *(f"controls.{name}" for name in CONTROL_TEXTS), CONTROL_STATUS)
"""What a column of a form may hold. One CONTROL_STATUS column stands for one column a period."""

_WORDS: Final = 200


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column of a form: what it holds, and its title as printed, None where that is not known.

    Fields that share a printed column have the same title and each a `label` of its own inside the cell. In
    the title of a CONTROL_STATUS column "{period}" stands for the period.
    """

    field: str
    title: str | None = None
    label: str | None = None

    def to_data(self) -> dict[str, Any]:
        """The column as plain JSON data."""
        return {"field": self.field, "title": self.title, "label": self.label}

    @classmethod
    def from_data(cls, data: Json, place: Place) -> "FormColumn":
        """A column from what `to_data` gave; Refused, naming the place, if it is something else."""
        fields = Fields(data, place, ("field", "title", "label"))
        name = _name_among(fields.value("field"), fields.at("field"), COLUMN_FIELDS)
        return cls(name, fields.text("title"), fields.text("label"))


@dataclass(frozen=True, slots=True)
class ResponseCell:
    """The column in which the response to a risk is written in the municipality's own words.

    `words` go before the common ones (`rules.response`). A sentence that begins with one of `review` asks
    for a review in the control plan as well.
    """

    column: str
    words: Mapping[str, Response] = field(default_factory=dict)
    review: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """The cell as plain JSON data."""
        words = {word: response.value for word, response in self.words.items()}
        return {"column": self.column, "words": words, "review": list(self.review)}

    @classmethod
    def from_data(cls, data: Json, place: Place) -> "ResponseCell":
        """A cell from what `to_data` gave; Refused, naming the place, if it is something else."""
        fields = Fields(data, place, ("column", "words", "review"))
        name = _name_among(fields.value("column"), fields.at("column"), (*ROW_TEXTS, *ROW_OPTIONAL))
        words = {word: choice_of(value, at, Response) for word, value, at in fields.named("words")}
        return cls(name, words, _words(fields, "review"))


@dataclass(frozen=True, slots=True)
class ScoreInHeading:
    """Group headings state the score of the rows below them.

    Each phrase between commas after the score may name a step: "möjlig risk" of likelihood, "allvarliga
    konsekvenser" of impact. Only phrases whose step the documents leave no doubt of belong here.
    """

    likelihood: Mapping[str, int] = field(default_factory=dict)
    impact: Mapping[str, int] = field(default_factory=dict)

    def to_data(self) -> dict[str, Any]:
        """The phrases as plain JSON data."""
        return {"likelihood": dict(self.likelihood), "impact": dict(self.impact)}

    @classmethod
    def from_data(cls, data: Json, place: Place, *, likelihood: Scale | None, impact: Scale | None) -> "ScoreInHeading":
        """The phrases from what `to_data` gave; Refused if one names a step that is not on the method's scale."""
        fields = Fields(data, place, ("likelihood", "impact"))
        return cls(_steps(fields, "likelihood", likelihood), _steps(fields, "impact", impact))


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """The column that says that a row is left from an earlier year, and how it then begins; a year may follow."""

    column: str
    words: tuple[str, ...]

    def to_data(self) -> dict[str, Any]:
        """The column and its words as plain JSON data."""
        return {"column": self.column, "words": list(self.words)}

    @classmethod
    def from_data(cls, data: Json, place: Place) -> "CarriedOver":
        """The column from what `to_data` gave; Refused, naming the place, if it is something else."""
        fields = Fields(data, place, ("column", "words"))
        name = _name_among(fields.value("column"), fields.at("column"), (*ROW_TEXTS, *ROW_OPTIONAL))
        words = _words(fields, "words")
        if not words:
            fields.at("words").refuse("ska ha minst ett ord", "must have at least one word")
        return cls(name, words)


def _words(fields: Fields, name: str) -> tuple[str, ...]:
    return fields.each(name, lambda word, at: needed_text(word, at, limits.NAME_CHARACTERS), _WORDS)


def _steps(fields: Fields, name: str, scale: Scale | None) -> dict[str, int]:
    return {phrase: _step(value, at, scale) for phrase, value, at in fields.named(name)}


def _step(value: Json, place: Place, scale: Scale | None) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or scale is None or value not in scale:
        place.refuse("ska vara ett steg på bedömningsmodellens skala", "must be a step of the method's scale")
    return value


def _name_among(value: Json, place: Place, names: tuple[str, ...]) -> str:
    name = needed_text(value, place, limits.NAME_CHARACTERS)
    if name not in names:
        place.refuse(f"ska vara ett av {', '.join(names)}", f"must be one of {', '.join(names)}")
    return name
