"""A town whose plan is adopted and whose last tertial is open, with people who can be written to."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tests.people import NOW, OPERATOR, Town, town

from riskbild.followup.actions.people import assign_reports
from riskbild.followup.actions.periods import PeriodDates, open_period, set_period_dates
from riskbild.followup.actions.reminding import set_reminders
from riskbild.followup.actions.reporting import report
from riskbild.followup.models import FollowUpPeriod, Report
from riskbild.organisation import actions
from riskbild.organisation.models import Node, User
from riskbild.organisation.roles import Role
from riskbild.planning.actions.adopting import Decision, adopt_plan
from riskbild.planning.actions.items import NewItem, add_item
from riskbild.planning.actions.life import open_plan, propose_plan
from riskbild.rules.reminders import ReminderRules
from riskbild.rules.reporting import Filled
from riskbild.rules.result import Result
from riskbild.rules.status import Status

OPENED = datetime(2026, 12, 17, 8, 0, tzinfo=UTC)  # a Thursday; due on 21 January, closes on 4 February
SOON, LAST, LATE, UP, FURTHER = (
    datetime(2027, 1, 14, 8, 0, tzinfo=UTC),
    datetime(2027, 1, 21, 8, 0, tzinfo=UTC),
    datetime(2027, 1, 22, 8, 0, tzinfo=UTC),
    datetime(2027, 1, 28, 8, 0, tzinfo=UTC),
    datetime(2027, 2, 4, 8, 0, tzinfo=UTC),
)
GIVEN = Filled(status=Status.DONE, word="Genomförd", result=Result.NO_DEVIATION)


@dataclass
class Reminded:
    """The town, its people by name, and its open period."""

    town: Town
    people: dict[str, User] = field(default_factory=dict)
    period: FollowUpPeriod = field(init=False)

    @property
    def municipality_id(self) -> UUID:
        return self.town.municipality_id

    def person(self, name: str, role: Role | None = None, at: Node | None = None, *, mail: bool = True) -> User:
        user = self.town.user(name, role, at)
        if mail:
            email = f"{name}@storsjo.se"
            actions.change_user(
                by=OPERATOR, user_id=user.pk, version=user.version, name=user.name, email=email, now=NOW
            )
        self.people[name] = User.objects.select_related("municipality").get(pk=user.pk)
        return self.people[name]

    def adopt(self, *items: tuple[str, User | None], **more: tuple[UUID, ...]) -> None:
        """A plan with these controls and owners, adopted; then its period is open. `risks` of the first control."""
        plan = open_plan(by=OPERATOR, board_year_id=self.town.year.pk, now=NOW)
        for number, (activity, owner) in enumerate(items):
            texts = {
                "activity": activity,
                "control_owner": "Rektor",
                "method": "Stickprov",
                "frequency": "Varje tertial",
            }
            new = NewItem(
                texts=texts, owner_person_id=owner and owner.pk, risk_ids=more.get("risks", ()) if not number else ()
            )
            add_item(by=OPERATOR, plan_id=plan.pk, new=new, now=NOW)
        plan.refresh_from_db()
        propose_plan(by=OPERATOR, plan_id=plan.pk, version=plan.version, check_plan=lambda _: (), now=NOW)
        plan.refresh_from_db()
        decision = Decision("Nämnden", date(2026, 11, 20), "§ 1", "BUN 2026/1")
        adopt_plan(by=OPERATOR, plan_id=plan.pk, version=plan.version, decision=decision, now=NOW)
        self.period = open_period(by=OPERATOR, board_year_id=self.town.year.pk, key="T3", now=OPENED).period

    def hand(self, report: Report, person: User) -> None:
        """The report becomes this person's."""
        assign_reports(by=OPERATOR, report_ids=[report.pk], person_id=person.pk, now=OPENED)

    def reports(self) -> list[Report]:
        return list(Report.objects.filter(period=self.period).order_by("position"))

    def give(self, number: int, now: datetime = OPENED) -> None:
        """The report of one control is given."""
        one = self.reports()[number]
        report(by=OPERATOR, report_id=one.pk, version=one.version, filled=GIVEN, now=now)


def reminded_town() -> Reminded:
    return Reminded(town())


def reminded_today(now: datetime) -> Reminded:
    """A town whose period is open at this very moment, be it a Sunday, with a control for Rut to report."""
    here = Reminded(town())
    at = {"by": OPERATOR, "now": NOW}
    rules = ReminderRules(workdays=False)
    set_reminders(node_id=here.town.board.pk, version=0, rules=rules, **at)
    days = PeriodDates(*(now.date() + timedelta(days=number) for number in (-1, 30, 44)))
    set_period_dates(board_year_id=here.town.year.pk, key="T3", version=0, dates=days, **at)
    here.adopt(("Löneutbetalningar", here.person("rut")))
    return here
