"""What a person may do with a risk, as buttons: open, shut with the reason, or not there at all."""

from dataclasses import dataclass

from riskbild.organisation.access import access_of
from riskbild.organisation.permissions import check, refusal
from riskbild.organisation.roles import Permission
from riskbild.register.queries.page import MeasureSeen, RiskSeen
from riskbild.rules.refusal import Forbidden
from riskbild.rules.sentence import Sentence
from riskbild.web.request import SignedInRequest


@dataclass(frozen=True)
class Way:
    """A change that the page offers; `reason` says why this person may not make it."""

    reason: Sentence | None = None


@dataclass(frozen=True)
class Ways:
    """The changes that a risk's page offers; what is `None` is left out."""

    edit: Way | None
    assess: Way | None
    respond: Way | None
    mark: Way | None
    restore: Way | None

    @property
    def may_edit(self) -> bool:
        """Whether the person may change the risk's texts and measures."""
        return self.edit is not None and self.edit.reason is None


def ways(request: SignedInRequest, risk: RiskSeen) -> Ways:
    """What the person may do: nothing in a closed year, and with an archived risk only take it back or mark it."""

    def way(permission: Permission, *, archived: bool = False) -> Way | None:
        anywhere = access_of(request.user, request.today).anywhere(permission)
        if risk.year.closed or archived is not risk.archived or not anywhere:
            return None
        return Way(refusal(request.user, permission, risk.node_id, today=request.today))

    return Ways(
        edit=way(Permission.EDIT_RISK),
        assess=way(Permission.ASSESS),
        respond=way(Permission.RESPOND),
        mark=way(Permission.MARK_SECRECY) or way(Permission.MARK_SECRECY, archived=True),
        restore=way(Permission.EDIT_RISK, archived=True),
    )


def stands_still(risk: RiskSeen) -> bool:
    """Whether nobody can change the risk as it is: its year is closed, or it is archived."""
    return risk.year.closed or risk.archived


def to_report(request: SignedInRequest, measure: MeasureSeen) -> Permission:
    """Which permission it takes to say how far a measure has come: less for one's own."""
    return Permission.REPORT_OWN if measure.person_id == request.user.pk else Permission.EDIT_RISK


def may_report(request: SignedInRequest, risk: RiskSeen, measure: MeasureSeen) -> bool:
    """Whether the person may say how far a measure has come: their own, or any where they may edit."""
    permission = to_report(request, measure)
    return not stands_still(risk) and not refusal(request.user, permission, risk.node_id, today=request.today)


def check_may(request: SignedInRequest, risk: RiskSeen, permission: Permission) -> None:
    """Raises `Forbidden` unless the person may do this with the risk."""
    check(request.user, permission, risk.node_id, today=request.today)


def check_readable(risk: RiskSeen, cells: frozenset[str]) -> None:
    """Raises `Forbidden` when any of these cells is secret for the person."""
    if cells & risk.masked:
        raise Forbidden(_SECRET)


_SECRET = Sentence("Åtgärderna är sekretessmarkerade.", "The measures are marked secret.")
