"""Marking what of a risk is secret, and lifting a mark."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.organisation.roles import Permission
from riskbild.register.actions.secrecy import lift_secrecy, mark_secret
from riskbild.register.fields import FIELD_LABELS, MASKABLE
from riskbild.register.queries.page import RiskSeen
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, signed_in
from riskbild.web.risk.answering import Ask, Sheet, asked, back, kept, pressed
from riskbild.web.risk.forms import WHOLE, LiftForm, SecrecyForm


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mark(request: SignedInRequest, risk_id: UUID) -> HttpResponse:
    """The marks there are, and a new one."""
    sent = SecrecyForm(request.POST) if request.method == "POST" else None
    return asked(
        request,
        risk_id,
        Ask(
            Permission.MARK_SECRECY,
            sent,
            make=lambda form: _mark(request, risk_id, form),
            done=lambda: back(request, risk_id, _("Sekretessmarkeringen är sparad."), kept("secrecy", risk_id)),
            sheet=lambda risk: _sheet(risk, sent),
            at="paragraph",
            archived=True,
        ),
    )


@require_POST
@signed_in
def lift(request: SignedInRequest, risk_id: UUID) -> HttpResponse:
    """Takes a mark away."""
    return pressed(
        request,
        risk_id,
        LiftForm(request.POST),
        make=lambda form: _lift(request, risk_id, form),
        done=lambda: back(request, risk_id, _("Sekretessmarkeringen är hävd."), kept("secrecy", risk_id)),
    )


def _mark(request: SignedInRequest, risk_id: UUID, form: SecrecyForm) -> None:
    mark_secret(
        by=request.user,
        risk_id=risk_id,
        version=form.seen.version,
        field=_field(form),
        paragraph=form.cleaned_data["paragraph"],
        reason=form.cleaned_data["reason"],
        now=request.now,
    )


def _lift(request: SignedInRequest, risk_id: UUID, form: LiftForm) -> None:
    version, field = form.seen.version, _field(form)
    lift_secrecy(by=request.user, risk_id=risk_id, version=version, field=field, now=request.now)


def _sheet(risk: RiskSeen, sent: SecrecyForm | None) -> Sheet:
    """The marks there are and the form; a field that holds nothing need not be offered, unless it is marked."""
    offered = [name for name in FIELD_LABELS if name in MASKABLE and (str(risk.texts[name]) or name in risk.secrecy)]
    return Sheet(
        template="risk/secrecy.html",
        kept=kept("secrecy", risk.id),
        risk=risk,
        form=sent or SecrecyForm(),
        version=risk.version,
        context={
            "marks": [(name or WHOLE, _called(name), paragraph) for name, paragraph in sorted(risk.secrecy.items())],
            "offered": [("", _("Välj …")), (WHOLE, _called("")), *((name, _called(name)) for name in offered)],
        },
    )


def _field(form: SecrecyForm | LiftForm) -> str:
    name: str = form.cleaned_data["field"]
    return "" if name == WHOLE else name


def _called(name: str) -> str:
    return said(FIELD_LABELS[name]) if name else _("Hela risken")
