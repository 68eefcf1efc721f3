"""A profile is data: it is read, checked and written back the same."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import cases
from tests.documents.strategies import cells, names

from riskbild.documents.profile import (
    CarriedOver,
    FormColumn,
    MeasureSplit,
    Profile,
    ResponseCell,
    ScoreInHeading,
    read_profile,
)
from riskbild.documents.profile.parts import COLUMN_FIELDS
from riskbild.rules.method import Method
from riskbild.rules.period import Day, OwnPeriod, PeriodScheme
from riskbild.rules.refusal import Refused
from riskbild.rules.response import Response
from riskbild.rules.result import Result
from riskbild.rules.scale import Scale, Step
from riskbild.rules.status import Status

four = Scale(tuple(Step(value, "") for value in range(1, 5)))
words = st.text("abcåäö ", min_size=2, max_size=12).filter(str.strip)
phrases = st.dictionaries(words, st.integers(1, 4), max_size=3)
own_periods = st.just(OwnPeriod("Delrapport 1", Day(1, 1), Day(5, 31), due=Day(6, 15)))
columns = st.lists(
    st.builds(FormColumn, st.sampled_from(COLUMN_FIELDS), cells, cells), max_size=4, unique_by=lambda one: one.field
).map(tuple)
profiles = st.builds(
    Profile,
    name=names,
    method=st.just(Method("4 × 4", four, four)),
    columns=columns,
    plan_columns=columns,
    response=st.none()
    | st.builds(
        ResponseCell,
        st.sampled_from(("measures", "response")),
        st.dictionaries(words, st.sampled_from(Response), max_size=3),
        st.lists(words, max_size=2).map(tuple),
    ),
    score_in_heading=st.none() | st.builds(ScoreInHeading, phrases, phrases),
    carried_over=st.none()
    | st.builds(CarriedOver, st.just("reference"), st.lists(words, min_size=1, max_size=2).map(tuple)),
    statuses=st.dictionaries(words, st.sampled_from(Status), max_size=3),
    results=st.dictionaries(words, st.sampled_from(Result), max_size=3),
    periods=st.none()
    | st.builds(PeriodScheme, st.sampled_from((("T1", "T2", "T3"), ("H1", "Y"))), st.tuples() | st.tuples(own_periods)),
    measures=st.sampled_from(MeasureSplit),
    plan_measures=st.sampled_from(MeasureSplit),
)


@settings(max_examples=100, deadline=None)
@given(profiles)
def test_a_profile_written_and_read_is_the_same_profile(profile: Profile) -> None:
    assert read_profile(json.dumps(profile.to_data())) == profile


@pytest.mark.parametrize("name", cases.NAMES)
def test_the_profile_of_a_case_is_written_as_it_was_read(name: str) -> None:
    file = cases.FOLDER / f"profile-{cases.PROFILES[name]}.json"
    assert cases.profile(name).to_data() == json.loads(file.read_bytes())


def test_a_name_and_a_method_are_enough() -> None:
    profile = Profile.from_data({"name": "Utan värden", "method": {"name": "Utan värden"}})
    assert profile == Profile("Utan värden", Method("Utan värden"))


def data(**changes: Any) -> dict[str, Any]:
    """A profile on four steps, with changes."""
    return {"name": "a", "method": Method("m", four, four).to_data()} | changes


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colour": 1}, "fältet 'colour' finns inte i formatet."),
        ({"format": "riskbild-profile/9"}, "fältet 'format' ska vara riskbild-profile/1."),
        ({"name": ""}, "fältet 'name' saknar text."),
        ({"columns": [{"field": "colour"}]}, "fältet 'field' ska vara ett av reference, process"),
        ({"columns": [{"field": "risk"}, {"field": "risk"}]}, "fältet 'columns', post 2 upprepar risk."),
        ({"response": {"column": "score"}}, "fältet 'column' ska vara ett av reference, process"),
        ({"response": {"column": "measures", "words": {"Sover": "sleep"}}}, "fältet 'Sover' ska vara ett av accept"),
        ({"response": {"column": "measures", "review": [""]}}, "fältet 'review', post 1 saknar text."),
        ({"score_in_heading": {"likelihood": {"möjlig": 5}}}, "ska vara ett steg på bedömningsmodellens skala."),
        ({"score_in_heading": {"impact": {"möjlig": True}}}, "ska vara ett steg på bedömningsmodellens skala."),
        ({"carried_over": {"column": "reference", "words": []}}, "fältet 'words' ska ha minst ett ord."),
        ({"statuses": {"Klart": "klart"}}, "fältet 'Klart' ska vara ett av not_started"),
        ({"periods": {"parts": [], "own": [{"name": "a"}]}}, "fältet 'starts' ska vara ett objekt"),
        ({"periods": {"own": [{"name": "a", "starts": {"month": 13, "day": 1}}]}}, "ett heltal från 1 till 12"),
        ({"periods": {"own": [{"name": "a", "starts": {"month": 1}}]}}, "ska ha månad och dag."),
        ({"measures": "lines"}, "fältet 'measures' ska vara ett av paragraphs, whole."),
    ],
)
def test_a_profile_at_fault_is_refused_with_the_place(change: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused) as refused:
        Profile.from_data(data(**change), "profil.json")
    assert str(refused.value).startswith("Filen profil.json kan inte läsas in: ")
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "change",
    [
        {"method": None},
        {"method": {"name": "m", "likelihood": [{"value": 1, "word": "a"}]}},
        {"periods": {"parts": ["T9"]}},
        {"periods": {"parts": []}},
        {"periods": {"parts": [], "own": [{"name": "a", "starts": {"month": 2, "day": 30}, "ends": {}}]}},
        {"statuses": {".": "done"}},
    ],
)
def test_what_the_rules_refuse_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        Profile.from_data(data(**change))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_profile_with_one_value_replaced_is_read_or_refused_but_never_fails(draw: st.DataObject) -> None:
    spot: Any = cases.profile(draw.draw(st.sampled_from(cases.NAMES))).to_data()
    whole = spot
    while True:
        key = draw.draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else range(len(spot))))
        if not isinstance(spot[key], (dict, list)) or not spot[key] or draw.draw(st.integers(0, 3)) == 0:
            break
        spot = spot[key]
    spot[key] = draw.draw(st.sampled_from((None, True, -5, 1.5, "", "x", "\x00", [], {}, [[]], {"x": {}}, 10**40)))
    refused = None
    try:
        read_profile(json.dumps(whole))
    except Refused as raised:
        refused = str(raised)
    assert refused is None or refused.endswith(".")


@pytest.mark.parametrize("name", cases.NAMES)
def test_the_titles_of_a_case_are_those_its_document_prints(name: str) -> None:
    profile = cases.profile(name)
    printed = [title for title in cases.document(name).header if title is not None]
    titles = list(dict.fromkeys(profile.titles().values()))
    if "Status {period}" in titles:
        titles[-1:] = ["Status T1 2022", "Status T2 2022"]
    assert titles == printed


def test_a_plan_has_titles_of_its_own() -> None:
    titles = cases.profile(cases.NAMES[2]).titles(plan=True)
    assert titles == {
        "heading": "Riskområden",
        "risk": "Risker",
        "description": "Risker",
        "consequence": "Risker",
        "measures": "Aktivitet",
    }
