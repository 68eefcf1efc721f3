"""A board's reminders as its page shows them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.followup.reminder_rules import rules_at, set_rules
from riskbild.organisation.access import access_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import refusal
from riskbild.organisation.roles import Permission
from riskbild.rules.reminders import ReminderRules
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class RemindersSeen:
    """The rules that hold at a board; `version` is that of its own settings, 0 where it has none.

    `refusal` says why the person may not change them.
    """

    rules: ReminderRules
    version: int
    refusal: Sentence | None


def reminders_seen_by(by: User, board_id: UUID, today: date) -> RemindersSeen:
    """The reminders of a board that the person sees; two queries. The caller has asked whether they see it."""
    tree = access_of(by, today).tree
    own = set_rules(by.municipality_id)
    version = own[board_id].version if board_id in own else 0
    reason = refusal(by, Permission.MANAGE_YEAR, board_id, today=today)
    return RemindersSeen(rules_at(board_id, own, tree), version, reason)
