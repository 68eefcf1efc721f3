"""What can be chosen in the forms: units of a board, people, and the words for both."""

from collections import Counter
from collections.abc import Callable, Mapping
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from riskbild.organisation.access import access_of
from riskbild.organisation.queries import people_of, tree_seen_by
from riskbild.organisation.roles import Permission
from riskbild.web.request import SignedInRequest

type Choices = list[tuple[str, str]]

_INDENT = "\u2003"
_PERSON = ("pk", "name", "username")


def units(request: SignedInRequest, board_id: UUID, present: UUID | None = None) -> Choices:
    """The open units of a board where the person may edit, indented as they stand; and the present one."""
    access = access_of(request.user, request.today)
    below = access.tree.subtree(board_id)
    allowed = below & access.at(Permission.EDIT_RISK)
    ordered = [(depth, node) for depth, node in access.tree.ordered() if node.id in below]
    top = min((depth for depth, _node in ordered), default=0)
    return [
        (str(node.id), _INDENT * (depth - top) + node.name)
        for depth, node in ordered
        if node.id == present or (node.id in allowed and not node.closed)
    ]


def people(request: SignedInRequest, present: UUID | None = None, name: str = "") -> Choices:
    """The active people of the municipality, each told apart from namesakes; and the present one, active or not."""
    rows = [(str(key), called, username) for key, called, username in people_of(request.user).values_list(*_PERSON)]
    namesakes = Counter(called for _key, called, _username in rows)
    found = [(key, f"{called} ({username})" if namesakes[called] > 1 else called) for key, called, username in rows]
    gone = [(str(present), name)] if present and str(present) not in {key for key, _called in found} else []
    return [("", _("Ingen person")), *gone, *found]


def unit_name(request: SignedInRequest, node_id: UUID) -> str:
    """The name of a unit; nothing for one that does not stand in the tree today."""
    node = tree_seen_by(request.user, request.today).get(node_id)
    return node.name if node else ""


def unit_path(request: SignedInRequest, node_id: UUID) -> list[str]:
    """The names from the board down to the unit."""
    tree = tree_seen_by(request.user, request.today)
    board = tree.board_of(node_id)
    path = tree.path(node_id)
    start = path.index(board) if board in path else 0
    return [node.name for node in path[start:]]


def of_form(form: forms.Form) -> dict[str, Choices]:
    """The choices of those fields of a form that have their own."""
    return {
        name: [(str(value), str(text)) for value, text in field.widget.choices]
        for name, field in form.fields.items()
        if isinstance(field, forms.ChoiceField)
    }


def words(choices: Mapping[str, Choices]) -> Callable[[str, str], str]:
    """A function that gives the words for a field's value: a chosen one's text, a typed text as it is."""
    known = {name: {value: text.strip() for value, text in pairs} for name, pairs in choices.items()}
    return lambda name, value: known[name].get(value, "") if name in known else value
