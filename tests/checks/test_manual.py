"""docs/checks.md is made from the code: `python -m riskbild.checks.manual > docs/checks.md` writes it anew."""

from pathlib import Path

from riskbild.checks.catalogue import RULES
from riskbild.checks.manual import manual

CHECKS = Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_list_of_rules_is_the_one_that_the_code_makes() -> None:
    assert CHECKS.read_text(encoding="utf-8") == manual()


def test_every_rule_is_in_it() -> None:
    for rule in RULES:
        assert f"### {rule.code}" in manual()
