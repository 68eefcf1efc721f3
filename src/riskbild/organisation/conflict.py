"""Two people, one row: the second save is refused and nothing is lost."""

from collections.abc import Collection
from functools import cache
from uuid import UUID

from django.db.models import Model, QuerySet

from riskbild.audit.actor import Operator
from riskbild.audit.prepared import Prepared
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Node, User
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

NOT_FOUND = Sentence(sv="Uppgiften finns inte.", en="There is no such thing.")
CHANGED = Sentence(
    sv="Någon annan har ändrat uppgiften sedan du öppnade den. Inget har sparats.",
    en="Somebody else has changed this since you opened it. Nothing has been saved.",
)


class Conflict(Refused):
    """The row has changed since the person read it; the page shows both versions side by side."""

    def __init__(self) -> None:
        """Carries the one sentence there is for it."""
        super().__init__(CHANGED)


def within_reach[M: Model](rows: QuerySet[M], by: User | Operator) -> QuerySet[M]:
    """Narrows rows to the person's own municipality; an operator reaches them all."""
    return rows if isinstance(by, Operator) else rows.filter(municipality_id=by.municipality_id)


def reached[M: Model](model: type[M], by: User | Operator, pk: UUID, *related: str) -> M:
    """The row with this key and its `related` ones, in one query.

    Raises `Missing` for what is not there or belongs to another municipality.
    """
    return _asked(model, by, pk, related, locked=False)


def reached_node(by: User | Operator, node_id: UUID, kinds: Collection[NodeKind], *related: str) -> Node:
    """The node and its `related` ones, if it is of one of these kinds. Raises `Missing`."""
    node = reached(Node, by, node_id, *related)
    if node.kind not in kinds:
        raise Missing(NOT_FOUND)
    return node


def take[M: Model](model: type[M], by: User | Operator, pk: UUID, *related: str, version: int | None) -> M:
    """As `reached`, and the row is locked for this transaction.

    `version` is the one the person read; `None` takes whatever stands there. Raises `Conflict` when it has moved on.
    """
    row = _asked(model, by, pk, related, locked=True)
    if version is not None and getattr(row, "version", None) != version:
        raise Conflict
    return row


def _asked[M: Model](model: type[M], by: User | Operator, pk: UUID, related: tuple[str, ...], *, locked: bool) -> M:
    reach = {} if isinstance(by, Operator) else {"municipality_id": by.municipality_id}
    keys = {**reach, "id": pk}
    row: M | None = _question(model, related, tuple(keys), locked=locked).single(*keys.values())
    if row is None:
        raise Missing(NOT_FOUND)
    return row


@cache
def _question[M: Model](
    model: type[M], related: tuple[str, ...], keys: tuple[str, ...], *, locked: bool
) -> Prepared[M]:
    def rows() -> QuerySet[M]:
        chosen = model._default_manager.all()  # noqa: SLF001 - Django's own name for it
        chosen = chosen.select_related(*related) if related else chosen
        return chosen.select_for_update(of=("self",)) if locked else chosen

    return Prepared(rows, by=keys)
