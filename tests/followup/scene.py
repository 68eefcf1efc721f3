"""A board with an adopted plan, people who answer for it, and a period to report in: what the tests begin with."""

from datetime import UTC, datetime

from tests.people import Town, town
from tests.planning.scene import adopted, item

from riskbild.followup.actions.people import set_role_holders
from riskbild.followup.actions.periods import Opened, open_period
from riskbild.followup.models import FollowUpPeriod, Report
from riskbild.organisation.models import Node, User
from riskbild.organisation.roles import Role
from riskbild.planning.actions.life import open_plan
from riskbild.planning.models import Plan
from riskbild.rules.reporting import Filled, Subject
from riskbild.rules.result import Result
from riskbild.rules.status import Status

T1_OPEN = datetime(2027, 4, 20, 9, 0, tzinfo=UTC)
"""A moment at which the first tertial of 2027 is reported in time: it opens on 16 April and is due on 21 May."""
T1_LATE = datetime(2027, 5, 25, 9, 0, tzinfo=UTC)
IN_TIME, LATE = T1_OPEN.date(), T1_LATE.date()
DONE = Filled(status=Status.DONE, word="Genomförd", result=Result.NO_DEVIATION)


def reporter(town: Town, at: Node | None = None, name: str = "rut") -> User:
    return town.user(name, Role.REPORTER, at or town.school)


def board(code: str = "BUN") -> Town:
    """A board whose plan has a monthly, a tertial and a yearly control of one risk at the school."""
    place = town(code, year=2027)
    risk = place.risk(node=place.school)
    plan = open_plan(by=place.coordinator(), board_year_id=place.year.pk, now=T1_OPEN)
    for often in ("Månatligen", "Tertial", "Årligen"):
        item(place, plan, risk, activity=f"Kontroll {often.lower()}", frequency=often, control_owner="Rektor")
    adopted(place, plan)
    return place


def reporting_board() -> Town:
    """The same with somebody to report at the school, and the first tertial open."""
    place = board()
    rektor(place, reporter(place))
    opened(place)
    return place


def plan_of(place: Town) -> Plan:
    return Plan.objects.get(board=place.board)


def opened(place: Town, key: str = "T1", now: datetime = T1_OPEN) -> Opened:
    return open_period(by=place.coordinator(), board_year_id=place.year.pk, key=key, now=now)


def the_report(often: str = "tertial", key: str = "T1") -> Report:
    return Report.objects.select_related("period").get(period__key=key, activity=f"Kontroll {often}")


def reports(period: FollowUpPeriod, subject: Subject = Subject.CONTROL) -> list[Report]:
    rows = Report.objects.filter(period=period, subject=subject)
    return list(rows.order_by("position"))


def rektor(place: Town, *people: User, at: Node | None = None) -> None:
    """Makes some people "Rektor" at the school."""
    node = at or place.school
    set_role_holders(
        by=place.coordinator(), node_id=node.pk, role="Rektor", person_ids=[one.pk for one in people], now=T1_OPEN
    )
