"""What a row means is derived from what is printed in it, and never written back."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import cases
from tests.documents.strategies import rows

from riskbild.documents.exchange import ExchangeControl, ExchangeRow
from riskbild.documents.profile import (
    CarriedOver,
    MeasureSplit,
    Profile,
    ResponseCell,
    ScoreInHeading,
    ScoreOrigin,
    derive,
)
from riskbild.rules.codes import Code
from riskbild.rules.level import Colour, Level
from riskbild.rules.method import Cell, Method
from riskbild.rules.recurrence import Recurrence
from riskbild.rules.response import Response
from riskbild.rules.scale import Scale, Step
from riskbild.rules.status import Status

UTB, AMN, SNO, SN, AFN = cases.NAMES
five = Scale(tuple(Step(value, "") for value in range(1, 6)))
levels = (Level("low", "Låg", "●", Colour.GREEN, 1), Level("high", "Hög", "▲", Colour.RED, 10))
plain = Profile("5 × 5", Method("5 × 5", five, five, {(1, 5): Cell(7, "high")}, levels))
by_heading = replace(
    plain, score_in_heading=ScoreInHeading({"möjlig risk": 3}, {"stora följder": 4, "störst följder": 5})
)


def codes(profile: Profile, row: ExchangeRow) -> list[str]:
    return [finding.code for finding in derive(profile, row).findings]


# The score


def test_a_printed_score_is_kept_and_placed_in_its_level() -> None:
    derived = derive(plain, ExchangeRow(likelihood=3, impact=4, score=12))
    assert (derived.likelihood, derived.impact, derived.score) == (3, 4, 12)
    assert derived.score_origin is ScoreOrigin.PRINTED
    assert derived.level == levels[1]
    assert derived.findings == ()


def test_a_printed_score_that_the_matrix_does_not_give_is_kept_and_pointed_out() -> None:
    row = ExchangeRow(likelihood=3, impact=4, score=8)
    assert derive(plain, row).score == 8
    assert codes(plain, row) == [Code.SCORE_DIFFERS]


def test_a_score_that_only_the_matrix_gives_says_so() -> None:
    derived = derive(plain, ExchangeRow(likelihood=1, impact=5))
    assert (derived.score, derived.score_origin, derived.level) == (7, ScoreOrigin.MATRIX, levels[1])


def test_a_missing_score_stays_missing() -> None:
    derived = derive(plain, ExchangeRow(likelihood=3))
    assert (derived.score, derived.score_origin, derived.level) == (None, None, None)
    assert codes(plain, ExchangeRow(likelihood=3)) == [Code.ONE_AXIS_ONLY]
    assert codes(plain, ExchangeRow()) == []


def test_a_value_outside_the_scale_is_no_step_but_a_finding() -> None:
    assert derive(plain, ExchangeRow(likelihood=9, impact=1)).likelihood is None
    assert codes(plain, ExchangeRow(likelihood=9, impact=1)) == [Code.OUTSIDE_SCALE]


def test_a_score_in_a_heading_counts_for_the_rows_below_it() -> None:
    derived = derive(by_heading, ExchangeRow(heading="Riskvärde 12: Möjlig  risk, stora följder."))
    assert (derived.likelihood, derived.impact, derived.score) == (3, 4, 12)
    assert derived.score_origin is ScoreOrigin.HEADING


@pytest.mark.parametrize("heading", ["Skattning 12", "Skattning 12: möjlig risk", "Skattning 12: något helt annat"])
def test_a_heading_whose_words_name_no_square_gives_its_score_alone(heading: str) -> None:
    derived = derive(by_heading, ExchangeRow(heading=heading))
    assert (derived.likelihood, derived.impact, derived.score, derived.findings) == (None, None, 12, ())


def test_a_heading_whose_words_contradict_its_score_gives_the_score_and_a_finding() -> None:
    row = ExchangeRow(heading="Skattning 10: möjlig risk, stora följder")
    derived = derive(by_heading, row)
    assert (derived.likelihood, derived.impact, derived.score) == (None, None, 10)
    assert [(finding.code, finding.where) for finding in derived.findings] == [(Code.SCORE_DIFFERS, "heading")]


def test_a_rows_own_score_goes_before_its_heading() -> None:
    row = ExchangeRow(heading="Skattning 12", score=6)
    derived = derive(by_heading, row)
    assert (derived.score, derived.score_origin) == (6, ScoreOrigin.PRINTED)
    assert codes(by_heading, row) == [Code.SCORE_DIFFERS]
    assert codes(by_heading, replace(row, score=12)) == []


def test_a_heading_is_no_score_where_the_form_has_none_in_headings() -> None:
    assert derive(plain, ExchangeRow(heading="Skattning 12")).score is None


# The response


response = replace(plain, response=ResponseCell("measures", {"Släpps": Response.ACCEPT}, ("Granskas särskilt",)))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Släpps", Response.ACCEPT),
        ("Bevakas under året.", Response.WATCH),
        ("Risken är känd. Accepteras.", Response.ACCEPT),
        ("Minskas. Bevakas sedan.", Response.REDUCE),
        ("Inget nytt.\nBevakas", Response.WATCH),
        ("Accepteras inte", None),
        ("En rutin tas fram", None),
        (None, None),
    ],
)
def test_the_first_sentence_that_says_a_response_decides(cell: str | None, said: Response | None) -> None:
    assert derive(response, ExchangeRow(measures=cell)).response is said


def test_a_response_cell_of_its_own_goes_before_the_forms_column() -> None:
    row = ExchangeRow(response="Elimineras", measures="Bevakas")
    assert derive(response, row).response is Response.AVOID
    assert derive(plain, row).response is Response.AVOID


def test_measures_say_no_response_where_the_form_does_not_use_them_so() -> None:
    assert derive(plain, ExchangeRow(measures="Bevakas")).response is None


def test_a_review_is_asked_for_where_the_form_says_so() -> None:
    assert derive(response, ExchangeRow(measures="Bevakas. Granskas särskilt 2024.")).review
    assert not derive(response, ExchangeRow(measures="Bevakas. Granskas särskilts.")).review
    assert not derive(plain, ExchangeRow(measures="Granskas särskilt")).review


# Children of cells


def test_measures_are_the_paragraphs_of_their_cell_or_the_whole_of_it() -> None:
    row = ExchangeRow(measures="Ta fram rutin\n\n Utbilda")
    whole = replace(plain, measures=MeasureSplit.WHOLE)
    assert derive(plain, row).measures == ("Ta fram rutin", "Utbilda")
    assert derive(whole, row).measures == ("Ta fram rutin\n\n Utbilda",)
    assert derive(replace(plain, plan_measures=MeasureSplit.WHOLE), row, plan=True).measures == (row.measures,)
    assert derive(plain, ExchangeRow()).measures == ()


def test_a_status_in_the_deadline_and_a_named_person_are_pointed_out() -> None:
    row = ExchangeRow(deadline="Genomförd", responsible="Rektor (Elsa Exempel)", comment="Se https://example.se/a")
    assert codes(plain, row) == [Code.STATUS_IN_DEADLINE, Code.PERSON_NAMED, Code.LINK]


def test_findings_in_a_control_name_the_control() -> None:
    row = ExchangeRow(controls=(ExchangeControl(), ExchangeControl(status={"T1": "Skriv till a@example.se"})))
    assert [finding.where for finding in derive(plain, row).findings] == ["controls[1].status.T1"]


def test_a_row_left_from_an_earlier_year_says_from_which() -> None:
    profile = replace(plain, carried_over=CarriedOver("comment", ("Kvar från", "Flyttad från")))
    for cell, expected in {
        "Kvar från 2023": (True, 2023),
        "flyttad  från -22": (True, 2022),
        "Kvar från förra året": (True, None),
        "Kvar frånsett": (False, None),
        "Inte kvar från 2023": (False, None),
    }.items():
        derived = derive(profile, ExchangeRow(comment=cell))
        assert (derived.carried_over, derived.carried_from) == expected, cell
    assert not derive(plain, ExchangeRow(comment="Kvar från 2023")).carried_over


@settings(max_examples=200, deadline=None)
@given(rows, st.sampled_from(cases.NAMES), st.booleans())
def test_any_row_can_be_understood_by_any_profile(row: ExchangeRow, name: str, plan: bool) -> None:
    derived = derive(cases.profile(name), row, year=2024, plan=plan)
    assert (derived.score is None) == (derived.score_origin is None)
    assert (derived.score_origin is ScoreOrigin.PRINTED) == (row.score is not None)
    assert all(measure in (row.measures or "") for measure in derived.measures)
    assert len(derived.controls) == len(row.controls)
    assert derived.carried_over or derived.carried_from is None


# The five cases


def test_every_printed_score_of_the_cases_is_what_the_matrix_gives() -> None:
    for name in (UTB, AMN, SN):
        assert [one.score for one in cases.derived(name)] == [row.score for row in cases.document(name).rows]
        assert Code.SCORE_DIFFERS not in {finding.code for one in cases.derived(name) for finding in one.findings}


def test_the_education_list_has_four_rows_left_from_2023() -> None:
    derived = cases.derived(UTB)
    assert [one.carried_from for one in derived if one.carried_over] == [2023] * 4
    assert derived[0].deadline is not None
    assert derived[0].deadline.due == date(2024, 12, 31)
    assert derived[2].deadline is not None
    assert derived[2].deadline.recurrence is Recurrence.EACH_OCCASION
    assert [Code.STATUS_IN_DEADLINE in {f.code for f in one.findings} for one in derived] == [False] * 10 + [True] * 3
    assert [role.role for role in derived[10].roles] == ["Chef för myndighetskansli", "ekonomichef"]


def test_the_labour_market_analyses_have_eleven_rows_with_no_score_and_two_that_name_persons() -> None:
    derived = cases.derived(AMN)
    assert sum(one.score is None for one in derived) == 11
    named = [one for one in derived if Code.PERSON_NAMED in {finding.code for finding in one.findings}]
    assert named == derived[3:5]
    assert [(role.role, role.person) for role in derived[3].roles] == [
        ("Enhetschef Integration", "Elsa Exempel"),
        ("funktionsansvarig administrativa processer IAF", "Erik Exempel"),
    ]
    assert len(derived[11].measures) == 2


def test_the_risk_profile_has_no_scores_and_its_plan_one_activity_a_row() -> None:
    assert {one.score for one in cases.derived(SNO)} == {None}
    assert [len(one.measures) for one in cases.derived(SNO)[:4]] == [5, 8, 1, 3]
    profile = cases.profile(SNO)
    assert [len(derive(profile, row, plan=True).measures) for row in cases.document(SNO).plan] == [1, 1]


def test_the_annual_follow_up_has_seven_critical_risks_that_are_all_dealt_with_and_one_to_review() -> None:
    derived = cases.derived(SN)
    assert [one.level and one.level.word for one in derived] == ["Kritisk"] * 7
    assert [one.response for one in derived] == [Response.REDUCE] * 7
    assert [one.review for one in derived] == [False, False, True, False, False, False, False]
    assert {(one.likelihood, one.impact) for one in derived} == {(None, None)}


def test_the_control_plan_has_its_scores_in_its_headings_and_squares_where_the_words_agree() -> None:
    derived = cases.derived(AFN)
    assert [one.score for one in derived] == [16, 16, 15, 15, 15, 12, 10, 10, 10, 9]
    assert {one.score_origin for one in derived} == {ScoreOrigin.HEADING}
    squares = [(one.likelihood, one.impact) for one in derived]
    assert squares == [(None, None)] * 2 + [(3, 5)] * 3 + [(None, None)] + [(2, 5)] * 3 + [(3, 3)]
    contradicted = [one.score for one in derived if Code.SCORE_DIFFERS in {finding.code for finding in one.findings}]
    assert contradicted == [16, 16, 12]
    statuses = derived[1].controls[0].statuses
    assert {period: reading.value for period, reading in statuses.items()} == dict.fromkeys(
        ("T1 2022", "T2 2022"), Status.DONE
    )
    assert derived[6].controls[0].frequency is not None
    assert derived[6].controls[0].frequency.recurrences == (Recurrence.YEARLY, Recurrence.MONTHLY)
