"""The list of risks, as a page or as the part of it that changes, and the late fields of its filter."""

from dataclasses import replace
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from riskbild.organisation.roles import Permission
from riskbild.register.queries.filters import filtered
from riskbild.register.queries.listing import RiskList, list_risks
from riskbild.search import index
from riskbild.web.register import options
from riskbild.web.register.address import ListAddress
from riskbild.web.register.addressed import addressed, answer, filter_context
from riskbild.web.register.columns import DEFAULT, HEADINGS
from riskbild.web.register.reach import Reach
from riskbild.web.register.table import table_of
from riskbild.web.request import SignedInRequest, page_or_partial


@addressed
def register(request: SignedInRequest, address: ListAddress, reach: Reach) -> HttpResponseBase:
    """The list."""
    found = list_risks(request.user, address.request, request.today)
    context = filter_context(request, address, reach) | _list_context(request, address, reach, found)
    return answer(
        request, address, reach, template="register/list.html", partial="register/_risks.html", context=context
    )


@addressed
def more_filters(request: SignedInRequest, address: ListAddress, reach: Reach) -> HttpResponseBase:
    """The filter with every field, whose choices are looked up; a page of its own where there is no script."""
    context = filter_context(request, address, reach) | {"more": options.more_options(request, address)}
    return page_or_partial(request, "register/filter.html", "register/_more.html", context)


def _list_context(request: SignedInRequest, address: ListAddress, reach: Reach, found: RiskList) -> dict[str, Any]:
    language = request.LANGUAGE_CODE
    still_open = any(not one.closed for one in reach.in_year(address.wanted.year))
    return {
        "found": found,
        "table": table_of(request, address, reach, found),
        "all_columns": HEADINGS,
        "own_columns": not set(address.columns) <= set(DEFAULT),
        "sorts": options.sort_options(language),
        "groups": options.group_options(language),
        "sizes": options.size_options(),
        "suggestion": "" if found.total else _suggestion(request, address),
        "may_add": still_open and reach.access.anywhere(Permission.EDIT_RISK),
        "ways": _ways(reach) if still_open else (),
    }


def _ways(reach: Reach) -> list[tuple[str, str, str]]:
    """What the person may do with rows that are chosen: address, words and icon."""
    every = (
        (Permission.CHANGE_MANY, "register_bulk", _("Ändra valda …"), "edit"),
        (Permission.NOMINATE, "nominate", _("Nominera …"), ""),
        (Permission.EDIT_PLAN, "profile_choose", _("Ta med i riskbilden …"), ""),
        (Permission.ASSESS, "workshop_new", _("Bedöm tillsammans …"), ""),
    )
    return [(name, text, icon) for permission, name, text, icon in every if reach.access.anywhere(permission)]


def _suggestion(request: SignedInRequest, address: ListAddress) -> str:
    """What may have been meant where nothing was found; only if this person then finds something by it."""
    text = address.wanted.text
    meant = index.suggest(request.user.municipality_id, text) if text else None
    if not meant or not filtered(request.user, replace(address.wanted, text=meant), request.today).exists():
        return ""
    return meant
