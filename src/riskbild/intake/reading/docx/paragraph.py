"""The text of one Word paragraph as Word shows it, and apart from it what is deleted, hidden or only a prompt."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from riskbild.intake.reading.package import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFF: Final = frozenset(("0", "false", "off"))
_SKIPPED: Final = frozenset(f"{W}{name}" for name in ("pPr", "rPr", "instrText", "tbl", "sdtPr", "sdtEndPr", "fldData"))
_GONE: Final = frozenset((f"{W}del", f"{W}moveFrom"))
_SIGNS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
# Wingdings and its kin, by the last two digits of the character; private-use codes have no meaning of their own.
_SYMBOLS: Final = {
    "FC": "✓", "FE": "☒", "FD": "☒", "A8": "☐", "6F": "☐", "78": "☒", "FB": "✗", "52": "☒", "51": "☒", "50": "✓",
    "B7": "•", "A7": "•", "E0": "→", "6C": "●", "6E": "■",
}  # fmt: skip


@dataclass(slots=True)
class Told:
    """The text shown so far, and what is there but not shown."""

    shown: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    bold: bool = False
    changed: bool = False
    right_to_left: bool = False

    @property
    def text(self) -> str:
        """The text shown, its soft hyphens gone."""
        return "".join(self.shown).replace("\u00ad", "")


def read_paragraph(paragraph: Element) -> Told:
    """The text of a paragraph."""
    told = Told()
    _walk(paragraph, told)
    return told


def is_on(element: Element | None) -> bool:
    """Whether a property that is on by being there is on."""
    return element is not None and element.get(f"{W}val") not in _OFF


def _walk(element: Element, told: Told) -> None:
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            told.shown.append(child.text or "")
        elif tag in _SIGNS:
            told.shown.append(_SIGNS[tag])
        elif tag not in _SKIPPED:
            _SPECIAL.get(tag, _walk)(child, told)


def _run(run: Element, told: Told) -> None:
    properties = run.find(f"{W}rPr")
    if properties is not None:
        told.right_to_left = told.right_to_left or is_on(properties.find(f"{W}rtl"))
        told.bold = told.bold or is_on(properties.find(f"{W}b"))
        if is_on(properties.find(f"{W}vanish")):
            told.unread += [text.text or "" for text in run.iter(f"{W}t")]
            return
    _walk(run, told)


def _gone(element: Element, told: Told) -> None:
    told.changed = True
    told.unread += [each.text or "" for each in element.iter(f"{W}delText", f"{W}t")]


def _inserted(element: Element, told: Told) -> None:
    told.changed = True
    _walk(element, told)


def _control(control: Element, told: Told) -> None:
    """A content control; one that still shows its prompt ("Välj ett objekt.") has nothing chosen in it."""
    content = control.find(f"{W}sdtContent")
    if content is None:
        return
    if shows_prompt(control):
        told.unread += [text.text or "" for text in content.iter(f"{W}t")]
    else:
        _walk(content, told)


def shows_prompt(control: Element) -> bool:
    """Whether a content control shows its prompt, so that nothing has been filled in."""
    properties = control.find(f"{W}sdtPr")
    return properties is not None and is_on(properties.find(f"{W}showingPlcHdr"))


def _symbol(symbol: Element, told: Told) -> None:
    told.shown.append(_SYMBOLS.get((symbol.get(f"{W}char") or "")[-2:].upper(), ""))


def _old_field(start: Element, told: Told) -> None:
    """A form field of the older kind: what a list has chosen and whether a box is ticked stand only here."""
    for choice in start.iter(f"{W}ddList"):
        entries = [entry.get(f"{W}val") or "" for entry in choice.findall(f"{W}listEntry")]
        chosen = choice.find(f"{W}result")
        number = (chosen.get(f"{W}val") or "0") if chosen is not None else "0"
        told.shown += entries[int(number[:6]) :][:1] if number.isascii() and number.isdigit() else []
    for box in start.iter(f"{W}checkBox"):
        ticked = box.find(f"{W}checked")
        state = ticked if ticked is not None else box.find(f"{W}default")
        told.shown.append("☒" if is_on(state) else "☐")


def _alternative(element: Element, told: Told) -> None:
    """The same drawing twice, for newer and older programs: one of them is enough."""
    chosen = element.find(f"{_COMPATIBILITY}Choice")
    _walk(chosen if chosen is not None else element, told)


def _box(element: Element, told: Told) -> None:
    told.boxes.append(element)


_SPECIAL: Final[dict[object, Callable[[Element, Told], None]]] = {
    f"{W}r": _run,
    f"{W}ins": _inserted,
    f"{W}moveTo": _inserted,
    f"{W}sdt": _control,
    f"{W}sym": _symbol,
    f"{W}fldChar": _old_field,
    f"{W}txbxContent": _box,
    f"{_COMPATIBILITY}AlternateContent": _alternative,
    **dict.fromkeys(_GONE, _gone),
}
