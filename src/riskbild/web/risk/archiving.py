"""Taking a risk out of the lists with a reason, and bringing it back."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.organisation.roles import Permission
from riskbild.register.actions.editing import archive_risk, restore_risk
from riskbild.register.queries.page import RiskSeen
from riskbild.web.forms.steps import VersionForm
from riskbild.web.request import SignedInRequest, signed_in
from riskbild.web.risk.answering import Ask, Sheet, asked, back, kept, pressed
from riskbild.web.risk.forms import ArchiveForm


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def archive(request: SignedInRequest, risk_id: UUID) -> HttpResponse:
    """Asks why, and takes the risk out of the lists; nothing is deleted."""
    sent = ArchiveForm(request.POST) if request.method == "POST" else None
    return asked(
        request,
        risk_id,
        Ask(
            Permission.EDIT_RISK,
            sent,
            make=lambda form: _change(request, risk_id, form),
            done=lambda: back(request, risk_id, _("Risken är avförd."), kept("archive", risk_id)),
            sheet=lambda risk: _sheet(risk, sent),
            at="reason",
        ),
    )


@require_POST
@signed_in
def restore(request: SignedInRequest, risk_id: UUID) -> HttpResponse:
    """Brings an archived risk back into the lists."""
    return pressed(
        request,
        risk_id,
        VersionForm(request.POST),
        make=lambda form: _restore(request, risk_id, form),
        done=lambda: back(request, risk_id, _("Risken är tillbaka i registret."), kept("restore", risk_id)),
    )


def _restore(request: SignedInRequest, risk_id: UUID, sent: VersionForm) -> None:
    restore_risk(by=request.user, risk_id=risk_id, version=sent.seen.version, now=request.now)


def _change(request: SignedInRequest, risk_id: UUID, sent: ArchiveForm) -> None:
    archive_risk(
        by=request.user, risk_id=risk_id, version=sent.seen.version, reason=sent.cleaned_data["reason"], now=request.now
    )


def _sheet(risk: RiskSeen, sent: ArchiveForm | None) -> Sheet:
    return Sheet(
        template="risk/archive.html",
        kept=kept("archive", risk.id),
        risk=risk,
        form=sent or ArchiveForm(),
        version=risk.version,
    )
