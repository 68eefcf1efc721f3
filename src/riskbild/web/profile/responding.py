"""The response to a risk decided in the profile itself, with its motive."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.organisation.roles import Permission
from riskbild.register.actions import editing
from riskbild.register.queries.page import RiskSeen
from riskbild.rules.labels import LABELS
from riskbild.rules.response import Response
from riskbild.web.board_year import frame_of
from riskbild.web.forms.attempt import said
from riskbild.web.profile.levels import LEVEL
from riskbild.web.request import SignedInRequest, saved, signed_in, wants_partial
from riskbild.web.risk import choices
from riskbild.web.risk.answering import Ask, Sheet, asked, kept
from riskbild.web.risk.forms import ResponseForm, response_values


class ProfileResponseForm(ResponseForm):
    """The response, and the level whose profile to go back to."""

    def also_known(self) -> frozenset[str]:
        """The level."""
        return super().also_known() | {LEVEL}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def respond(request: SignedInRequest, board_year_id: UUID, risk_id: UUID) -> HttpResponse:
    """The form, as a page of its own or as the part that opens in the row; back to the row when it is saved."""
    frame_of(request, board_year_id, "profile")
    sent = ProfileResponseForm(request.POST) if request.method == "POST" else None
    return asked(
        request,
        risk_id,
        Ask(
            Permission.RESPOND,
            sent,
            make=lambda form: _change(request, risk_id, form),
            done=lambda: _back(request, board_year_id, risk_id),
            sheet=lambda risk: _sheet(request, board_year_id, risk, sent),
        ),
    )


def _change(request: SignedInRequest, risk_id: UUID, sent: ProfileResponseForm) -> None:
    editing.respond(
        by=request.user, risk_id=risk_id, version=sent.seen.version, response=sent.chosen(),
        reason=sent.cleaned_data["reason"], now=request.now,
    )  # fmt: skip


def _back(request: SignedInRequest, board_year_id: UUID, risk_id: UUID) -> HttpResponse:
    saved(request, _("Ställningstagandet är sparat."), form=kept("response", risk_id))
    return redirect(f"{_profile(request, board_year_id)}#risk-{risk_id}")


def _sheet(request: SignedInRequest, board_year_id: UUID, risk: RiskSeen, sent: ResponseForm | None) -> Sheet:
    values = response_values(risk)
    offered = [("", _("Inget ställningstagande")), *((one.value, said(LABELS[Response][one])) for one in Response)]
    return Sheet(
        template="profile/_respond.html" if wants_partial(request) else "profile/respond.html",
        kept=kept("response", risk.id), risk=risk, form=sent or ProfileResponseForm(initial=values),
        version=risk.version, values=values, shown=choices.words({"response": offered}),
        context={
            "offered": offered, "back": _profile(request, board_year_id), "level_name": LEVEL,
            "level_key": request.POST.get(LEVEL) or request.GET.get(LEVEL) or "",
            "partial": wants_partial(request), "hidden": {LEVEL: request.POST.get(LEVEL, "")},
            "action": reverse("profile_respond", args=[board_year_id, risk.id]),
        },
    )  # fmt: skip


def _profile(request: SignedInRequest, board_year_id: UUID) -> str:
    named = request.POST.get(LEVEL) or request.GET.get(LEVEL) or ""
    try:
        query = f"?{LEVEL}={UUID(named)}" if named else ""
    except ValueError:
        query = ""
    return reverse("profile", args=[board_year_id]) + query
