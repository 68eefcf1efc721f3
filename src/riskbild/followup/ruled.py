"""The periods of a board's year: those that its rules name, and the rows of those that somebody has touched."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from riskbild.audit.prepared import Prepared
from riskbild.followup.models import FollowUpPeriod
from riskbild.planning.rules_of import setup_of
from riskbild.register.models import BoardYear
from riskbild.rules.period import Period, PeriodKind, periods_of, standard_period
from riskbild.rules.sentence import Sentence

LONGEST_KEY = 80
LONGEST_PRINTED = 120


def ruled_periods(year: BoardYear) -> Sequence[Period]:
    """The periods that the rules of the year name, in the order they end; one query."""
    return periods_of(year.year, setup_of(year).rules.periods)


def row_for(year: BoardYear, period: Period) -> FollowUpPeriod:
    """An unsaved row of a period of the rules, with its days as the rules have them."""
    return FollowUpPeriod(
        municipality_id=year.municipality_id, board_year=year, board_id=year.board_id, year=year.year, key=period.key,
        kind=period.kind, name_sv=period.name.sv, name_en=period.name.en, printed=printed_as(period),
        starts=period.starts, ends=period.ends, opens=period.opens, due=period.due, closes=period.closes,
    )  # fmt: skip


def printed_as(period: Period) -> str:
    """How a document names the period: "T1 2022"."""
    return period.name.sv


def rows_of(municipality_id: UUID, board_year_id: UUID) -> dict[str, FollowUpPeriod]:
    """The rows of a year's periods by their keys; one query."""
    return {row.key: row for row in _OF_YEAR.rows(municipality_id, board_year_id)}


_OF_YEAR = Prepared(FollowUpPeriod.objects.all, by=["municipality_id", "board_year_id"])


def unruled(year: BoardYear, name: str) -> FollowUpPeriod:
    """A period that a document names and the rules do not know: nothing but the year is told of it."""
    whole = standard_period("Y", year.year, setup_of(year).rules.periods)
    return row_for(year, replace(whole, key=name[:LONGEST_KEY], kind=PeriodKind.OWN, name=Sentence(name, name)))
