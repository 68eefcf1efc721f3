"""A stretch of days as documents write it: "2023-04/05", "Hösten 2024", "v. 14", "T1 2024", "maj–juni 2024"."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a text says when."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    SEASON = "season"
    HALF_YEAR = "half_year"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last day a text can mean, and how exactly it says so."""

    starts: date
    ends: date
    precision: Precision
