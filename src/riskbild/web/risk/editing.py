"""Changing a risk's texts, unit, owner and answers."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.organisation.roles import Permission
from riskbild.register.actions.editing import edit_risk
from riskbild.register.queries.page import RiskSeen
from riskbild.web.request import SignedInRequest, signed_in
from riskbild.web.risk import choices
from riskbild.web.risk.answering import Ask, Sheet, asked, back, kept
from riskbild.web.risk.forms import RiskForm, risk_values


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: SignedInRequest, risk_id: UUID) -> HttpResponse:
    """The form with the risk's texts, and the change."""
    sent = RiskForm(request.POST) if request.method == "POST" else None
    return asked(
        request,
        risk_id,
        Ask(
            Permission.EDIT_RISK,
            sent,
            make=lambda form: _change(request, risk_id, form),
            done=lambda: back(request, risk_id, _("Risken är sparad."), kept("risk", risk_id)),
            sheet=lambda risk: _sheet(request, risk, sent),
        ),
    )


def _change(request: SignedInRequest, risk_id: UUID, sent: RiskForm) -> None:
    version, changes = sent.seen.version, sent.changes()
    edit_risk(by=request.user, risk_id=risk_id, version=version, changes=changes, now=request.now)


def _sheet(request: SignedInRequest, risk: RiskSeen, sent: RiskForm | None) -> Sheet:
    values = risk_values(risk)
    form = sent or RiskForm(initial=values)
    people = choices.people(request, risk.owner_id, risk.owner)
    units = choices.units(request, risk.year.board_id, risk.node_id)
    return Sheet(
        template="risk/edit.html",
        kept=kept("risk", risk.id),
        risk=risk,
        form=form,
        version=risk.version,
        values=values,
        shown=choices.words({"owner": people, "node": units, **choices.of_form(form)}),
        context={"people": people, "units": units},
    )
