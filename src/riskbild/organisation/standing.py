"""Where a node may stand: by its kind, and on every day from a date that is already known to differ."""

from datetime import date

from riskbild.organisation.kinds import KIND_LABELS, MAY_STAND_UNDER, NodeKind
from riskbild.organisation.models import Municipality, Node, Placement
from riskbild.organisation.refusing import at
from riskbild.organisation.tree import Tree, tree_of
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


def trees_from(municipality: Municipality, on: date) -> list[Tree]:
    """The tree on a day, and on each later day when something in it is planned to change."""
    moves = Placement.objects.filter(municipality_id=municipality.pk, valid_from__gt=on)
    closings = Node.objects.filter(municipality_id=municipality.pk, closed_on__gt=on)
    days = {on, *moves.values_list("valid_from", flat=True), *closings.values_list("closed_on", flat=True)}
    return [tree_of(municipality, day) for day in sorted(day for day in days if day)]


def check_kind(kind: NodeKind, under: NodeKind) -> None:
    """Raises `Refused` where a node of the kind cannot stand under the other."""
    if under not in MAY_STAND_UNDER[kind]:
        child, parent = KIND_LABELS[kind], KIND_LABELS[under]
        sentence = Sentence(
            sv=f"{child.text('sv')} kan inte ligga under {parent.text('sv').lower()}.",
            en=f"A {child.text('en').lower()} cannot stand under a {parent.text('en').lower()}.",
        )
        raise at("kind", sentence)


def check_takes_in(parent: Node, on: date) -> None:
    """Raises `Refused` unless the parent exists from that day and is not to be closed."""
    if parent.closed_on is not None:
        raise at("parent", _CLOSES.format(name=parent.name, day=parent.closed_on))
    if on < parent.opened_on:
        raise at("on", _PARENT_LATER.format(name=parent.name, day=parent.opened_on))


def check_no_ring(municipality: Municipality, node: Node, parent: Node, on: date) -> None:
    """Raises `Refused` when the parent stands below the node on that day, or is planned to later."""
    if any(parent.pk in tree.subtree(node.pk) for tree in trees_from(municipality, on)):
        raise at("parent", _UNDER_ITSELF)


def check_all_closed_below(municipality: Municipality, node: Node, on: date) -> None:
    """Raises `Refused` while something below the node is open on that day, or is planned to be later."""
    for tree in trees_from(municipality, on):
        if any(not tree[below].closed for below in tree.subtree(node.pk) - {node.pk}):
            raise Refused(_OPEN_BELOW)


def check_open_above(municipality: Municipality, node: Node, on: date) -> None:
    """Raises `Refused` while something above the node is closed, or is planned to be."""
    for tree in trees_from(municipality, on):
        for above in tree.path(node.pk)[:-1]:
            if above.closed:
                raise Refused(_CLOSED_ABOVE.format(name=above.name))


_CLOSES = Sentence(
    sv="{name} avslutas {day} och kan inte ta emot något nytt.",
    en="{name} closes on {day} and can take in nothing new.",
)
_PARENT_LATER = Sentence(sv="{name} finns först från {day}.", en="{name} exists only from {day}.")
_UNDER_ITSELF = Sentence(
    sv="En del kan inte ligga under sig själv, varken nu eller efter en planerad flytt.",
    en="A node cannot stand under itself, neither now nor after a planned move.",
)
_OPEN_BELOW = Sentence(sv="Avsluta först det som ligger under.", en="Close what stands below it first.")
_CLOSED_ABOVE = Sentence(sv="Öppna först {name} igen, som ligger över.", en="First reopen {name}, which stands above.")
