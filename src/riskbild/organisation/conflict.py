"""Two people, one row: the second save is refused and nothing is lost."""

from uuid import UUID

from django.db.models import Model, QuerySet

from riskbild.audit.actor import Operator
from riskbild.audit.single import single
from riskbild.organisation.models import User
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


def take[M: Model](rows: QuerySet[M], by: User | Operator, pk: UUID, *, version: int | None) -> M:
    """The row, locked for this transaction.

    `version` is the one the person read; `None` takes whatever stands there. Raises `Missing` for what is not there or
    belongs to another municipality, `Conflict` when the row has moved on.
    """
    row = single(within_reach(rows, by).select_for_update(of=("self",)).filter(pk=pk))
    if row is None:
        raise Missing(NOT_FOUND)
    if version is not None and getattr(row, "version", None) != version:
        raise Conflict
    return row
