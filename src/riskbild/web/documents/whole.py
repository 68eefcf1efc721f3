"""A layout's tree with everything in its place: what a form left out is empty, what no layout has is left out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

type Tree = dict[str, Any]

_HEAD: Final = ("name", "kind", "title", "running", "yes", "no")
_COLUMN: Final = ("title", "share", "over", "row_header", "join", "heat")
_TABLE: Final = ("of", "name", "only", "skip_empty", "empty")


def whole(found: Mapping[str, Any]) -> Tree:
    """The tree of a whole layout."""
    return {
        **_texts(found, _HEAD),
        "page": _texts(_inner(found, "page"), ("size", "landscape", "margin", "text")),
        "logo": _texts(_inner(found, "logo"), ("sha256", "media_type", "words")),
        "blocks": [_block(one) for one in _items(found, "blocks")],
    }


def _block(found: Mapping[str, Any]) -> Tree:
    kind = _text(found, "block")
    return {"block": kind, **(_BLOCKS[kind](found) if kind in _BLOCKS else {})}


def _running_text(found: Mapping[str, Any]) -> Tree:
    paragraphs = found.get("paragraphs")
    listed = paragraphs if isinstance(paragraphs, list) else []
    return {"paragraphs": [[_sentence(one) for one in each] for each in listed if isinstance(each, list)]}


def _sentence(found: Any) -> Tree:
    if not isinstance(found, dict):
        return {"text": found if isinstance(found, str) else "", "otherwise": ""}
    return _texts(found, ("count", "none", "one", "many") if "count" in found else ("text", "otherwise"))


def _table(found: Mapping[str, Any]) -> Tree:
    return {
        **_texts(found, _TABLE),
        "columns": [_column(one) for one in _items(found, "columns")],
        "group": _texts(_inner(found, "group"), ("by", "text", "otherwise", "nothing", "form")),
        "sort": _keys(found),
    }


def _keys(found: Mapping[str, Any]) -> list[Tree]:
    """The keys that rows are sorted by, and one more to fill in."""
    keys = [key for one in _items(found, "sort") if (key := _texts(one, ("by", "descending")))["by"]]
    return [*keys, {"by": "", "descending": ""}][:5]


def _column(found: Mapping[str, Any]) -> Tree:
    parts = [_texts(one, ("field", "label")) for one in _items(found, "parts")]
    return {"parts": parts, **_texts(found, _COLUMN)}


_BLOCKS: Final[Mapping[str, Callable[[Mapping[str, Any]], Tree]]] = {
    "heading": lambda found: _texts(found, ("text", "section", "depth")),
    "text": _running_text,
    "facts": lambda found: {"facts": [_texts(one, ("name", "text")) for one in _items(found, "facts")]},
    "matrix": lambda found: _texts(found, ("shows",)),
    "table": _table,
}


def _texts(found: Mapping[str, Any], names: Sequence[str]) -> Tree:
    return {name: _text(found, name) for name in names}


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""


def _inner(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = found.get(name)
    return value if isinstance(value, dict) else {}


def _items(found: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = found.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
