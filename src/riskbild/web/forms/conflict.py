"""Two people have changed the same thing: both texts of each field side by side, and who touched which."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from riskbild.rules.text_limits import with_plain_line_breaks
from riskbild.web.forms.strict import MINE, THEIRS, ChangeForm, TextField
from riskbild.web.forms.versions import Seen

type Show = Callable[[str, str], str]


class Touched(StrEnum):
    """Who has changed a field since the version that both started from."""

    BOTH = "both"
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True)
class Difference:
    """One field whose saved text and typed text differ; `shown_*` are the values as people read them."""

    name: str
    label: str
    theirs: str
    mine: str
    shown_theirs: str
    shown_mine: str
    touched: Touched
    is_text: bool

    @property
    def keep(self) -> str:
        """Which text is chosen to begin with: the other's where only the other has touched the field."""
        return THEIRS if self.touched is Touched.THEIRS else MINE


def differences(form: ChangeForm, saved: Mapping[str, str], shown: Show) -> list[Difference]:
    """The fields that differ between what is saved now and what was sent, in the form's order.

    `shown` gives the words for a value that is a key or a choice.
    """
    return [
        _difference(form, name, saved[name], mine, shown)
        for name, mine in form.typed().items()
        if name in form.fields and mine != with_plain_line_breaks(saved[name])
    ]


def alike(form: ChangeForm, found: Sequence[Difference]) -> list[tuple[str, str]]:
    """The names and values that are the same on both sides, to be sent along unchanged."""
    differing = {one.name for one in found}
    return [(name, text) for name, text in form.typed().items() if name not in differing]


def _difference(form: ChangeForm, name: str, theirs: str, mine: str, shown: Show) -> Difference:
    return Difference(
        name=name,
        label=str(form.fields[name].label or name),
        theirs=theirs,
        mine=mine,
        shown_theirs=shown(name, theirs),
        shown_mine=shown(name, mine),
        touched=_touched(form.seen, name, theirs, mine),
        is_text=isinstance(form.fields[name], TextField),
    )


def _touched(seen: Seen, name: str, theirs: str, mine: str) -> Touched:
    if not seen.touched(name, mine):
        return Touched.THEIRS
    return Touched.BOTH if seen.touched(name, theirs) else Touched.MINE


def who(difference: Difference, name: str) -> str:
    """Who has changed the field, in words."""
    match difference.touched:
        case Touched.BOTH:
            return _("Ändrat av er båda")
        case Touched.MINE:
            return _("Ändrat bara av dig")
        case Touched.THEIRS:
            return _("Ändrat bara av %(name)s") % {"name": name}
