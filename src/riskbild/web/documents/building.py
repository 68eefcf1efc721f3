"""From what was typed to a layout: every fault is named at its field, and what can be shown is shown all the same."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from riskbild.documents.layout import Layout
from riskbild.documents.place import Misplaced
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.documents.draft import data_of
from riskbild.web.documents.whole import Tree

_MOST_FAULTS: Final = 40
_FILE: Final = "layout"
_AT_FIELD: Final = Sentence("Fältet {reason}.", "The field {reason}.")
_NOTHING: Final = Sentence("Layouten har inget att visa.", "The layout has nothing to show.")


@dataclass(frozen=True)
class Built:
    """The layout where what was typed is whole; what of it can be shown; every fault by the name of its field."""

    layout: Layout | None
    shown: Layout | None
    errors: Mapping[str, Sentence] = field(default_factory=dict)


def built(tree: Tree) -> Built:
    """Puts a layout together. What is at fault is left out of what is shown, from the field outwards."""
    data, errors, steps = copy.deepcopy(data_of(tree)), dict[str, Sentence](), _Steps()
    for _ in range(_MOST_FAULTS):
        try:
            made = Layout.from_data(data, _FILE)
        except Misplaced as fault:
            path = steps.typed(fault.path)
            where = ".".join(map(str, path))
            if not any(where == known or known.startswith(f"{where}.") for known in errors):
                errors[where] = _AT_FIELD.format(reason=fault.reason)
            if not steps.leave_out(data, fault.path):
                break
        except Refused as fault:
            return Built(None, None, errors | {"": fault.sentence})
        else:
            return Built(None if errors else made, made, errors)
    return Built(None, None, errors or {"": _NOTHING})


class _Steps:
    """Leaves parts of the data out one by one, and knows where in the form what is left of it stands."""

    def __init__(self) -> None:
        self._gone: dict[tuple[str | int, ...], list[int]] = {}

    def typed(self, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        """The place in the form of a place in what is left."""
        typed: tuple[str | int, ...] = ()
        for step in path:
            typed += (self._before(typed, step) if isinstance(step, int) else step,)
        return typed

    def _before(self, parent: tuple[str | int, ...], place: int) -> int:
        for gone in sorted(self._gone.get(parent, ())):
            place += gone <= place
        return place

    def leave_out(self, data: Tree, path: tuple[str | int, ...]) -> bool:
        """Takes what is at fault away: the field where it has a value, else the item that it stands in."""
        parent, last = _parent(data, path)
        if isinstance(parent, dict) and parent.get(str(last)) not in {None, ""} and _may_lack(path):
            del parent[str(last)]
            return True
        inner = path
        while inner and not isinstance(inner[-1], int):
            inner = inner[:-1]
        items, place = _parent(data, inner) if inner else (None, 0)
        if isinstance(items, list) and isinstance(place, int) and place < len(items):
            typed = self.typed(inner)
            self._gone.setdefault(typed[:-1], []).append(int(typed[-1]))
            del items[place]
            return True
        return _named(data, path)


def _may_lack(path: tuple[str | int, ...]) -> bool:
    """Whether the data is whole without this field."""
    return path[-1] not in {"block", "of", "kind", "columns", "parts", "blocks"}


def _named(data: Tree, path: tuple[str | int, ...]) -> bool:
    """A layout that has no name is shown under one."""
    if path == ("name",):
        data["name"] = "–"
        return True
    return False


def _parent(data: Any, path: tuple[str | int, ...]) -> tuple[Any, str | int]:
    for step in path[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None, path[-1]
    return data, path[-1] if path else 0
