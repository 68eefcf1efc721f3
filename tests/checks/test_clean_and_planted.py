"""Rows that are as they should be give next to no remarks; a fault that is put among them is found."""

from collections import Counter

import pytest
from tests.checks.clean_rows import clean_document, clean_rows
from tests.checks.planting import EACH, KNOWN, PLANTS, planted

from riskbild.checks.catalogue import BY_CODE
from riskbild.checks.linting import lint
from riskbild.checks.setting import NOTHING_KNOWN, Setting

ROWS = 2_000
MOST_ALARMS = 0.005
LEAST_FOUND = 0.95


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("setting", [KNOWN, NOTHING_KNOWN], ids=["method known", "nothing known"])
def test_of_two_thousand_clean_rows_next_to_none_is_remarked_on(seed: int, setting: Setting) -> None:
    remarks = lint(clean_document(ROWS, seed=seed), setting)
    rows = {remark.place.row for remark in remarks}
    assert len(rows) <= MOST_ALARMS * ROWS, Counter(remark.code for remark in remarks)


def test_the_clean_rows_are_many_and_varied() -> None:
    rows = list(clean_rows(ROWS))
    assert len({row.risk for row in rows}) == ROWS
    assert sum(bool(row.controls) for row in rows) > ROWS / 5
    assert len({row.responsible for row in rows}) > 10


@pytest.mark.parametrize("code", PLANTS)
def test_each_kind_of_planted_fault_is_found(code: str) -> None:
    faults = list(planted(code))
    assert len(faults) >= EACH * 0.75
    missed = [one for one in faults if one.place not in _places(code, one.document, one.setting)]
    assert len(missed) <= (1 - LEAST_FOUND) * len(faults), [str(one.place) for one in missed]


def test_every_rule_has_faults_to_find() -> None:
    assert PLANTS.keys() == BY_CODE.keys()


def _places(code: str, document: object, setting: Setting) -> set[object]:
    return {remark.place for remark in lint(document, setting, (BY_CODE[code],))}  # type: ignore[arg-type]
