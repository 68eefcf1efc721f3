"""A cell that prints several fields below each other: what it says, field by field, and back."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

type Parts = Sequence[tuple[str, str]]
"""Each field with the label that stands on the line before its text; "" for one without."""

_BEGINS: Final = "["


def name_of(parts: Parts) -> str:
    """What stands in the hidden row of names over a column: the field, or the fields with their labels."""
    return parts[0][0] if len(parts) == 1 else json.dumps([list(part) for part in parts], ensure_ascii=False)


def parts_in(name: str) -> Parts:
    """The fields that a name in the hidden row stands for; nothing for what is no name."""
    if not name.startswith(_BEGINS):
        return ((name, ""),) if name else ()
    try:
        found = json.loads(name)
        return tuple((str(field), str(label)) for field, label in found)
    except (ValueError, TypeError):
        return ()


def together(parts: Parts, texts: Mapping[str, str]) -> str:
    """The cell that prints these texts."""
    lines = [line for field, label in parts if texts.get(field) for line in (label, texts[field]) if line]
    return "\n".join(lines)


def parted(parts: Parts, cell: str) -> dict[str, str]:
    """What a cell says of each field: a label's line ends the text before it, and what has no label is the first's."""
    found: dict[str, list[str]] = {field: [] for field, _ in parts}
    labels = [label for _, label in parts]
    place = 0
    for line in cell.split("\n"):
        later = next((n for n in range(place, len(parts)) if labels[n] and labels[n] == line.strip()), None)
        if later is not None and (later > place or not found[parts[place][0]]):
            place = later
        else:
            found[parts[place][0]].append(line)
    return {field: "\n".join(lines).strip() for field, lines in found.items()}
