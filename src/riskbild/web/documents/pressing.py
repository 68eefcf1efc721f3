"""The buttons of the layout editor: a part, a column, a sentence more or less, or one step up or down."""

import copy
import re
from collections.abc import Mapping
from typing import Any, Final

from riskbild.documents.layout import FIELDS, SOURCE_LABELS, Source
from riskbild.web.documents.draft import MOST
from riskbild.web.documents.whole import Tree, whole

NO_LOGO: Final = "no-logo"
_PRESS: Final = re.compile(r"(add|remove|up|down):([a-z_]+(?:\.[a-z_0-9]+){0,6})(?:=([a-z_]+))?")
_NEW: Final[Mapping[str, Tree]] = {
    "title": {"block": "title"},
    "heading": {"block": "heading", "text": "", "depth": "2"},
    "text": {"block": "text", "paragraphs": [[{"text": "", "otherwise": ""}]]},
    "facts": {"block": "facts", "facts": [{"name": "", "text": ""}]},
    "matrix": {"block": "matrix", "shows": "counts"},
    "sentence": {"text": "", "otherwise": ""},
    "counted": {"count": "risks", "none": "", "one": "", "many": ""},
    "fact": {"name": "", "text": ""},
    "part": {"field": "", "label": ""},
}


def pressed(tree: Tree, press: str) -> Tree:
    """The tree after a press; presses of other buttons change nothing."""
    found = _PRESS.fullmatch(press)
    if press == NO_LOGO:
        return {**tree, "logo": {"sha256": "", "media_type": "", "words": ""}}
    if not found:
        return tree
    changed = copy.deepcopy(tree)
    kind, path, what = found[1], found[2].split("."), found[3] or ""
    if kind == "add":
        _add(changed, path, what)
        return whole(changed)
    items, place = _at(changed, path[:-1]), path[-1]
    if not isinstance(items, list) or not place.isdecimal() or int(place) >= len(items):
        return tree
    _move(items, int(place), kind)
    return changed


def _add(tree: Tree, path: list[str], what: str) -> None:
    items, new = _at(tree, path), _new(what, tree, path)
    if isinstance(items, list) and new is not None and len(items) < MOST:
        items.append(new)


def _new(what: str, tree: Tree, path: list[str]) -> Any:
    if what.startswith("table_"):
        return _table(what.removeprefix("table_"))
    if what == "column":
        return _column(_first_unused(_at(tree, path[:-1])))
    if what == "paragraph":
        return [{"text": "", "otherwise": ""}]
    return copy.deepcopy(_NEW[what]) if what in _NEW else None


def _table(source: str) -> Tree | None:
    if source not in set(Source):
        return None
    fields = list(FIELDS[Source(source)])
    label = FIELDS[Source(source)]
    columns = [_column(name) | {"title": str(label[name])} for name in fields[:3]]
    return {
        "block": "table", "of": source, "name": str(SOURCE_LABELS[Source(source)]), "columns": columns,
        "only": "all", "skip_empty": "1",
    }  # fmt: skip


def _column(field: str) -> Tree:
    return {"parts": [{"field": field, "label": ""}], "title": "", "share": "1", "over": "", "join": "never"}


def _first_unused(table: Any) -> str:
    """The first field that the table does not print yet."""
    source = table.get("of") if isinstance(table, dict) else None
    if source not in set(Source):
        return ""
    columns = table.get("columns") or []
    used = {part.get("field") for column in columns if isinstance(column, dict) for part in column.get("parts") or []}
    return next((name for name in FIELDS[Source(source)] if name not in used), "")


def _move(items: list[Any], place: int, kind: str) -> None:
    if kind == "remove":
        del items[place]
        return
    other = place + (-1 if kind == "up" else 1)
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]


def _at(tree: Any, path: list[str]) -> Any:
    for step in path:
        if isinstance(tree, list) and step.isdecimal() and int(step) < len(tree):
            tree = tree[int(step)]
        elif isinstance(tree, dict):
            tree = tree.get(step)
        else:
            return None
    return tree
