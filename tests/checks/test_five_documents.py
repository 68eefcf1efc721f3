"""The five example documents: exactly what was written down by hand is found, and nothing else."""

import pytest
from tests.checks.written_by_hand import by_hand
from tests.documents.cases import NAMES, YEARS, document, profile

from riskbild.checks.linting import lint
from riskbild.checks.setting import Setting


@pytest.mark.parametrize("name", NAMES)
def test_exactly_what_was_written_down_by_hand_is_found(name: str) -> None:
    remarks = lint(document(name), Setting(profile(name), YEARS[name]))
    assert sorted(f"{remark.code} {remark.place}" for remark in remarks) == by_hand(name)


def test_the_hand_written_files_hold_what_they_are_thought_to() -> None:
    assert [len(by_hand(name)) for name in NAMES] == [9, 39, 1, 3, 9]
