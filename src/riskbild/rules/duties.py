"""A municipality's rule set: who must do what by when in a year of internal control, as data with dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from riskbild.rules import plain_data
from riskbild.rules.period import Day
from riskbild.rules.refusal import Refused
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence

LONGEST_TITLE = 200
MOST_DUTIES = 60

_NO_NAME = Sentence("Regelverket ska ha ett namn.", "The rule set must have a name.")
_NO_TITLE = Sentence("Uppgiften ”{key}” ska ha en rubrik.", "The duty “{key}” must have a title.")
_TWICE = Sentence("Uppgiften ”{key}” står två gånger.", "The duty “{key}” stands twice.")
_TOO_MANY = Sentence("Ett regelverk har högst {most} uppgifter.", "A rule set has at most {most} duties.")
_OFFSET = Sentence(
    "Uppgiften ”{key}” ska infalla året före, samma år eller året efter.",
    "The duty “{key}” must fall in the year before, the same year or the year after.",
)
_ORDER = Sentence("Regelverket kan inte upphöra innan det börjar gälla.", "The rule set cannot end before it begins.")


class DutyKind(StrEnum):
    """What a duty is about; the system sees by itself when some of them are done."""

    COMMON_CONTROLS = "common_controls"
    RISK_ANALYSIS = "risk_analysis"
    PLAN_ADOPTED = "plan_adopted"
    FOLLOW_UP = "follow_up"
    ANNUAL_REPORT = "annual_report"
    EVALUATION = "evaluation"
    OTHER = "other"


class DutyHolder(StrEnum):
    """Whose a duty is: every body that answers for an internal control, the boards alone, or the executive board."""

    EVERY_BODY = "every_body"
    BOARDS = "boards"
    EXECUTIVE_BOARD = "executive_board"


class Told(StrEnum):
    """Who is told at once of a major deviation: the head of the administration, the board, the executive board."""

    HEAD = "head"
    BOARD = "board"
    EXECUTIVE_BOARD = "executive_board"


TOLD_LABELS: Mapping[StrEnum, Sentence] = {
    Told.HEAD: Sentence("Förvaltningschefen", "The head of administration"),
    Told.BOARD: Sentence("Nämnden", "The board"),
    Told.EXECUTIVE_BOARD: Sentence("Kommunstyrelsen", "The executive board"),
}


class DutyStatus(StrEnum):
    """Where a duty stands on a day. Done is done, also when it was done too late; `Duty.due_on` tells that."""

    DONE = "done"
    DUE = "due"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that must be done by a day of the year.

    `year_offset` is -1, 0 or 1: the plan of a year is adopted the year before, its report is given the year after.
    `period` names the period of a follow-up ("T1"), and is empty for others.
    """

    key: str
    title: Sentence
    kind: DutyKind
    holder: DutyHolder
    due: Day
    year_offset: int = 0
    period: str = ""

    def __post_init__(self) -> None:
        if not self.title.sv.strip() or len(self.title.sv) > LONGEST_TITLE:
            raise Refused(_NO_TITLE.format(key=self.key))
        if self.year_offset not in {-1, 0, 1}:
            raise Refused(_OFFSET.format(key=self.key))

    def due_on(self, year: int) -> date:
        """The last day for the duty in one year's work."""
        return self.due.of(year + self.year_offset)

    def to_data(self) -> dict[str, Any]:
        """The duty as plain JSON data."""
        return {
            "key": self.key, "title": {"sv": self.title.sv, "en": self.title.en}, "kind": str(self.kind),
            "holder": str(self.holder), "due": {"month": self.due.month, "day": self.due.day},
            "year_offset": self.year_offset, "period": self.period,
        }  # fmt: skip

    @classmethod
    def from_data(cls, data: object) -> "Duty":
        """A duty from what `to_data` gave; a title may also be one text for both languages. Refused otherwise."""
        what = "duties"
        fields = plain_data.an_object(data, what, fields=_DUTY_FIELDS)
        return cls(
            key=plain_data.a_text(fields.get("key"), f"{what}.key"),
            title=_title(fields.get("title")),
            kind=plain_data.a_choice(fields.get("kind"), DutyKind, f"{what}.kind"),
            holder=plain_data.a_choice(fields.get("holder"), DutyHolder, f"{what}.holder"),
            due=_day(fields.get("due")),
            year_offset=plain_data.a_number(fields.get("year_offset", 0), f"{what}.year_offset"),
            period=plain_data.a_text(fields.get("period", ""), f"{what}.period"),
        )


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The municipality's own rules for a stretch of years: council's regulation and executive board's guidelines.

    `executive_board` is the code of the board that oversees, empty where it is simply called so. `review_on` is the
    day the rules are to be looked over: auditors find regulations out of date. `told` is who hears of a major
    deviation at once, `criteria` the municipality's own words for when one is minor or major; a severity without
    words has those of `rules.result.CRITERIA`.
    """

    name: str
    valid_from: date
    valid_to: date | None = None
    review_on: date | None = None
    executive_board: str = ""
    decision: str = ""
    duties: tuple[Duty, ...] = ()
    told: frozenset[Told] = frozenset(Told)
    criteria: Mapping[Result, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise Refused(_NO_NAME)
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise Refused(_ORDER)
        if len(self.duties) > MOST_DUTIES:
            raise Refused(_TOO_MANY.format(most=MOST_DUTIES))
        seen: set[str] = set()
        for duty in self.duties:
            if duty.key in seen:
                raise Refused(_TWICE.format(key=duty.key))
            seen.add(duty.key)

    def to_data(self) -> dict[str, Any]:
        """The rule set as plain JSON data."""
        return {
            "name": self.name, "valid_from": self.valid_from.isoformat(), "valid_to": _iso(self.valid_to),
            "review_on": _iso(self.review_on), "executive_board": self.executive_board, "decision": self.decision,
            "duties": [duty.to_data() for duty in self.duties],
            "told": [told.value for told in Told if told in self.told],
            "criteria": {severity.value: text for severity, text in self.criteria.items() if text.strip()},
        }  # fmt: skip

    @classmethod
    def from_data(cls, data: object) -> "RuleSet":
        """A rule set from what `to_data` gave; Refused, in one sentence, if it is nonsense."""
        fields = plain_data.an_object(data, "rule_set", fields=_RULE_FIELDS)
        told = fields.get("told")
        return cls(
            name=plain_data.a_text(fields.get("name"), "name"),
            valid_from=plain_data.a_date(fields.get("valid_from"), "valid_from"),
            valid_to=plain_data.a_date_or_none(fields.get("valid_to"), "valid_to"),
            review_on=plain_data.a_date_or_none(fields.get("review_on"), "review_on"),
            executive_board=plain_data.a_text(fields.get("executive_board", ""), "executive_board"),
            decision=plain_data.a_text(fields.get("decision", ""), "decision"),
            duties=tuple(Duty.from_data(one) for one in plain_data.a_list(fields.get("duties"), "duties")),
            told=frozenset(Told)
            if told is None
            else frozenset(plain_data.a_choice(one, Told, "told") for one in plain_data.a_list(told, "told")),
            criteria=_criteria(fields.get("criteria", {})),
        )

    def holds_in(self, year: int) -> bool:
        """Whether the rules hold for a year's work: those in force on its first day."""
        first = date(year, 1, 1)
        return self.valid_from <= first and (self.valid_to is None or first <= self.valid_to)


def status_of(due: date, done_on: date | None, today: date) -> DutyStatus:
    """Where a duty stands on a day: done from the day it was done, late from the day after its last day."""
    if done_on is not None and done_on <= today:
        return DutyStatus.DONE
    return DutyStatus.LATE if today > due else DutyStatus.DUE


def _title(data: object) -> Sentence:
    if isinstance(data, str):
        return Sentence(data, data)
    fields = plain_data.an_object(data, "title", fields=frozenset({"sv", "en"}))
    sv = plain_data.a_text(fields.get("sv"), "title.sv")
    return Sentence(sv, plain_data.a_text(fields.get("en") or sv, "title.en"))


def _criteria(data: object) -> dict[Result, str]:
    fields = plain_data.an_object(data, "criteria")
    return {
        plain_data.a_choice(name, Result, "criteria"): plain_data.a_text(text, "criteria")
        for name, text in fields.items()
    }


def _day(data: object) -> Day:
    fields: Mapping[str, Any] = plain_data.an_object(data, "due", fields=frozenset({"month", "day"}))
    month = plain_data.a_number(fields.get("month"), "due.month")
    return Day(month, plain_data.a_number(fields.get("day"), "due.day"))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


_DUTY_FIELDS = frozenset({"key", "title", "kind", "holder", "due", "year_offset", "period"})
_RULE_FIELDS = frozenset(
    {"name", "valid_from", "valid_to", "review_on", "executive_board", "decision", "duties", "told", "criteria"}
)
