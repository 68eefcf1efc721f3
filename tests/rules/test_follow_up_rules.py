"""The rules of the follow-up: the table of a period's life, report states, whose a report is, lines of a status."""

from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules import period_life
from riskbild.rules.period_life import MOVES, PeriodState, PeriodStep
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Refused
from riskbild.rules.report_state import GIVEN, WAITING, ReportState, Timing, state_of
from riskbild.rules.reporting import Filled, OnPlan, Subject, report_findings
from riskbild.rules.result import Result
from riskbild.rules.status import STATUS_WORDS, Status
from riskbild.rules.status_lines import are_several, lines_of, printed_status
from riskbild.rules.whose import Way, in_role, role_key, roles_named, whose

DUE = date(2027, 5, 21)
SCHOOL, OFFICE, BOARD = (UUID(int=number) for number in range(3))
RUT, BO = UUID(int=10), UUID(int=11)

texts = st.text(alphabet="abcåäö .\n", max_size=30)


@pytest.mark.parametrize(("state", "step"), list(product(PeriodState, PeriodStep)))
def test_every_pair_of_state_and_step_either_leads_somewhere_or_says_why_not(
    state: PeriodState, step: PeriodStep
) -> None:
    if step in MOVES[state]:
        assert period_life.refusal(state, step) is None
        assert period_life.move(state, step) == MOVES[state][step]
    else:
        with pytest.raises(Refused) as refused:
            period_life.move(state, step)
        assert refused.value.sentence == period_life.refusal(state, step)


def test_every_state_is_reached_and_a_closed_period_takes_no_report() -> None:
    reached = {move.to for moves in MOVES.values() for move in moves.values()} - {None}
    assert reached == set(PeriodState)
    assert {state for state in PeriodState if PeriodStep.FILL in MOVES[state]} == {PeriodState.OPEN}
    assert set(MOVES[PeriodState.CLOSED]) == {PeriodStep.REOPEN}


@given(st.booleans(), st.booleans(), st.none() | st.dates(), st.dates(), st.booleans(), st.dates())
def test_a_reports_state_follows_from_its_days(
    expected: bool, retired: bool, on: date | None, due: date, closed: bool, today: date
) -> None:
    state = state_of(Timing(expected, retired, on, due, closed), today)
    assert (state is ReportState.RETIRED) == retired
    if not retired:
        assert (state in GIVEN) == (on is not None)
        assert (state in WAITING) == (on is None and expected and not closed)
        assert (state is ReportState.REPORTED_LATE) == (on is not None and expected and on > due)


@pytest.mark.parametrize(
    ("today", "state"), [(DUE, ReportState.DUE), (DUE + timedelta(days=1), ReportState.LATE)], ids=["last", "after"]
)
def test_the_last_day_counts(today: date, state: ReportState) -> None:
    assert state_of(Timing(True, False, None, DUE, False), today) is state


@given(texts, texts)
def test_the_printed_status_holds_the_word_and_all_of_the_text(word: str, text: str) -> None:
    printed = printed_status(word, text)
    assert text in printed
    assert word.rstrip(".").casefold() in printed.casefold()


@pytest.mark.parametrize(
    ("word", "text", "printed"),
    [
        ("Pågående", "Införs till hösten.", "Pågående. Införs till hösten."),
        ("Pågående", "Pågående, införs till hösten.", "Pågående, införs till hösten."),
        ("Genomfört.", "", "Genomfört."),
        ("", "Tio av tio", "Tio av tio"),
    ],
    ids=["both", "begins with it", "the word", "the text"],
)
def test_the_word_is_not_said_twice(word: str, text: str, printed: str) -> None:
    assert printed_status(word, text) == printed


@given(texts)
def test_the_lines_of_a_status_are_the_status(printed: str) -> None:
    assert "\n".join(line.text for line in lines_of(printed, STATUS_WORDS)) == printed


def test_several_frequencies_stand_each_beside_its_own_line() -> None:
    lines = lines_of("Enligt årsplan.\nPågående.", STATUS_WORDS, frequency="Årligen\nMånatligen")
    assert [(one.frequency, one.text, one.status) for one in lines] == [
        ("Årligen", "Enligt årsplan.", None), ("Månatligen", "Pågående.", Status.ONGOING),
    ]  # fmt: skip
    assert are_several(lines)
    waiting = lines_of("", STATUS_WORDS, frequency="Stickprov\nStickprov")
    assert [(one.frequency, one.text) for one in waiting] == [("Stickprov", "")] * 2
    assert not are_several(waiting), "nothing has been said yet"
    assert not are_several(lines_of("Påbörjat.\nInte klart.", STATUS_WORDS, frequency="Tertial"))


def test_a_report_falls_to_the_owner_else_the_role_else_the_performer() -> None:
    assert whose(owner=RUT, in_roles=[BO], performer=BO) == ((RUT, Way.OWNER),)
    assert whose(owner=None, in_roles=[BO, BO], performer=RUT) == ((BO, Way.ROLE),)
    assert whose(owner=None, performer=RUT) == ((RUT, Way.PERFORMER),)
    assert whose(owner=None) == ()


def test_a_role_is_looked_for_from_the_unit_upwards_each_for_itself() -> None:
    path = [SCHOOL, OFFICE, BOARD]
    holders = {(OFFICE, "rektor"): [RUT], (BOARD, "rektor"): [BO], (BOARD, "direktör"): [BO]}
    assert in_role("Rektor", path, holders) == (RUT,)
    assert in_role("Direktör + rektor", path, holders) == (BO, RUT)
    assert in_role("REKTOR ", [BOARD], holders) == (BO,)
    assert in_role("Controller", path, holders) == ()
    slash = {**holders, (BOARD, "direktör/ rektor"): [BO]}
    assert in_role("Direktör/ Rektor", path, slash) == (BO,)


@given(st.text(alphabet="abc ÅÄÖ+,\n", max_size=40))
def test_role_keys_do_not_depend_on_case_or_blanks(cell: str) -> None:
    assert role_key(cell.upper()) == role_key(f"  {cell.lower()} ")
    assert all(role == role_key(role) for role in roles_named(cell))


filled = st.builds(
    Filled, status=st.none() | st.sampled_from(Status), result=st.none() | st.sampled_from(Result),
    on_plan=st.none() | st.sampled_from(OnPlan), progress=st.none() | st.sampled_from(Progress),
    text=texts, reason=texts, comment=texts,
)  # fmt: skip


@given(filled, st.sampled_from(Subject))
def test_what_can_be_given_says_what_its_kind_must_say(said: Filled, subject: Subject) -> None:
    if report_findings(said, subject):
        return
    if subject is Subject.CONTROL:
        assert said.status is not None or said.result is Result.NOT_DONE
        assert said.result is not Result.DEVIATION  # a deviation states its severity
        assert said.status is not Status.DONE or said.result is not None
    elif subject is Subject.RISK:
        assert said.on_plan is OnPlan.YES or (said.on_plan is not None and said.comment.strip())
    else:
        assert said.progress is not None
