"""The two cases with a follow-up, as boards of today: their plans, their people, and nothing reported yet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests.documents.cases import raw
from tests.people import OPERATOR, Town, town

from riskbild.cli.demo.data import DemoTown, towns
from riskbild.documents.exchange import read_exchange
from riskbild.followup.actions.people import set_role_holders
from riskbild.followup.actions.periods import PeriodDates, open_period, set_period_dates
from riskbild.followup.models import FollowUpPeriod, Report
from riskbild.intake.actions import import_document
from riskbild.organisation.actions import change_user
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.planning.actions.years import set_year_rules
from riskbild.register.models import BoardYear
from riskbild.rules.period import PeriodScheme
from riskbild.rules.year_rules import YearRules

TERTIALS = next(one for one in towns() if "004" in one.data["case"])
WHOLE_YEAR = next(one for one in towns() if "003" in one.data["case"])


@dataclass
class Scene:
    """A board whose year is followed up; `printed` is its document as it was, with what was reported."""

    town: Town
    year: BoardYear
    printed: Mapping[str, Any]
    now: datetime
    periods: dict[str, FollowUpPeriod] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day that it all stands at."""
        return self.now.date()

    def open(self, key: str, *, due_in: int = 10) -> FollowUpPeriod:
        """A period opened for reporting, due in so many days."""
        due = self.today + timedelta(days=due_in)
        dates = PeriodDates(self.today - timedelta(days=40), due, due + timedelta(days=14))
        mine = {"by": OPERATOR, "board_year_id": self.year.pk, "key": key, "now": self.now}
        set_period_dates(version=0, dates=dates, **mine)
        self.periods[key] = open_period(**mine).period
        return self.periods[key]

    def holds(self, role: str, *people: User) -> None:
        """These people hold a role at the board."""
        keys = [one.pk for one in people]
        set_role_holders(by=OPERATOR, node_id=self.town.board.pk, role=role, person_ids=keys, now=self.now)

    def report(self, key: str, activity: str) -> Report:
        """The report of a control in a period."""
        return Report.objects.get(period=self.periods[key], activity=activity)

    def status(self, activity: str, period: str) -> str:
        """What the document printed of a control in a period."""
        return self.statuses(period)[activity]

    def statuses(self, period: str) -> dict[str, str]:
        """What the document printed of each control in a period, empty where it says nothing."""
        controls = [one for row in self.printed["rows"] for one in row.get("controls") or ()]
        return {one["control"]: one["status"][period] or "" for one in controls}


def scene(demo: DemoTown, now: datetime) -> Scene:
    """The case's board in the year of `now`, with its plan and nobody's report."""
    printed = raw(demo.data["case"].removesuffix(".json"))
    bare = json.loads(json.dumps(printed))
    for row in bare["rows"]:
        for control in row.get("controls") or ():
            control["status"] = dict.fromkeys(control["status"])
        row.update({name: None for name in ("follows_plan", "comment") if name in row})
    place = town(demo.code, demo.name, year=now.year - 1)
    document = read_exchange(json.dumps(bare).encode(), name=demo.data["case"])
    made = import_document(
        by=OPERATOR, board=place.board, year=now.year, document=document, profile=demo.profile, now=now
    )
    return Scene(place, made.year, printed, now)


def tertials(now: datetime) -> Scene:
    """Case 004 with a director, two heads of unit, a principal and a secretary, each in their roles."""
    made = scene(TERTIALS, now)
    people = {name: made.town.user(name, Role.REPORTER) for name in ("direktor", "enhetschef", "rektor")}
    for name in ("direktor", "enhetschef"):
        with_address(people[name], now)
    made.holds("Direktör", people["direktor"])
    made.holds("Enhetschef", people["enhetschef"])
    made.holds("Rektor", people["rektor"])
    return made


def whole_year(now: datetime) -> Scene:
    """Case 003 with a year that is followed up once, and a head of unit whom nothing has been given to yet."""
    made = scene(WHOLE_YEAR, now)
    rules = YearRules(periods=PeriodScheme(("Y",)))
    set_year_rules(by=OPERATOR, board_year_id=made.year.pk, version=0, rules=rules, now=now)
    made.town.user("chef", Role.REPORTER)
    return made


def with_address(user: User, now: datetime) -> User:
    """The person, who can now be written to."""
    mail = {"name": user.name, "email": f"{user.name.lower()}@kommunen.se", "now": now}
    return change_user(by=OPERATOR, user_id=user.pk, version=user.version, **mail)
