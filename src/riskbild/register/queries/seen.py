"""Which risks a person sees, and which of their fields: scoping and masking live here and nowhere else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from riskbild.audit.actor import Operator
from riskbild.audit.prepared import Prepared
from riskbild.organisation.access import Access, access_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Permission
from riskbild.register.fields import MASKABLE
from riskbild.register.models import Measure, Risk, SecrecyMark
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence


class RiskKeys(Protocol):
    """What tells whose a risk is; a risk, or a row of a query that has these columns."""

    id: UUID
    municipality_id: UUID
    node_id: UUID


def risks_seen_by(by: Actor, today: date) -> QuerySet[Risk]:
    """The risks that this person sees: at readable nodes, or their own; wholly secret ones only with that right."""
    if isinstance(by, Operator):
        return Risk.objects.all()
    access = access_of(by, today)
    rows = Risk.objects.filter(municipality_id=by.municipality_id)
    if access.everywhere(Permission.READ):
        return rows if access.everywhere(Permission.READ_SECRET) else rows.filter(_open_to(access) | _is_own(by))
    readable = Q(node_id__in=access.at(Permission.READ)) & _open_to(access)
    return rows.filter(readable | (Q(node_id__in=access.at(Permission.READ_OWN)) & _is_own(by)))


def reads_every_secret(access: Access) -> bool:
    """Whether the person reads secret fields wherever they read at all, so that no query needs to tell risks apart."""
    return access.at(Permission.READ) | access.at(Permission.READ_OWN) <= access.at(Permission.READ_SECRET)


def _open_to(access: Access) -> Q:
    if reads_every_secret(access):
        return Q()
    return Q(secret=False) | Q(node_id__in=access.at(Permission.READ_SECRET))


def _is_own(by: User) -> Q:
    """Risks that the person owns or has a measure of."""
    measures = Measure.objects.filter(municipality_id=by.municipality_id, person_id=by.pk, risk_id=OuterRef("pk"))
    return Q(owner_id=by.pk) | Q(Exists(measures))


def check_seen(by: Actor, risk: Risk, today: date) -> None:
    """Raises `Missing` for a risk that the person does not see."""
    if not sees(by, risk, today):
        raise Missing


def sees(by: Actor, risk: Risk, today: date) -> bool:
    """Whether a risk is one of `risks_seen_by`; one query, or none where the role tells."""
    return bool(those_seen(by, [risk], today))


def those_seen(by: Actor, risks: Sequence[Risk], today: date) -> list[Risk]:
    """Those of some risks that are among `risks_seen_by`; one query, or none where the role tells."""
    if isinstance(by, Operator):
        return list(risks)
    seen = {risk.pk for risk in risks if _sees_by_role(by, risk, today)}
    left = [risk.pk for risk in risks if risk.pk not in seen]
    if left:
        seen |= set(risks_seen_by(by, today).filter(pk__in=left).values_list("pk", flat=True))
    return [risk for risk in risks if risk.pk in seen]


def _sees_by_role(by: User, risk: Risk, today: date) -> bool:
    access = access_of(by, today)
    reads = by.municipality_id == risk.municipality_id and risk.node_id in access.at(Permission.READ)
    return reads and (not risk.secret or risk.node_id in access.at(Permission.READ_SECRET))


def check_measure_seen(by: User, measure_id: UUID, today: date) -> None:
    """Raises `Missing` for a measure of a risk that the person does not see."""
    risks = risks_seen_by(by, today).values("pk")
    if not Measure.objects.filter(municipality_id=by.municipality_id, pk=measure_id, risk_id__in=risks).exists():
        raise Missing


def reads_secrets(by: Actor, node_id: UUID, today: date) -> bool:
    """Whether the person may read secret fields at the node."""
    return isinstance(by, Operator) or node_id in access_of(by, today).at(Permission.READ_SECRET)


def mask_of(paragraph: str) -> Sentence:
    """What stands where a secret text would."""
    return Sentence(sv=f"Sekretess ({paragraph})", en=f"Secret ({paragraph})")


_MARKS = Prepared(
    lambda: SecrecyMark.objects.values_list("risk_id", "field", "paragraph"), by=["municipality_id__in", "risk_id__in"]
)


def marks_on(municipalities: frozenset[UUID], risks: frozenset[UUID]) -> list[tuple[UUID, str, str]]:
    """The marks on some risks, whoever asks: the risk, the field ("" for the whole risk), the paragraph; one query."""
    return _MARKS.rows(municipalities, risks)


def masks_for(by: Actor, risks: Iterable[RiskKeys], today: date) -> dict[UUID, dict[str, Sentence]]:
    """For each risk, the fields that this person must not read, with what to show instead; one query, or none."""
    if isinstance(by, Operator):
        return {}
    told = access_of(by, today).at(Permission.READ_SECRET)
    hidden = [risk for risk in risks if risk.node_id not in told]
    if not hidden:
        return {}
    masks: dict[UUID, dict[str, Sentence]] = defaultdict(dict)
    whose, which = frozenset(risk.municipality_id for risk in hidden), frozenset(risk.id for risk in hidden)
    for risk_id, field, paragraph in marks_on(whose, which):
        masks[risk_id].update(dict.fromkeys([field] if field else MASKABLE, mask_of(paragraph)))
    return dict(masks)


def title_of(risk: Any, masks: Mapping[str, Sentence]) -> str | Sentence:
    """What a list shows: risk, else process, else description; masked when the text it comes from is."""
    source = next((name for name in ("risk", "process", "description") if getattr(risk, name)), "risk")
    return masks.get(source) or str(risk.title)
