"""Which reminder is told on which day, and whom it goes up to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules.refusal import Refused
from riskbild.rules.reminders import Audience, ReminderRules, Step, StepKind, sends_on, step_for

OPENS, DUE = date(2026, 4, 16), date(2026, 5, 15)  # a Thursday, a Friday
DAY = timedelta(days=1)
STANDARD = ReminderRules()

days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
some_rules = st.builds(
    ReminderRules, on=st.booleans(), opening=st.booleans(), workdays=st.booleans(), last_day=st.booleans(),
    before=st.lists(st.integers(1, 30), max_size=5, unique=True).map(tuple),
    late_every=st.none() | st.integers(1, 30), manager_after=st.none() | st.integers(1, 10),
    coordinator_after=st.none() | st.integers(10, 40), links=st.booleans(),
)  # fmt: skip


def steps(
    rules: ReminderRules = STANDARD, audience: Audience = Audience.OWNER, days: int = 60
) -> list[tuple[str, str]]:
    """What is told and on which day, when somebody looks every day from the opening on."""
    told: list[Step] = []
    for number in range(days):
        today = OPENS + number * DAY
        step = step_for(audience, today, opens=OPENS, due=DUE, rules=rules)
        if step and sends_on(today, rules) and step not in told:
            told.append(step)
    return [(step.key, f"{step.day:%d/%m}") for step in told]


def test_whoever_reports_is_told_at_the_opening_before_the_last_day_on_it_and_after() -> None:
    assert steps(days=45) == [
        ("opened-0", "16/04"), ("soon-7", "08/05"), ("soon-2", "13/05"), ("today-0", "15/05"), ("late-1", "18/05"),
        ("late-2", "25/05"),
    ]  # fmt: skip


def test_what_stays_late_is_told_of_weekly_for_twelve_weeks_and_then_every_thirtieth_day_for_as_long_as_it_is() -> None:
    late = [day for key, day in steps(days=400) if key.startswith("late")]
    assert late[:2] + late[10:15] == ["18/05", "25/05", "27/07", "03/08", "31/08", "30/09", "30/10"]
    assert len(late) == 12 + 9


def test_the_manager_is_told_after_a_week_and_then_the_coordinator_once_each() -> None:
    assert steps(audience=Audience.MANAGER) == [("late-1", "22/05")]
    assert steps(audience=Audience.COORDINATOR) == [("late-1", "29/05")]


def test_what_falls_on_a_weekend_is_told_the_friday_before_and_what_is_late_the_monday_after() -> None:
    sunday = date(2026, 5, 17)
    friday, monday = date(2026, 5, 15), date(2026, 5, 18)
    assert step_for(Audience.OWNER, friday, opens=OPENS, due=sunday, rules=STANDARD) == Step(StepKind.TODAY, friday)
    assert step_for(Audience.OWNER, monday, opens=OPENS, due=sunday, rules=STANDARD) == Step(StepKind.LATE, monday, 1)
    assert not sends_on(sunday, STANDARD)
    assert sends_on(sunday, ReminderRules(workdays=False))


def test_days_on_which_nothing_could_be_sent_are_made_up_for_with_the_latest_step_alone() -> None:
    step = step_for(Audience.OWNER, date(2026, 5, 14), opens=OPENS, due=DUE, rules=STANDARD)
    assert step is not None
    assert step.key == "soon-2"


def test_what_is_opened_after_its_last_day_is_late_from_then_and_goes_up_from_then() -> None:
    opened = DUE + 30 * DAY  # a Sunday
    late = {"opens": opened, "due": DUE, "rules": STANDARD}
    first = step_for(Audience.OWNER, opened + DAY, **late)
    assert first is not None
    assert first.kind is StepKind.LATE
    assert step_for(Audience.MANAGER, opened + 6 * DAY, **late) is None
    assert step_for(Audience.MANAGER, opened + 8 * DAY, **late) is not None


def test_each_reminder_can_be_left_out() -> None:
    silent = ReminderRules(
        opening=False, before=(), last_day=False, late_every=None, manager_after=None, coordinator_after=None
    )
    assert [steps(silent, audience) for audience in Audience] == [[], [], []]
    assert steps(ReminderRules(on=False)) == []
    assert steps(ReminderRules(opening=False, before=(3,), last_day=False, late_every=None)) == [("soon-3", "12/05")]


@given(
    opens=days,
    length=st.integers(0, 60),
    after=st.integers(-5, 400),
    rules=some_rules,
    audience=st.sampled_from(Audience),
)
def test_nothing_is_told_before_the_opening_and_never_a_step_whose_day_has_not_come(
    opens: date, length: int, after: int, rules: ReminderRules, audience: Audience
) -> None:
    today = opens + after * DAY
    step = step_for(audience, today, opens=opens, due=opens + length * DAY, rules=rules)
    if step is not None:
        assert rules.on
        assert opens <= step.day <= today
        assert not (rules.workdays and step.day.weekday() > 4 and step.kind is StepKind.LATE)
        assert audience is Audience.OWNER or step.kind is StepKind.LATE


@given(opens=days, length=st.integers(0, 60), rules=some_rules)
def test_steps_only_go_forward(opens: date, length: int, rules: ReminderRules) -> None:
    seen = [
        step_for(Audience.OWNER, opens + number * DAY, opens=opens, due=opens + length * DAY, rules=rules)
        for number in range(120)
    ]
    told = [step for step in seen if step]
    assert [step.day for step in told] == sorted(step.day for step in told)
    keys = [step.key for step in dict.fromkeys(told)]
    assert len(keys) == len(set(keys))


@given(some_rules)
def test_rules_are_the_same_after_being_stored(rules: ReminderRules) -> None:
    stored = ReminderRules.from_data(rules.to_data())
    assert stored.before == tuple(sorted(rules.before, reverse=True))
    assert stored.to_data() | {"before": None} == rules.to_data() | {"before": None}


@pytest.mark.parametrize(
    "data",
    [
        [], {"before": ["x"]}, {"before": [0]}, {"late_every": 181}, {"nonsense": 1}, {"manager_after": True},
        {"before": [1, 2, 3, 4, 5, 6]}, {"manager_after": 10, "coordinator_after": 5},
    ],
    ids=str,
)  # fmt: skip
def test_nonsense_is_refused(data: object) -> None:
    with pytest.raises(Refused):
        ReminderRules.from_data(data)


def test_what_is_left_out_has_its_default() -> None:
    assert ReminderRules.from_data({}) == STANDARD
