"""Roles in a cell of who is responsible: suggestions only, and people named are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules.codes import Code
from riskbild.rules.roles import LONGEST_LINE, SuggestedRole, role_findings, suggested_roles

PROSE = (
    "IST, projektledare för införande av IST på Vux har ansvar för att hanteringen av ISP i IST underlättas. "
    "Framtagande av tillfällig rutin för handläggning åligger rektor på respektive skolenhet."
)
TWO_PEOPLE = "Enhetschef Integration (Elsa Exempel) samt funktionsansvarig administrativa processer IAF (Erik Exempel)"


@pytest.mark.parametrize(
    ("cell", "roles"),
    [
        ("Ekonomichef", ["Ekonomichef"]),
        ("Chef för myndighetskansli samt ekonomichef", ["Chef för myndighetskansli", "ekonomichef"]),
        ("HR funktion + säkerhetssamordnare", ["HR funktion", "säkerhetssamordnare"]),
        ("CFV, sakkunnig", ["CFV", "sakkunnig"]),
        ("SLG\nAvdelningschef ALF\nEnhetssamordnare", ["SLG", "Avdelningschef ALF", "Enhetssamordnare"]),
        ("Enhetschef, Direktör\nEnhetschef\nDirektör + enhetschef", ["Enhetschef", "Direktör"]),
        ("Enhetschef\nRektor/ Skolchef", ["Enhetschef", "Rektor/ Skolchef"]),
        ("Direktör/ Enhetschef", ["Direktör/ Enhetschef"]),
        ("Respektive närmaste chef", ["Respektive närmaste chef"]),
        ("Enhetschef (avdelning Norr, Söder)", ["Enhetschef (avdelning Norr, Söder)"]),
        ("Ansamtalad chef", ["Ansamtalad chef"]),
        (PROSE, [PROSE]),
        ("a" * 60 + ", " + "b" * 90, ["a" * 60 + ", " + "b" * 90]),
        ("Chef, " * LONGEST_LINE, [("Chef, " * LONGEST_LINE).strip()]),
        ("", []),
        (" \n, + ", []),
    ],
)
def test_the_roles_of_a_cell_are_suggested_each_once_and_in_order(cell: str, roles: list[str]) -> None:
    assert [suggestion.role for suggestion in suggested_roles(cell)] == roles


def test_a_person_in_brackets_is_kept_apart_from_the_role() -> None:
    assert suggested_roles(TWO_PEOPLE) == (
        SuggestedRole("Enhetschef Integration", "Elsa Exempel"),
        SuggestedRole("funktionsansvarig administrativa processer IAF", "Erik Exempel"),
    )


def test_a_person_in_brackets_is_a_finding() -> None:
    findings = role_findings(TWO_PEOPLE, "row 4, responsible")
    assert [finding.code for finding in findings] == [Code.PERSON_NAMED] * 2
    assert "Elsa Exempel" in str(findings[0].sentence)


@pytest.mark.parametrize("cell", ["Avdelningschef (AMI)", "Chef (Individ och familj)", "Chef (Norr)", "Elsa Exempel"])
def test_other_brackets_belong_to_the_role(cell: str) -> None:
    assert suggested_roles(cell) == (SuggestedRole(cell),)
    assert role_findings(cell, "responsible") == ()


@given(st.text() | st.text(st.sampled_from("ab ,+()\n/"), max_size=60))
def test_no_cell_raises_an_error_and_no_role_is_empty_or_made_up(cell: str) -> None:
    for suggestion in suggested_roles(cell):
        assert suggestion.role
        assert suggestion.person or suggestion.role in cell
