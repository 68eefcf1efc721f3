"""Takes checked values out of plain data; what is not as it should be is refused with its place."""

import re
from collections.abc import Callable, Collection, Iterator
from enum import StrEnum

from riskbild.documents import limits
from riskbild.documents.json_text import Json, Repeated
from riskbild.documents.place import Place, shown

# A new paragraph is the one control character a cell has use for. Halves of a surrogate pair and the two
# non-characters cannot stand in XML; marks that turn the reading direction make one text look like another.
_FORBIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def text_of(value: Json, place: Place, longest: int = limits.CELL_CHARACTERS) -> str | None:
    """A text cell; a blank text is None, anything else is kept to the letter."""
    if value is None:
        return None
    if not isinstance(value, str):
        place.refuse("ska vara text eller null", "must be text or null")
    if len(value) > longest:
        place.refuse(f"är längre än {longest} tecken", f"is longer than {longest} characters")
    if found := _FORBIDDEN.search(value):
        sign = f"U+{ord(found[0]):04X}"
        place.refuse(
            f"innehåller ett otillåtet styrtecken ({sign})",
            f"contains a control character that is not allowed ({sign})",
        )
    return value if value.strip() else None


def needed_text(value: Json, place: Place, longest: int = limits.CELL_CHARACTERS) -> str:
    """A text that must say something."""
    text = text_of(value, place, longest)
    if text is None:
        place.refuse("saknar text", "has no text")
    return text


def number_of(value: Json, place: Place, *, least: int, most: int) -> int | None:
    """A whole number from `least` to `most`, or None; true and false are no numbers."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        place.refuse(
            f"ska vara ett heltal från {least} till {most}, eller null",
            f"must be a whole number from {least} to {most}, or null",
        )
    return value


def share_of(value: Json, place: Place) -> float:
    """A number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        place.refuse("ska vara ett tal från 0 till 1", "must be a number from 0 to 1")
    return float(value)


def answer_of(value: Json, place: Place) -> bool | None:
    """True, false or None."""
    if value is not None and not isinstance(value, bool):
        place.refuse("ska vara true, false eller null", "must be true, false or null")
    return value


def items_of(value: Json, place: Place, most: int = limits.ROWS) -> list[Json]:
    """A list; None counts as an empty one."""
    if value is None:
        return []
    if not isinstance(value, list):
        place.refuse("ska vara en lista", "must be a list")
    if len(value) > most:
        place.refuse(f"har fler än {most} poster", f"has more than {most} items")
    return value


def object_of(value: Json, place: Place) -> dict[str, Json]:
    """An object with named fields, each named once."""
    if isinstance(value, Repeated):
        place.refuse(f"har '{shown(value.key)}' två gånger", f"has '{shown(value.key)}' twice")
    if not isinstance(value, dict):
        place.refuse("ska vara ett objekt med namngivna fält", "must be an object with named fields")
    return value


def choice_of[Choice: StrEnum](value: Json, place: Place, choices: type[Choice]) -> Choice:
    """A member of an enum, by its value."""
    allowed = [member.value for member in choices]
    if not isinstance(value, str) or value not in allowed:
        listed = ", ".join(allowed)
        place.refuse(f"ska vara ett av {listed}", f"must be one of {listed}")
    return choices(value)


class Fields:
    """An object's named fields, read one by one; a field that is not known is refused at once."""

    def __init__(self, data: Json, place: Place, known: Collection[str]) -> None:
        self.data = object_of(data, place)
        self.place = place
        for name in self.data:
            if name not in known:
                place.field(name).refuse("finns inte i formatet", "is not part of the format")

    def __contains__(self, name: str) -> bool:
        return name in self.data

    def value(self, name: str) -> Json:
        """The raw value; None where the field is not there."""
        return self.data.get(name)

    def at(self, name: str) -> Place:
        """The place of a field."""
        return self.place.field(name)

    def text(self, name: str, longest: int = limits.CELL_CHARACTERS) -> str | None:
        """A text cell."""
        value = self.data.get(name)
        return None if value is None else text_of(value, self.at(name), longest)

    def needed_text(self, name: str, longest: int = limits.CELL_CHARACTERS) -> str:
        """A text that must be there."""
        return needed_text(self.data.get(name), self.at(name), longest)

    def number(self, name: str, least: int = 0, most: int = limits.NUMBER) -> int | None:
        """A whole number or None."""
        value = self.data.get(name)
        return None if value is None else number_of(value, self.at(name), least=least, most=most)

    def answer(self, name: str) -> bool | None:
        """True, false or None."""
        value = self.data.get(name)
        return None if value is None else answer_of(value, self.at(name))

    def choice[Choice: StrEnum](self, name: str, choices: type[Choice]) -> Choice:
        """A member of an enum."""
        return choice_of(self.data.get(name), self.at(name), choices)

    def each[Value](
        self, name: str, read: Callable[[Json, Place], Value], most: int = limits.ROWS
    ) -> tuple[Value, ...]:
        """Every item of a list, read by `read`; places count from one."""
        place = self.at(name)
        found = items_of(self.data.get(name), place, most)
        return tuple(read(item, place.item(number)) for number, item in enumerate(found, 1))

    def named(self, name: str) -> Iterator[tuple[str, Json, Place]]:
        """The entries of a field that is an object with names of its own choosing, each name fit to show."""
        place = self.at(name)
        if self.data.get(name) is None:
            return
        for key, value in object_of(self.data[name], place).items():
            yield needed_text(key, place.field(key), limits.NAME_CHARACTERS), value, place.field(key)
