"""Deciding what is done about a risk, and why."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.organisation.roles import Permission
from riskbild.register.actions import editing as actions
from riskbild.register.queries.page import RiskSeen
from riskbild.rules.labels import LABELS
from riskbild.rules.response import Response
from riskbild.rules.sentence import Sentence
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, signed_in
from riskbild.web.risk import choices
from riskbild.web.risk.answering import Ask, Sheet, asked, back, kept
from riskbild.web.risk.forms import ResponseForm, response_values

_MEANINGS: dict[Response, Sentence] = {
    Response.ACCEPT: Sentence(
        "Risken är känd och får finnas kvar som den är.", "The risk is known and may remain as it is."
    ),
    Response.REDUCE: Sentence(
        "Åtgärder ska minska sannolikheten eller konsekvensen.", "Measures are to lower the likelihood or the impact."
    ),
    Response.AVOID: Sentence("Det som ger upphov till risken ska upphöra.", "What gives rise to the risk is to cease."),
    Response.TRANSFER: Sentence(
        "Någon annan ska bära risken, till exempel genom avtal eller försäkring.",
        "Somebody else is to carry the risk, for instance by contract or insurance.",
    ),
    Response.WATCH: Sentence(
        "Ingen åtgärd nu. Risken följs och tas upp igen om den ändras.",
        "No measure now. The risk is watched and taken up again if it changes.",
    ),
}
"""What each response means to whoever chooses it."""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def respond(request: SignedInRequest, risk_id: UUID) -> HttpResponse:
    """The response with its reason, and the change; nothing chosen takes the response back."""
    sent = ResponseForm(request.POST) if request.method == "POST" else None
    return asked(
        request,
        risk_id,
        Ask(
            Permission.RESPOND,
            sent,
            make=lambda form: _change(request, risk_id, form),
            done=lambda: back(
                request, risk_id, _("Ställningstagandet är sparat."), kept("response", risk_id), "stallning"
            ),
            sheet=lambda risk: _sheet(risk, sent),
        ),
    )


def _change(request: SignedInRequest, risk_id: UUID, sent: ResponseForm) -> None:
    actions.respond(
        by=request.user,
        risk_id=risk_id,
        version=sent.seen.version,
        response=sent.chosen(),
        reason=sent.cleaned_data["reason"],
        now=request.now,
    )


def _sheet(risk: RiskSeen, sent: ResponseForm | None) -> Sheet:
    values = response_values(risk)
    offered = [(one.value, said(LABELS[Response][one]), said(_MEANINGS[one])) for one in Response]
    offered.append(("", _("Inget ställningstagande"), _("Ingen har tagit ställning än.")))
    return Sheet(
        template="risk/response.html",
        kept=kept("response", risk.id),
        risk=risk,
        form=sent or ResponseForm(initial=values),
        version=risk.version,
        values=values,
        shown=choices.words({"response": [(value, text) for value, text, _meaning in offered]}),
        context={"offered": offered},
    )
