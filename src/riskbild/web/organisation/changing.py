"""Adding a part of the organisation, and changing its name and code."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.organisation import actions
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.permissions import check
from riskbild.organisation.queries import node_seen_by
from riskbild.organisation.roles import Permission
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.keys import new_key, read_key
from riskbild.web.organisation.clash import Sheet, answer
from riskbild.web.organisation.forms import NewNodeForm, NodeForm
from riskbild.web.organisation.reading import about
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest, node_id: UUID) -> HttpResponse:
    """Adds a part under another."""
    parent = node_seen_by(request.user, node_id)
    check(request.user, Permission.MANAGE_ORGANISATION, node_id, today=request.today)
    form = NewNodeForm(request.POST if request.method == "POST" else None, parent=parent.kind)
    status = attempt(form, lambda sent: _add(request, node_id, sent)) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("%(name)s är upplagd.") % {"name": form.cleaned_data["name"].strip()}, form=f"under-{node_id}")
        return redirect("node", node_id)
    key = form.data.get("key") or new_key(request.user.pk)
    context = {**about(parent), "form": form, "key": key, "kept": f"under-{node_id}"}
    return page(request, "organisation/new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: SignedInRequest, node_id: UUID) -> HttpResponse:
    """Changes a part's name and code."""
    form = NodeForm(request.POST) if request.method == "POST" else None
    status = SHOWN if form is None else attempt(form, lambda sent: _rename(request, node_id, sent))
    node = node_seen_by(request.user, node_id)
    values = {"name": node.name, "code": node.code}
    sheet = Sheet(
        "organisation/change.html", form or NodeForm(initial=values), node_id, node.version, values, about(node)
    )
    if status == SAVED:
        saved(request, _("%(name)s är ändrad.") % {"name": node.name}, form=sheet.kept)
        return redirect("node", node_id)
    check(request.user, Permission.MANAGE_ORGANISATION, node_id, today=request.today)
    return answer(request, sheet, status)


def _add(request: SignedInRequest, parent_id: UUID, form: NewNodeForm) -> None:
    values = form.cleaned_data
    actions.create_node(
        by=request.user, parent_id=parent_id, kind=NodeKind(values["kind"]), name=values["name"], code=values["code"],
        on=values["on"], node_id=read_key(values["key"], request.user.pk), now=request.now,
    )  # fmt: skip


def _rename(request: SignedInRequest, node_id: UUID, form: NodeForm) -> None:
    values = form.cleaned_data
    actions.rename_node(
        by=request.user, node_id=node_id, version=form.seen.version, name=values["name"], code=values["code"],
        now=request.now,
    )  # fmt: skip
