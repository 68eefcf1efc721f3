"""How a board's year is set up, for its page: settings, periods, threshold, rule sets to choose among."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.audit.single import single
from riskbild.organisation.conflict import NOT_FOUND
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.planning.models import CommonControl
from riskbild.planning.queries.seen import year_for
from riskbild.planning.rules_of import NumberedRules, Setup, rule_sets_of, rules_in, setup_of
from riskbild.register.queries.choices import YearSeen, as_seen
from riskbild.rules.period import Period, periods_of
from riskbild.rules.plan_item import ItemKind
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class YearSetup:
    """A year with everything it is worked by; `refusal` says why the person may not change it, if so."""

    year: YearSeen
    setup: Setup
    periods: Sequence[Period]
    rule_set: NumberedRules
    rule_sets: Sequence[NumberedRules]
    refusal: Sentence | None


@dataclass(frozen=True)
class CommonSeen:
    """A common control of a year, as the executive board decided it."""

    id: UUID
    version: int
    year: int
    kind: ItemKind
    texts: dict[str, str]
    issued_on: date
    withdrawn: bool


def year_setup(by: Actor, board_year_id: UUID, today: date) -> YearSetup:
    """The settings of a year; three queries. Raises `Missing`."""
    year = year_for(by, board_year_id, today)
    setup = setup_of(year)
    rule_sets = rule_sets_of(year.municipality_id)
    return YearSetup(
        year=as_seen(year),
        setup=setup,
        periods=periods_of(year.year, setup.rules.periods),
        rule_set=rules_in(rule_sets, year.year, number=setup.rules.rule_set),
        rule_sets=rule_sets,
        refusal=refusal(by, Permission.MANAGE_YEAR, year.board_id, today=today),
    )


def rule_sets_seen_by(by: User) -> Sequence[NumberedRules]:
    """The municipality's rule sets, latest first, the standard one last; public within the municipality; one query."""
    return rule_sets_of(by.municipality_id)


def commons_seen_by(by: User, year: int) -> Sequence[CommonSeen]:
    """The common controls of a year in the order they were decided, withdrawn ones too; one query."""
    rows = CommonControl.objects.filter(municipality_id=by.municipality_id, year=year).order_by("pk")
    return [_common(row) for row in rows]


def common_seen_by(by: User, common_id: UUID) -> CommonSeen:
    """One common control of the person's municipality; one query. Raises `Missing`."""
    row = single(CommonControl.objects.filter(municipality_id=by.municipality_id, pk=common_id))
    if row is None:
        raise Missing(NOT_FOUND)
    return _common(row)


def _common(row: CommonControl) -> CommonSeen:
    return CommonSeen(row.pk, row.version, row.year, ItemKind(row.kind), row.texts, row.issued_on, row.withdrawn)
