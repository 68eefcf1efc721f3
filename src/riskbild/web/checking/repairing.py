"""Putting one remark right: what the fields say before and after, and then the ordinary change of a risk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.checks.catalogue import BY_CODE
from riskbild.checks.linting import lint
from riskbild.checks.remark import Remark
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.roles import Permission
from riskbild.register.actions.editing import edit_risk
from riskbild.register.fields import FIELD_LABELS
from riskbild.register.queries.checkable import checkable_risk
from riskbild.register.queries.page import RiskSeen, risk_seen_by
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.checking.grouping import repair_href
from riskbild.web.forms.versions import read
from riskbild.web.request import SignedInRequest, page, saved, signed_in
from riskbild.web.risk import gate
from riskbild.web.risk.reading import about, crumbs

CONFLICT, REFUSED = 409, 422


@dataclass(frozen=True)
class Field:
    """One field that a repair changes."""

    label: Sentence
    before: str
    after: str


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def repair(request: SignedInRequest, risk_id: UUID) -> HttpResponse:
    """Shows what would be changed, and changes it."""
    risk = risk_seen_by(request.user, risk_id, request.today)
    gate.check_may(request, risk, Permission.EDIT_RISK)
    if gate.stands_still(risk):
        # The risk's own page says why.
        return redirect("risk", risk.id)
    remark = _remark(request, risk)
    if request.method != "POST" or remark is None or remark.repair is None:
        return _shown(request, risk, remark)
    try:
        version = read(request.POST.get("version", ""), ()).version
    except ValueError:
        version = 0
    return _made(request, risk, remark, remark.repair, version)


def _made(
    request: SignedInRequest, risk: RiskSeen, remark: Remark, changes: Mapping[str, str], version: int
) -> HttpResponse:
    try:
        edit_risk(by=request.user, risk_id=risk.id, version=version, changes=changes, now=request.now)
    except Conflict as conflict:
        fresh = risk_seen_by(request.user, risk.id, request.today)
        again = _remark(request, fresh)
        return _shown(request, fresh, again, sentence=conflict.sentence, status=CONFLICT)
    except (Forbidden, Missing):
        raise
    except Refused as refusal:
        return _shown(request, risk, remark, sentence=refusal.sentence, status=REFUSED)
    saved(request, _("Risken är rättad."))
    return redirect(_list_of(risk))


def _remark(request: SignedInRequest, risk: RiskSeen) -> Remark | None:
    """The remark that is asked for, as it is found in the risk now; None if there is no longer any."""
    asked = request.POST if request.method == "POST" else request.GET
    rule = BY_CODE.get(asked.get("regel", ""))
    if rule is None:
        return None
    checked = checkable_risk(request.user, risk.id, request.today)
    found = lint(checked.document, checked.setting, (rule,))
    return next((one for one in found if one.place.field == asked.get("falt") and one.repair is not None), None)


def _shown(
    request: SignedInRequest,
    risk: RiskSeen,
    remark: Remark | None,
    *,
    sentence: Sentence | None = None,
    status: int = 200,
) -> HttpResponse:
    changes = (remark.repair if remark else None) or {}
    context: dict[str, Any] = {
        **about(request, risk),
        "crumbs": crumbs(risk),
        "remark": remark,
        "rule": BY_CODE[remark.code] if remark else None,
        "fields": [Field(FIELD_LABELS[name], str(risk.texts[name]), text) for name, text in changes.items()],
        "version": f"{risk.version}.",
        "action": repair_href(risk.id, remark) if remark else "",
        "back": _list_of(risk),
        "sentence": sentence,
    }
    return page(request, "checking/repair.html", context, status=status)


def _list_of(risk: RiskSeen) -> str:
    return f"{reverse('checking')}?year={risk.year.year}&node={risk.year.board_id}"
