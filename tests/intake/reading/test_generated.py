"""Tables of many layouts, made at random by seed, are read cell by cell as they were made."""

import pytest
from tests.intake.reading import drawing, layouts, other_layouts
from tests.intake.reading.further_layouts import FURTHER
from tests.intake.reading.scoring import score

from riskbild.documents.exchange import to_data
from riskbild.intake.reading import read_bytes

SEEDS = range(8)
# Word hides no columns, and a title over several columns is always a merged cell there.
DRAWN = [("xlsx", name) for name in layouts.CLASSES] + [
    ("docx", name) for name in layouts.CLASSES if name not in {"untidy", "unmerged-two-rows"}
]


@pytest.mark.parametrize(("form", "name"), DRAWN)
def test_tables_of_a_layout_are_read_as_they_were_made(form: str, name: str) -> None:
    total_filled = total_exact = total_spurious = 0
    all_told: list[str] = []
    for seed in SEEDS:
        made = layouts.layout(name, seed)
        data = to_data(read_bytes(getattr(drawing, form)(made), f"made.{form}"))
        filled, exact, spurious, told = score(data["rows"] + data["plan"], made.truth)
        total_filled, total_exact, total_spurious = (
            total_filled + filled,
            total_exact + exact,
            total_spurious + spurious,
        )
        all_told += [f"seed {seed}: {each}" for each in told]
    assert total_exact >= 0.995 * total_filled, all_told[:10]
    assert total_spurious <= 0.005 * total_filled, all_told[:10]


SHAPES = {**other_layouts.ALL, **FURTHER}


@pytest.mark.parametrize("name", SHAPES)
def test_tables_of_another_shape_are_read_as_they_were_made(name: str) -> None:
    total_filled = total_exact = total_spurious = 0
    all_told: list[str] = []
    for seed in SEEDS:
        file, data, truth = SHAPES[name](seed)
        read = to_data(read_bytes(data, file))
        filled, exact, spurious, told = score(read["rows"] + read["plan"], truth)
        total_filled, total_exact, total_spurious = (
            total_filled + filled,
            total_exact + exact,
            total_spurious + spurious,
        )
        all_told += [f"seed {seed}: {each}" for each in told]
    assert total_exact >= 0.99 * total_filled, all_told[:10]
    assert total_spurious <= 0.01 * total_filled, all_told[:10]
