"""The demo's facts fit together: every file is there, every place exists, every name is a made-up one."""

import json
from typing import Any

import pytest
from tests.documents.cases import FOLDER

from riskbild.documents.exchange import read_exchange
from riskbild.documents.profile import read_profile
from riskbild.organisation.roles import Role

DEMO: dict[str, Any] = json.loads((FOLDER / "demo.json").read_bytes())
MUNICIPALITIES: list[dict[str, Any]] = DEMO["municipalities"]
each = pytest.mark.parametrize("municipality", MUNICIPALITIES, ids=lambda one: one["board"]["code"])


def places(municipality: dict[str, Any]) -> list[str]:
    """Where a user may belong: the levels by their kind, divisions and units by their name."""
    divisions = municipality["board"]["divisions"]
    units = [unit for division in divisions for unit in division["units"]]
    return ["municipality", "board", "administration", *(division["name"] for division in divisions), *units]


def test_each_board_has_the_case_and_the_year_of_its_document() -> None:
    facts = {one["board"]["code"]: (one["case"][:3], one["year"]) for one in MUNICIPALITIES}
    assert facts == {
        "UTB": ("000", 2024),
        "AMN": ("001", 2023),
        "SNO": ("002", 2024),
        "SN": ("003", 2023),
        "AFN": ("004", 2022),
    }


def test_each_municipality_has_an_executive_board_of_its_own() -> None:
    codes = [one["executive_board"]["code"] for one in MUNICIPALITIES]
    assert codes == ["KS-" + one["board"]["code"] for one in MUNICIPALITIES]
    assert len({one["name"] for one in MUNICIPALITIES}) == 5


@each
def test_its_files_can_be_read_and_its_year_is_not_another_than_the_documents(municipality: dict[str, Any]) -> None:
    document = read_exchange((FOLDER / municipality["case"]).read_bytes(), municipality["case"])
    read_profile((FOLDER / municipality["profile"]).read_bytes(), municipality["profile"])
    assert document.year in (None, municipality["year"])
    assert document.rows


@each
def test_every_role_has_a_user_and_every_user_a_place(municipality: dict[str, Any]) -> None:
    users = municipality["users"]
    assert {user["role"] for user in users} == {role.value for role in Role}
    assert [user["at"] for user in users if user["at"] not in places(municipality)] == []


@each
def test_no_place_has_the_name_of_another(municipality: dict[str, Any]) -> None:
    assert len(places(municipality)) == len(set(places(municipality)))


def test_no_two_users_sign_in_under_one_name() -> None:
    names = [user["sign_in"] for municipality in MUNICIPALITIES for user in municipality["users"]]
    assert len(names) == len(set(names)) == 46


def test_every_user_is_plainly_made_up() -> None:
    """Given name and office begin with the same letter: Sara Samordnare, Rut Revisor."""
    for municipality in MUNICIPALITIES:
        for user in municipality["users"]:
            given, office = user["name"].split()
            assert given[0] == office[0]
