"""The rules of a year, read out of what is stored: the board's settings and the municipality's rule set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from riskbild.audit.prepared import Prepared
from riskbild.organisation.tree import Tree, TreeNode
from riskbild.planning.models import RuleSetVersion, YearSettings
from riskbild.register.models import BoardYear, MethodVersion
from riskbild.register.rules_of import method_of
from riskbild.rules.duties import DutyHolder, RuleSet
from riskbild.rules.method import Method
from riskbild.rules.period import TERTIALS, PeriodScheme
from riskbild.rules.refusal import Missing
from riskbild.rules.standard_duties import STANDARD_RULES
from riskbild.rules.threshold import Threshold
from riskbild.rules.year_rules import YearRules, periods_from_data

STANDARD_NUMBER = 0
"""The number of the rule set that applies where the municipality has none of its own."""


@dataclass(frozen=True)
class NumberedRules:
    """A rule set and its number; 0 is the standard one."""

    number: int
    rules: RuleSet


@dataclass(frozen=True)
class Setup:
    """Everything that a board's year is worked by. `version` is that of the settings, 0 where nothing is set."""

    rules: YearRules
    version: int
    method: Method

    @property
    def threshold(self) -> Threshold:
        """The rule for the plan: the year's own, else the method's."""
        return self.rules.selection or self.method.threshold


_SETTINGS = Prepared(YearSettings.objects.all, by=["municipality_id", "board_year_id"])


def setup_of(year: BoardYear) -> Setup:
    """The settings of a year whose method has been fetched with it; one query.

    A year for which nothing is set follows up the periods that its form is printed with.
    """
    row = _SETTINGS.single(year.municipality_id, year.pk)
    rules = YearRules.from_data(row.definition) if row else YearRules(periods=_printed_periods(year.method))
    return Setup(rules, row.version if row else 0, method_of(year.method))


def _printed_periods(version: MethodVersion) -> PeriodScheme:
    printed = version.profile.get("periods")
    return TERTIALS if printed is None else periods_from_data(printed)


_RULE_SETS = Prepared(lambda: RuleSetVersion.objects.order_by("-number"), by=["municipality_id"])


def rule_sets_of(municipality_id: UUID) -> list[NumberedRules]:
    """Every rule set of the municipality, the latest first, and the standard one last; one query."""
    rows = _RULE_SETS.rows(municipality_id)
    own = [NumberedRules(row.number, RuleSet.from_data(row.definition)) for row in rows]
    return [*own, NumberedRules(STANDARD_NUMBER, STANDARD_RULES)]


def rules_in(rule_sets: Sequence[NumberedRules], year: int, *, number: int | None = None) -> NumberedRules:
    """The rule set that holds in a year: the one pinned by number, else the latest in force on its first day."""
    if number is not None:
        found = next((one for one in rule_sets if one.number == number), None)
        if found is None:
            raise Missing
        return found
    return next(one for one in rule_sets if one.number == STANDARD_NUMBER or one.rules.holds_in(year))


_SETTINGS_OF = Prepared(YearSettings.objects.all, by=["municipality_id", "board_year__board_id", "board_year__year"])


def rules_held(municipality_id: UUID, board_id: UUID, year: int) -> NumberedRules:
    """The rule set that a board's year goes by: the one its settings pin, else the one that holds; two queries."""
    settings = _SETTINGS_OF.single(municipality_id, board_id, year)
    pinned = YearRules.from_data(settings.definition).rule_set if settings else None
    return rules_in(rule_sets_of(municipality_id), year, number=pinned)


def executive_board(tree: Tree, rules: RuleSet) -> TreeNode | None:
    """The board that oversees: the one the rules name, else the one that has its name in kommunallagen."""
    if rules.executive_board:
        return next((node for node in tree.boards if node.code == rules.executive_board), None)
    return next((node for node in tree.boards if node.name.casefold() == "kommunstyrelsen"), None)


def holders(kind: str, *, executive: bool) -> Iterable[DutyHolder]:
    """Whose duties a body has: its own kind's, and the executive board's where it is that."""
    yield DutyHolder.EVERY_BODY
    if kind == "board":
        yield DutyHolder.BOARDS
    if executive:
        yield DutyHolder.EXECUTIVE_BOARD
