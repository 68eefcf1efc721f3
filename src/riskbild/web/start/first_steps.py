"""The first steps of an empty installation, one after the other, each with where it is taken and who may."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from riskbild.organisation.access import Access, access_of
from riskbild.organisation.permissions import refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.register.queries.setting_up import SetUp, set_up_of
from riskbild.rules.sentence import Sentence
from riskbild.web.request import SignedInRequest

_BUILDERS = (
    Permission.MANAGE_ORGANISATION, Permission.MANAGE_USERS, Permission.MANAGE_METHOD, Permission.MANAGE_YEAR,
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One step. `reason` says why this person cannot take it; `now` marks the first that is left."""

    heading: str
    text: str
    action: str
    href: str
    done: bool
    now: bool = False
    reason: Sentence | None = None


def first_steps(request: SignedInRequest) -> list[Step]:
    """The steps for who builds the register up, while it holds no risk; none for others, and none afterwards."""
    access = access_of(request.user, request.today)
    if not any(access.anywhere(permission) for permission in _BUILDERS):
        return []
    there = set_up_of(request.user, request.today)
    if there.risk:
        return []
    steps = list(_steps(request, there, access))
    left = next((step for step in steps if not step.done), None)
    return [replace(step, now=step is left) for step in steps]


def _steps(request: SignedInRequest, there: SetUp, access: Access) -> Iterator[Step]:
    root = access.tree.roots[0].id
    board = access.tree.boards[0].id if access.tree.boards else root

    def reason(permission: Permission) -> Sentence | None:
        return refusal_anywhere(request.user, permission, today=request.today)

    yield Step(
        _("Lägg upp nämnden"),
        _("Nämnder och styrelser svarar för sin interna kontroll. Varje nämnd får en kort kod, till exempel UTB."),
        _("Lägg upp en nämnd"), reverse("node_new", args=[root]), there.board,
        reason=reason(Permission.MANAGE_ORGANISATION),
    )  # fmt: skip
    yield Step(
        _("Lägg upp förvaltning och enheter"),
        _("Risker och åtgärder hör till en enhet. Enheterna kan kompletteras och flyttas senare."),
        _("Lägg upp en förvaltning"), reverse("node_new", args=[board]), there.unit,
        reason=reason(Permission.MANAGE_ORGANISATION),
    )  # fmt: skip
    yield Step(
        _("Utse en samordnare"),
        _("Samordnaren öppnar året, bedömer och håller ihop registret. Det kan vara du själv."),
        _("Till användarna"), reverse("users"), there.coordinator, reason=reason(Permission.MANAGE_USERS),
    )  # fmt: skip
    yield Step(
        _("Välj bedömningsmodell"),
        _("Skalor, matris, risknivåer och tröskel. Börja från en färdig modell och skriv era egna ord."),
        _("Lägg upp en modell"), reverse("method_new"), there.method, reason=reason(Permission.MANAGE_METHOD),
    )  # fmt: skip
    yield Step(
        _("Öppna året"),
        _("Ett år i taget och nämnd för nämnd. Året behåller sin bedömningsmodell."),
        _("Öppna ett år"), reverse("year_new"), there.year, reason=reason(Permission.MANAGE_YEAR),
    )  # fmt: skip
    yield Step(
        _("Lägg till den första risken"),
        _("Skriv in den, eller läs in riskerna ur en fil på servern: riskbild import FIL --board KOD --year ÅR."),
        _("Ny risk"), reverse("risk_new"), there.risk, reason=reason(Permission.EDIT_RISK),
    )  # fmt: skip
