"""What differs between two layouts, field by field, in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from riskbild.web.documents.draft import flat
from riskbild.web.documents.whole import Tree


@dataclass(frozen=True)
class Difference:
    """One field, with the text that is saved and the text that was typed."""

    label: str
    theirs: str
    mine: str


def differing(theirs: Tree, mine: Tree) -> Sequence[Difference]:
    """The fields whose texts differ, in the order of the form."""
    saved, typed = dict(flat(theirs)), dict(flat(mine))
    names = [name for name in {**typed, **saved} if saved.get(name, "") != typed.get(name, "")]
    return [Difference(_label(name), saved.get(name, ""), typed.get(name, "")) for name in names]


def _label(name: str) -> str:
    """Where a field stands: "Del 3, kolumn 1, rubrik"."""
    words = _words()
    told = [
        f"{words.get(step, step)} {int(number) + 1}" if number else words.get(step, step)
        for step, number in re.findall(r"([a-z_]+)(?:\.(\d+))?", name)
    ]
    text = ", ".join(told)
    return text[:1].upper() + text[1:]


def _words() -> dict[str, str]:
    return {
        "blocks": _("del"), "columns": _("kolumn"), "parts": _("innehåll"), "paragraphs": _("stycke"),
        "facts": _("uppgift"), "sort": _("sortering"), "group": _("gruppering"), "title": _("rubrik"),
        "text": _("text"), "otherwise": _("text när något saknas"), "share": _("bredd"), "field": _("fält"),
        "name": _("namn"), "page": _("papper"), "running": _("sidfot"), "over": _("gemensam rubrik"),
        "by": _("efter"), "words": _("beskrivning"), "logo": _("logotyp"),
    }  # fmt: skip
