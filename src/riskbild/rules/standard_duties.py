"""The rule set that applies until a municipality has put in its own: what regulations and guidelines commonly ask."""

from datetime import date

from riskbild.rules.duties import Duty, DutyHolder, DutyKind, RuleSet
from riskbild.rules.period import Day
from riskbild.rules.sentence import Sentence

_KIND, _WHO = DutyKind, DutyHolder

STANDARD_RULES = RuleSet(
    name="Vanliga regler",
    valid_from=date(1990, 1, 1),
    duties=(
        Duty(
            "common_controls", Sentence("Besluta om kommungemensamma kontroller", "Decide the common controls"),
            _KIND.COMMON_CONTROLS, _WHO.EXECUTIVE_BOARD, Day(10, 31), -1,
        ),
        Duty(
            "risk_analysis", Sentence("Genomföra riskanalys", "Carry out the risk analysis"),
            _KIND.RISK_ANALYSIS, _WHO.EVERY_BODY, Day(10, 31), -1,
        ),
        Duty(
            "plan_adopted", Sentence("Fastställa internkontrollplan", "Adopt the control plan"),
            _KIND.PLAN_ADOPTED, _WHO.EVERY_BODY, Day(12, 31), -1,
        ),
        Duty(
            "plan_sent", Sentence("Sända planen till kommunstyrelsen", "Send the plan to the executive board"),
            _KIND.OTHER, _WHO.EVERY_BODY, Day(1, 31),
        ),
        Duty(
            "follow_up_t1", Sentence("Följa upp tertial 1", "Follow up the first tertial"),
            _KIND.FOLLOW_UP, _WHO.EVERY_BODY, Day(5, 31), period="T1",
        ),
        Duty(
            "follow_up_t2", Sentence("Följa upp tertial 2", "Follow up the second tertial"),
            _KIND.FOLLOW_UP, _WHO.EVERY_BODY, Day(9, 30), period="T2",
        ),
        Duty(
            "annual_report", Sentence("Lämna årets uppföljning", "Give the year's report"),
            _KIND.ANNUAL_REPORT, _WHO.EVERY_BODY, Day(2, 28), 1,
        ),
        Duty(
            "evaluation",
            Sentence("Utvärdera kommunens samlade interna kontroll", "Evaluate the municipality's whole system"),
            _KIND.EVALUATION, _WHO.EXECUTIVE_BOARD, Day(3, 31), 1,
        ),
    ),
)  # fmt: skip
"""Sources: regulations of Ystad, Vara, Hultsfred and Göteborg, and plans that quote theirs. The days are the usual
ones (analysis in the autumn, plan "senast i december", report with the annual accounts); no law sets them."""
