"""What the filter's fields can be set to; those that must be looked up are fetched only when somebody asks for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from riskbild.organisation.queries import people_of
from riskbild.organisation.tree import TreeNode
from riskbild.register.queries.choices import roles_seen_by, values_seen_by
from riskbild.register.queries.filters import NONE
from riskbild.register.queries.listing import PAGE_SIZES, Group, Sort
from riskbild.rules.labels import label
from riskbild.rules.response import Response
from riskbild.rules.sentence import Sentence
from riskbild.web.register.address import ListAddress
from riskbild.web.register.reach import Reach
from riskbild.web.register.values import LABELS, LONGEST_VALUE
from riskbild.web.request import SignedInRequest

type Option = tuple[str, str]

QUICK = frozenset({"q", "year", "node", "level", "response", "in_plan", "unscored"})
"""The parameters that the first row of the filter has fields for."""
MORE = ("process", "heading", "category", "role", "owner", "archived")
"""Those that the second row has."""

SORTS: dict[Sort, Sentence] = {
    Sort.SCORE: Sentence(sv="Riskvärde", en="Risk score"),
    Sort.TITLE: Sentence(sv="Risk, A–Ö", en="Risk, A–Ö"),
    Sort.PROCESS: Sentence(sv="Process, A–Ö", en="Process, A–Ö"),
    Sort.CHANGED: Sentence(sv="Senast ändrad", en="Last changed"),
    Sort.DOCUMENT: Sentence(sv="Dokumentets ordning", en="Order of the document"),
}
GROUPS: dict[Group, Sentence] = {
    Group.PROCESS: Sentence(sv="Process", en="Process"),
    Group.HEADING: Sentence(sv="Riskområde", en="Risk area"),
    Group.CATEGORY: Sentence(sv="Kategori", en="Category"),
    Group.LEVEL: Sentence(sv="Risknivå", en="Risk level"),
    Group.RESPONSE: Sentence(sv="Ställningstagande", en="Risk response"),
    Group.UNIT: Sentence(sv="Enhet", en="Unit"),
}
_INDENT = "\u2003"


@dataclass(frozen=True)
class QuickOptions:
    """The choices that cost no query, as pairs of value and text."""

    years: Sequence[Option]
    units: Sequence[Option]
    levels: Sequence[Option]
    responses: Sequence[Option]
    answers: Sequence[Option]


@dataclass(frozen=True)
class MoreOption:
    """A field of the second row: its name, what it is called, its choices, and what is chosen now."""

    name: str
    label: Sentence
    options: Sequence[Option]
    value: str


def quick_options(address: ListAddress, reach: Reach, language: str) -> QuickOptions:
    """The fields of the first row."""
    return QuickOptions(
        years=[(str(year), str(year)) for year in reach.numbers],
        units=_all(indented(reach.units)),
        levels=_all([*reach.level_words(address.wanted.year).items(), (NONE, _("Utan risknivå"))]),
        responses=_all([*((one.value, label(one).text(language)) for one in Response), (NONE, _("Inget angivet"))]),
        answers=_all([("yes", _("Ja")), ("no", _("Nej"))]),
    )


def more_options(request: SignedInRequest, address: ListAddress) -> list[MoreOption]:
    """The fields of the second row with all their choices; five queries."""
    year, by, today = address.wanted.year, request.user, request.today
    cells = {
        name: _texts(values_seen_by(by, year, name, today), empty=True) for name in ("process", "heading", "category")
    }
    choices = {
        **cells,
        "role": _texts(roles_seen_by(by, year, today), empty=False),
        "owner": [(str(person.pk), person.name) for person in people_of(request.user)],
    }
    return [_more(name, _all(options), address) for name, options in choices.items()]


def sort_options(language: str) -> list[Option]:
    """What the list can be sorted by."""
    return [(sort.value, sentence.text(language)) for sort, sentence in SORTS.items()]


def group_options(language: str) -> list[Option]:
    """What the list can be grouped by."""
    return [("", _("Ingen gruppering")), *((group.value, text.text(language)) for group, text in GROUPS.items())]


def size_options() -> list[Option]:
    """How many rows a page can have."""
    return [(str(size), str(size)) for size in PAGE_SIZES]


def indented(units: Iterable[tuple[int, TreeNode]]) -> list[Option]:
    """Units as choices, each under its parent."""
    return [(str(node.id), _INDENT * depth + node.name) for depth, node in units]


def _all(options: Iterable[Option]) -> list[Option]:
    return [("", _("Alla")), *options]


def _more(name: str, options: list[Option], address: ListAddress) -> MoreOption:
    chosen = address.filters.get(name, "")
    known = any(value == chosen for value, _text in options)
    return MoreOption(name, LABELS[name], options if known else [*options, (chosen, chosen)], chosen)


def _texts(values: Iterable[str], *, empty: bool) -> list[Option]:
    options = [(value, " ".join(value.split())) for value in values if len(value) <= LONGEST_VALUE]
    return [*options, (NONE, _("Inget angivet"))] if empty else options
