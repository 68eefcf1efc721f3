"""The periods a municipality follows up, to and from plain data."""

from typing import Any

from riskbild.documents import limits
from riskbild.documents.fields import Fields, needed_text
from riskbild.documents.json_text import Json
from riskbild.documents.place import Place
from riskbild.rules.period import Day, OwnPeriod, PeriodScheme

_DAYS = ("opens_days_before_end", "due_days_after_end", "closes_days_after_due")
_SCHEME = ("parts", "own", *_DAYS)
_OWN = ("name", "starts", "ends", "opens", "due")
_MOST = 50
_DAYS_IN_YEAR = 366


def periods_data(scheme: PeriodScheme) -> dict[str, Any]:
    """The periods as plain JSON data, which `read_periods` makes the same periods of."""
    return {
        "parts": list(scheme.parts),
        "own": [_own_data(own) for own in scheme.own],
        **{name: getattr(scheme, name) for name in _DAYS},
    }


def read_periods(data: Json, place: Place) -> PeriodScheme:
    """The periods from what `periods_data` gave; Refused if it is something else.

    Days that are left out are those of the rules.
    """
    fields = Fields(data, place, _SCHEME)
    days = {name: number for name in _DAYS if (number := fields.number(name, 0, _DAYS_IN_YEAR)) is not None}
    parts = fields.each("parts", lambda part, at: needed_text(part, at, limits.NAME_CHARACTERS), _MOST)
    return PeriodScheme(parts=parts, own=fields.each("own", _own, _MOST), **days)


def _own_data(own: OwnPeriod) -> dict[str, Any]:
    return {
        "name": own.name,
        "starts": _day_data(own.starts),
        "ends": _day_data(own.ends),
        "opens": None if own.opens is None else _day_data(own.opens),
        "due": None if own.due is None else _day_data(own.due),
    }


def _day_data(day: Day) -> dict[str, int]:
    return {"month": day.month, "day": day.day}


def _own(data: Json, place: Place) -> OwnPeriod:
    fields = Fields(data, place, _OWN)
    return OwnPeriod(
        name=fields.needed_text("name", limits.NAME_CHARACTERS),
        starts=_day(fields.value("starts"), fields.at("starts")),
        ends=_day(fields.value("ends"), fields.at("ends")),
        opens=None if fields.value("opens") is None else _day(fields.value("opens"), fields.at("opens")),
        due=None if fields.value("due") is None else _day(fields.value("due"), fields.at("due")),
    )


def _day(data: Json, place: Place) -> Day:
    fields = Fields(data, place, ("month", "day"))
    month, day = fields.number("month", 1, 12), fields.number("day", 1, 31)
    if month is None or day is None:
        place.refuse("ska ha månad och dag", "must have a month and a day")
    return Day(month, day)
