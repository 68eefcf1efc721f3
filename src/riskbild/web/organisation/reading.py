"""The tree on any day, and the page of one part of it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from riskbild.organisation.kinds import KIND_LABELS, NodeKind
from riskbild.organisation.permissions import may, refusal, refusal_anywhere, refusal_everywhere
from riskbild.organisation.queries import NodeSeen, members_at, node_seen_by, placements_of, sees_users, tree_seen_by
from riskbild.organisation.roles import ROLE_LABELS, Permission
from riskbild.web.forms.versions import written
from riskbild.web.organisation.fields import day_field
from riskbild.web.request import SignedInRequest, page, signed_in

type Crumb = tuple[str, str]


class DayForm(forms.Form):
    """The day that the tree is shown on."""

    datum = day_field(label=gettext_lazy("Visa organisationen den"), required=False)


@require_safe
@signed_in
def tree(request: SignedInRequest) -> HttpResponse:
    """The municipality's tree, today or on the day in the address."""
    form = DayForm(request.GET if "datum" in request.GET else {"datum": request.today})
    on = (form.cleaned_data["datum"] if form.is_valid() else None) or request.today
    shown = tree_seen_by(request.user, on)
    context = {
        "form": form,
        "on": on,
        "today": request.today,
        "is_today": on == request.today,
        "tree": shown,
        "kinds": KIND_LABELS,
        "root_id": shown.roots[0].id if shown.roots else None,
        "may_add": refusal_everywhere(request.user, Permission.MANAGE_ORGANISATION, today=request.today) is None,
    }
    return page(request, "organisation/tree.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def node(request: SignedInRequest, node_id: UUID) -> HttpResponse:
    """One part: what it is, where it has stood, what stands below it, who has a role there."""
    return node_page(request, node_id)


def node_page(
    request: SignedInRequest, node_id: UUID, *, refused: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    """A part's page, with the reasons why something just tried from it was not done."""
    seen = node_seen_by(request.user, node_id)
    standing = tree_seen_by(request.user, request.today)
    here = standing.get(node_id)
    context = {
        **about(seen),
        "kinds": KIND_LABELS,
        "path": standing.path(node_id)[:-1],
        "below": standing.children(node_id),
        "closed": here is not None and here.closed,
        "is_root": seen.kind == NodeKind.MUNICIPALITY,
        "refused": [("", sentence) for sentence in refused],
        "placements": placements_of(request.user, node_id),
        "members": members_at(request.user, node_id, request.today),
        "sees_users": sees_users(request.user, request.today),
        "roles": ROLE_LABELS,
        "version": written(seen.version, {}, ()),
        "manages": refusal_anywhere(request.user, Permission.MANAGE_ORGANISATION, today=request.today) is None,
        "refusal": refusal(request.user, Permission.MANAGE_ORGANISATION, node_id, today=request.today),
        "may_give": may(request.user, Permission.MANAGE_USERS, node_id, today=request.today),
        "crumbs": [organisation_crumb()],
    }
    return page(request, "organisation/node.html", context, status=status)


def about(node: NodeSeen) -> dict[str, Any]:
    """What every page below a part's own shows of it."""
    way = [organisation_crumb(), (node.name, reverse("node", args=[node.id]))]
    return {"node": node, "kind": KIND_LABELS[node.kind], "crumbs": way}


def organisation_crumb() -> Crumb:
    """The way to a part's page."""
    return _("Organisation"), reverse("organisation")
