"""Carrying an earlier year over: what would come along, what is chosen of it, and what came."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from riskbild.followup.queries.deviations import deviating_in
from riskbild.organisation.access import access_of
from riskbild.organisation.permissions import check, refusal
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.carrying_over import CarriedOver, carry_over
from riskbild.planning.queries.carrying import CarryPreview, carry_preview
from riskbild.register.queries.choices import YearSeen
from riskbild.web.board_year import YearFrame, board_years, frame_of
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.strict import StrictForm
from riskbild.web.plan.about import HERE, year_crumbs
from riskbild.web.plan.forms import RisksField
from riskbild.web.request import SignedInRequest, page, saved, signed_in


class CarryForm(StrictForm):
    """The earlier year, and the risks and items of it that are to come along."""

    from_year = forms.UUIDField(widget=forms.HiddenInput)
    risks = RisksField(required=False)
    items = RisksField(required=False)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        if data is not None:
            data = data.copy()
            for name in ("risks", "items"):
                data[name] = ",".join(filter(None, data.getlist(name)))
        super().__init__(data, **options)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def carry(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """What an earlier year leaves to this one, ticked as the rules say; and the carrying over of what is ticked."""
    frame = frame_of(request, board_year_id, HERE)
    check(request.user, Permission.MANAGE_YEAR, frame.year.board_id, today=request.today)
    sent = CarryForm(request.POST) if request.method == "POST" else None
    made: list[CarriedOver] = []
    status = SHOWN if sent is None else attempt(sent, lambda form: made.append(_carry(request, board_year_id, form)))
    if sent is not None and status == SAVED:
        saved(request, _said(made[0]), form=f"carry-{board_year_id}")
        return redirect(f"{reverse('carry_over', args=[board_year_id])}?fran={sent.cleaned_data['from_year']}")
    return page(request, "plan/carry.html", _context(request, frame, sent), status=status)


def _carry(request: SignedInRequest, board_year_id: UUID, form: CarryForm) -> CarriedOver:
    values = form.cleaned_data
    return carry_over(
        by=request.user, from_year_id=values["from_year"], to_year_id=board_year_id, now=request.now,
        risk_ids=values["risks"], item_ids=values["items"],
        deviating=deviating_in(request.user, values["from_year"], request.today),
    )  # fmt: skip


def _context(request: SignedInRequest, frame: YearFrame, sent: CarryForm | None) -> dict[str, Any]:
    years = earlier_years(request, frame)
    wanted = sent.data.get("from_year", "") if sent else request.GET.get("fran", "")
    chosen = next((one for one, _name in years if str(one.id) == wanted), years[0][0] if years else None)
    preview = _preview(request, chosen.id, frame.year.id) if chosen else None
    return {
        "frame": frame,
        "sample": frame.year.sample,
        "crumbs": [*year_crumbs(frame), (_("Internkontrollplan"), reverse("plan", args=[frame.year.id]))],
        "years": years,
        "years_offered": [(str(one.id), name) for one, name in years],
        "chosen": chosen,
        "preview": preview,
        "form": sent or CarryForm(),
        "ticked": set(f"{sent.data['risks']},{sent.data['items']}".split(",")) if sent else None,
        "kept": f"carry-{frame.year.id}",
    }


def _preview(request: SignedInRequest, from_year_id: UUID, to_year_id: UUID) -> CarryPreview:
    deviating = deviating_in(request.user, from_year_id, request.today)
    return carry_preview(request.user, from_year_id, to_year_id, request.today, deviating=deviating)


def may_carry(request: SignedInRequest, frame: YearFrame) -> bool:
    """Whether the person may carry anything over into this year."""
    reason = refusal(request.user, Permission.MANAGE_YEAR, frame.year.board_id, today=request.today)
    return reason is None and not frame.year.closed


def earlier_years(request: SignedInRequest, frame: YearFrame) -> list[tuple[YearSeen, str]]:
    """The years that may be carried over into this one, with their names: the board's own first, the latest first.

    Another board's are among them: a board that was reorganised carries over from the one before it.
    """
    tree = access_of(request.user, request.today).tree
    years = [one for one in board_years(request) if one.year < frame.year.year]
    years.sort(key=lambda one: (one.board_id != frame.year.board_id, -one.year))
    return [(one, f"{node.name} {one.year}") for one in years if (node := tree.get(one.board_id))]


def _said(made: CarriedOver) -> str:
    if not made.risks and not made.items:
        return _("Allt som valdes fanns redan i året. Inget lades till.")
    risks = ngettext("%(count)d risk", "%(count)d risker", made.risks) % {"count": made.risks}
    items = ngettext("%(count)d kontroll", "%(count)d kontroller", made.items) % {"count": made.items}
    return _("Överfört: %(risks)s och %(items)s.") % {"risks": risks, "items": items}
