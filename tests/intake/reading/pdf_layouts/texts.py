"""The texts that drawn documents are made of: invented ones, and those of the example documents, recombined."""

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tests.documents.cases import NAMES, raw

type Row = dict[str, Any]
_FOLDER = Path(__file__).parent
_TEXTS = ("process", "category", "risk", "causes", "consequence", "existing_controls", "measures")
_LONGEST = 420
"""Texts of the examples that are longer are left out, so that a row fits on a page."""


@cache
def risks() -> tuple[Row, ...]:
    """Every invented risk and every risk of the examples, with the texts that it has."""
    invented = tomllib.loads((_FOLDER / "risks.toml").read_text(encoding="utf-8"))["risk"]
    examples = [
        {name: text for name in _TEXTS if (text := row.get(name)) and len(text) <= _LONGEST}
        for case in NAMES
        for row in raw(case)["rows"]
    ]
    return (*invented, *(row for row in examples if row.get("risk")))


@cache
def controls() -> tuple[Row, ...]:
    """Every invented control and every control of the examples that has a method."""
    invented = _invented()["control"]
    examples = [
        {"control": each["control"], "method": each["method"], "status": ["Pågående.", "Genomfört."]}
        for case in NAMES
        for row in raw(case)["rows"]
        for each in row["controls"]
        if each["control"] and each["method"] and "\n" not in each["control"] + each["method"]
    ]
    return (*invented, *examples)


def words(kind: str) -> list[str]:
    """The short texts of a kind: roles, deadlines, frequencies, comments, headings, boards, prose, notes and more."""
    found: list[str] = _invented()["words"][kind]
    return found


@cache
def _invented() -> dict[str, Any]:
    return tomllib.loads((_FOLDER / "controls.toml").read_text(encoding="utf-8"))


def some_risks(chance: random.Random, count: int) -> list[Row]:
    """So many risks with every field a list may have; what a record lacks is taken from another or left empty."""
    chosen = [dict(row) for row in chance.sample(risks(), count)]
    largest = chance.choice((3, 4, 4, 5, 5))
    mark = chance.choice(("R", "R", "", "A", "1."))
    for number, row in enumerate(chosen, 1):
        for name in _TEXTS:
            lent = chance.choice(risks()).get(name) if chance.random() < 0.6 else None
            row[name] = row.get(name) or lent
        row["process"] = row["process"] or "Handläggning"
        row["reference"] = f"{mark}{number}"
        row["likelihood"], row["impact"] = chance.randint(1, largest), chance.randint(1, largest)
        row["score"] = row["likelihood"] * row["impact"]
        row["description"] = _or_nothing(chance, "descriptions", 0.9)
        row["responsible"] = chance.choice(words("roles"))
        row["deadline"] = _or_nothing(chance, "deadlines", 0.9)
        row["comment"] = _or_nothing(chance, "comments", 0.5)
        row["in_plan"] = chance.random() < 0.5
    return chosen


def _or_nothing(chance: random.Random, kind: str, likely: float) -> str | None:
    text = chance.choice(words(kind))
    return text if chance.random() < likely else None


def some_controls(chance: random.Random, count: int, periods: tuple[str, ...]) -> list[Row]:
    """So many controls, each with an owner, how often it is done and what is said of it in each period."""
    return [
        {
            "control": each["control"],
            "method": each["method"],
            "responsible": chance.choice(words("roles")),
            "frequency": chance.choice(words("frequencies")),
            "status": {period: chance.choice(each["status"]) for period in periods},
        }
        for each in chance.sample(controls(), count)
    ]
