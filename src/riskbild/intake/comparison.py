"""The rows of an intake beside the board's register: two queries, however many rows."""

from collections.abc import Mapping
from datetime import date

from riskbild.intake.models import Intake
from riskbild.intake.review.applying import PLAN, ROWS, Reviewed, ReviewRow
from riskbild.intake.review.comparing import UPDATABLE, Match, compare
from riskbild.intake.states import Choice
from riskbild.organisation.permissions import Actor
from riskbild.register.queries.comparison import KnownRisk, known_risks

type Matches = Mapping[str, Match[KnownRisk]]


def matches_of(by: Actor, intake: Intake, state: Reviewed, today: date) -> Matches:
    """What each row of the risk table is to the register of the same year and the year before, by row key.

    The rows of a plan are kept as they are printed, and are compared with nothing.
    """
    rows = state.part(ROWS)
    known = known_risks(by, intake.board_id, (intake.year, intake.year - 1), today)
    found = compare([one.row for one in rows], known, intake.year)
    return {one.key: match for one, match in zip(rows, found, strict=True)}


def choice_of(row: ReviewRow, matches: Matches) -> Choice:
    """What is made of a row: what a person has said, else what its likeness suggests."""
    if row.part == PLAN:
        return Choice.LEAVE if row.choice is Choice.LEAVE else Choice.ADD
    if row.choice is None:
        return matches[row.key].choice
    if row.choice is Choice.UPDATE and matches[row.key].likeness not in UPDATABLE:
        return matches[row.key].choice
    return row.choice
