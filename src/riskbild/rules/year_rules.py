"""How one board works one year: its periods, its threshold to the plan, what a plan item must hold; as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from riskbild.rules import plain_data
from riskbild.rules.period import TERTIALS, Day, OwnPeriod, PeriodScheme
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence
from riskbild.rules.threshold import Threshold

_NO_SUCH_FIELD = Sentence(
    "{field} är inget som en kontroll kan behöva. Välj bland {fields}.",
    "{field} is nothing that a plan item can need. Choose among {fields}.",
)


class PlanField(StrEnum):
    """What a municipality's rules may ask of every item of a plan before it is proposed."""

    RISK = "risk"
    ACTIVITY = "activity"
    OBJECTIVE = "objective"
    METHOD = "method"
    SCOPE = "scope"
    CONTROL_OWNER = "control_owner"
    PERFORMER = "performer"
    FREQUENCY = "frequency"
    REPORTED_TO = "reported_to"


@dataclass(frozen=True, slots=True)
class YearRules:
    """The settings of a board's year; everything has a default, so that a board can begin at once.

    `selection` None is the threshold of the year's own assessment method. `nominates` tells that risks come to the
    board from below through nominations, and are not all the board's at once. `rule_set` pins the municipality's rule
    set by its number; None is the one that holds in the year.
    """

    periods: PeriodScheme = TERTIALS
    selection: Threshold | None = None
    required: frozenset[PlanField] = frozenset({PlanField.ACTIVITY, PlanField.CONTROL_OWNER})
    nominates: bool = False
    rule_set: int | None = None

    def to_data(self) -> dict[str, Any]:
        """The settings as plain JSON data."""
        return {
            "periods": periods_to_data(self.periods),
            "selection": None if self.selection is None else self.selection.to_data(),
            "required": sorted(self.required),
            "nominates": self.nominates,
            "rule_set": self.rule_set,
        }

    @classmethod
    def from_data(cls, data: object) -> "YearRules":
        """Settings from what `to_data` gave; what is left out has its default. Refused if it is nonsense."""
        fields = plain_data.an_object(data, "year_rules", fields=_FIELDS)
        selection, rule_set = fields.get("selection"), fields.get("rule_set")
        required = fields.get("required")
        return cls(
            periods=periods_from_data(fields["periods"]) if fields.get("periods") is not None else TERTIALS,
            selection=None if selection is None else Threshold.from_data(selection),
            required=cls().required
            if required is None
            else frozenset(map(_field, plain_data.a_list(required, "required"))),
            nominates=fields.get("nominates") is True,
            rule_set=None if rule_set is None else plain_data.a_number(rule_set, "rule_set"),
        )


def periods_to_data(scheme: PeriodScheme) -> dict[str, Any]:
    """A period scheme as plain JSON data."""
    return {
        "parts": list(scheme.parts),
        "own": [{name: _day_data(getattr(own, name)) for name in _DAYS} | {"name": own.name} for own in scheme.own],
        **{name: getattr(scheme, name) for name in _SCHEME_DAYS},
    }


def periods_from_data(data: object) -> PeriodScheme:
    """A period scheme from what `periods_to_data` gave; Refused if it is something else."""
    fields = plain_data.an_object(data, "periods", fields=_PERIOD_FIELDS)
    plain = PeriodScheme()
    days = {name: plain_data.a_number(fields.get(name, getattr(plain, name)), name) for name in _SCHEME_DAYS}
    return PeriodScheme(
        parts=tuple(plain_data.a_text(part, "parts") for part in plain_data.a_list(fields.get("parts"), "parts")),
        own=tuple(_own(one) for one in plain_data.a_list(fields.get("own"), "own")),
        **days,
    )


def _own(data: object) -> OwnPeriod:
    fields = plain_data.an_object(data, "own", fields=frozenset({"name", *_DAYS}))
    starts, ends = _day(fields.get("starts")), _day(fields.get("ends"))
    opens, due = (None if fields.get(name) is None else _day(fields[name]) for name in ("opens", "due"))
    return OwnPeriod(plain_data.a_text(fields.get("name"), "own.name"), starts, ends, opens, due)


def _day(data: object) -> Day:
    fields: Mapping[str, Any] = plain_data.an_object(data, "day", fields=frozenset({"month", "day"}))
    return Day(plain_data.a_number(fields.get("month"), "month"), plain_data.a_number(fields.get("day"), "day"))


def _day_data(day: Day | None) -> dict[str, int] | None:
    return None if day is None else {"month": day.month, "day": day.day}


def _field(value: object) -> PlanField:
    if isinstance(value, str) and value in set(PlanField):
        return PlanField(value)
    raise Refused(_NO_SUCH_FIELD.format(field=value, fields=", ".join(PlanField)))


_DAYS = ("starts", "ends", "opens", "due")
_FIELDS = frozenset({"periods", "selection", "required", "nominates", "rule_set"})
_SCHEME_DAYS = ("opens_days_before_end", "due_days_after_end", "closes_days_after_due")
_PERIOD_FIELDS = frozenset({"parts", "own", *_SCHEME_DAYS})
