"""What statuses and results look like: a word, a symbol and a tone each, so that colour never stands alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from riskbild.rules.labels import label
from riskbild.rules.progress import Progress
from riskbild.rules.reporting import OnPlan
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence
from riskbild.rules.status import Status
from riskbild.web.followup.bars import Kind
from riskbild.web.forms.attempt import said


@dataclass(frozen=True)
class Look:
    """A symbol, a colour of the palette, and for tags a tone and an icon."""

    symbol: str
    colour: str
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Mark:
    """A tag: its word, tone and icon."""

    word: str | Sentence
    tone: str
    icon: str


LOOKS: Mapping[StrEnum, Look] = {
    Status.DONE: Look("✓", "green", "success", "check"),
    Status.ONGOING: Look("◐", "blue", "info", "arrow-right"),
    Status.NOT_STARTED: Look("○", "grey"),
    Status.DELAYED: Look("!", "orange", "warning", "alert"),
    Status.NOT_DONE: Look("✕", "red", "danger", "close"),
    Status.NOT_APPLICABLE: Look("–", "grey"),
    Status.WHEN_NEEDED: Look("~", "blue"),
    Result.NO_DEVIATION: Look("✓", "green", "success", "check"),
    Result.MINOR_DEVIATION: Look("△", "yellow", "warning", "alert"),
    Result.MAJOR_DEVIATION: Look("▲", "red", "danger", "error"),
    Result.DEVIATION: Look("?", "orange", "warning", "alert"),
    Result.NOT_DONE: Look("✕", "grey", "danger", "close"),
    OnPlan.YES: Look("✓", "green", "success", "check"),
    OnPlan.PARTLY: Look("◐", "yellow", "warning", "alert"),
    OnPlan.NO: Look("✕", "red", "danger", "close"),
    Progress.NOT_STARTED: Look("○", "grey"),
    Progress.ONGOING: Look("◐", "blue", "info", "arrow-right"),
    Progress.DONE: Look("✓", "green", "success", "check"),
    Progress.CANCELLED: Look("–", "grey", "", "close"),
}
NOTHING = Look("·", "grey")
"""Where nothing has been reported, or nothing of this kind is said."""

_ON_PLAN: Mapping[OnPlan, Sentence] = {
    OnPlan.YES: Sentence("Följer plan", "Follows the plan"),
    OnPlan.PARTLY: Sentence("Följer plan delvis", "Follows the plan in part"),
    OnPlan.NO: Sentence("Följer inte plan", "Does not follow the plan"),
}


def look_of(value: StrEnum | None) -> Look:
    """How a status, result or answer is drawn."""
    return LOOKS[value] if value is not None else NOTHING


def mark_of(value: StrEnum | None, word: str = "") -> Mark | None:
    """The tag of a status, result or answer, in the municipality's own word where it has one; none for nothing."""
    if value is None:
        return Mark(word, "", "") if word else None
    look = LOOKS[value]
    shown: str | Sentence = word or (_ON_PLAN[value] if isinstance(value, OnPlan) else label(value))
    return Mark(shown, look.tone, look.icon)


def kinds_of(values: type[StrEnum], nothing: Sentence) -> list[Kind]:
    """The kinds of a chart that counts these values, and what is not reported, as ""."""
    kinds = [Kind(value.value, said(label(value)), LOOKS[value].symbol, LOOKS[value].colour) for value in values]
    return [*kinds, Kind("", said(nothing), NOTHING.symbol, "grey")]
