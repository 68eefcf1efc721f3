"""Reads how far each of the demo's boards has come in its sample year: rules, nominations, items, decisions."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from riskbild.planning.fields import ITEM_TEXTS
from riskbild.rules.plan_item import ItemKind, ItemOrigin
from riskbild.rules.year_rules import YearRules


def planning_of(code: str) -> Mapping[str, Any]:
    """How far the board with this code has come."""
    found: Mapping[str, Any] = _data()["boards"][code]
    return found


def executive_planning_of(code: str) -> Mapping[str, Any] | None:
    """What the executive board beside the board with this code plans, where it does."""
    found: Mapping[str, Any] | None = _data()["executive_boards"].get(code)
    return found


def rules_in(data: Mapping[str, Any]) -> YearRules:
    """The year's settings."""
    return YearRules.from_data(data["rules"])


def texts_in(item: Mapping[str, Any], year: int) -> dict[str, str]:
    """An item's texts; `{year}` stands for the sample year."""
    return {name: item[name].format(year=year) for name in ITEM_TEXTS if name in item}


def kind_in(item: Mapping[str, Any]) -> ItemKind:
    """An item's kind."""
    return ItemKind(item.get("kind", ItemKind.CONTROL))


def origin_in(item: Mapping[str, Any]) -> ItemOrigin:
    """Where an item comes from."""
    return ItemOrigin(item.get("origin", ItemOrigin.OWN))


def rows_in(some: Mapping[str, Any]) -> Sequence[int]:
    """The places of the document's rows."""
    rows: Sequence[int] = some.get("rows", ())
    return rows


@cache
def _data() -> dict[str, Any]:
    text = resources.files("riskbild.cli").joinpath("cases", "planning.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data
