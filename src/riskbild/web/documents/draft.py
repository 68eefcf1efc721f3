"""A layout as it is being written: the same tree as its data, every value as the text that was typed."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.http import QueryDict

from riskbild.documents.layout import Layout
from riskbild.web.documents.whole import Tree, whole

MOST: Final = 60
_LONGEST: Final = 5000
_NAME: Final = re.compile(r"[a-z_0-9]+(\.[a-z_0-9]+){0,6}")
_TICKS: Final = frozenset({"landscape", "row_header", "heat", "skip_empty", "descending"})
_MEASURES: Final = frozenset({"share", "margin"})
_COUNTS: Final = frozenset({"depth", "section"})
_DEFAULTED: Final = frozenset({"only", "join", "form", "shows", "size"})
_DECIMAL: Final = re.compile(r"-?\d{1,6}([.,]\d{1,6})?")
_WHOLE: Final = re.compile(r"\d{1,6}", re.ASCII)


def tree_of(layout: Layout) -> Tree:
    """The tree that a layout is changed by."""
    return whole(_as_text(layout.to_data()))


def read_tree(sent: QueryDict) -> Tree:
    """The tree that a form holds. Nothing is judged here."""
    found: dict[str, Any] = {}
    for name in sorted(sent):
        if _NAME.fullmatch(name):
            _put(found, name.split("."), str(sent.get(name, ""))[:_LONGEST].replace("\r\n", "\n"))
    return whole(_listed(found))


def data_of(tree: Tree) -> Tree:
    """The tree as the data of a layout, as far as the texts can be read as what they stand for."""
    data: Tree = {name: _meant(name, value) for name, value in tree.items()}
    if not tree["logo"]["sha256"]:
        data["logo"] = None
    for block in data["blocks"]:
        if block["block"] == "table":
            block["group"] = block["group"] if block["group"].get("by") else None
            block["sort"] = [key for key in block["sort"] if key.get("by")]
    return data


def shape_of(tree: Tree) -> str:
    """A mark of which fields there are: text kept by the browser fits only a form of the same shape."""
    return hashlib.blake2b("|".join(_names(tree)).encode(), digest_size=6).hexdigest()


def flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a tree by its name in the form."""
    if isinstance(value, str):
        yield path, value
        return
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for name, one in inner:
        yield from flat(one, f"{path}.{name}" if path else str(name))


def _names(tree: Tree) -> Iterator[str]:
    return (name for name, _text in flat(tree))


def _as_text(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _as_text(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_as_text(inner) for inner in value]
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return "" if value is None else str(value)


def _put(into: dict[str, Any], path: Sequence[str], value: str) -> None:
    for step in path[:-1]:
        inner = into.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        into = inner
    into.setdefault(path[-1], value)


def _listed(value: Any) -> Any:
    """What is named by numbers alone is a list, in their order."""
    if not isinstance(value, dict):
        return value
    if value and all(_WHOLE.fullmatch(name) for name in value):
        return [_listed(value[name]) for name in sorted(value, key=int)]
    return {name: _listed(inner) for name, inner in value.items()}


def _meant(name: str, value: Any, *, of_page: bool = False) -> Any:
    if isinstance(value, dict):
        inner = {key: _meant(key, one, of_page=name == "page") for key, one in value.items()}
        return {key: one for key, one in inner.items() if one is not None or key not in _DEFAULTED}
    if isinstance(value, list):
        return [_meant(name, one) for one in value]
    return _leaf(name, value, of_page=of_page)


def _leaf(name: str, text: str, *, of_page: bool) -> Any:
    plain = text.strip()
    if name in _TICKS:
        return bool(plain)
    if name in _DEFAULTED:
        return plain or None
    if name in _MEASURES or (of_page and name == "text"):
        return float(plain.replace(",", ".")) if _DECIMAL.fullmatch(plain) else (plain or None)
    if name in _COUNTS:
        return int(plain) if _WHOLE.fullmatch(plain) else (plain or None)
    return text
