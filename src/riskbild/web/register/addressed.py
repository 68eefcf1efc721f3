"""Views whose whole state stands in the address: read first, and refused with a reason where it cannot be."""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from riskbild.rules.refusal import Forbidden, Missing, Refused, Unreadable
from riskbild.web.register import options
from riskbild.web.register.address import ListAddress, read_address
from riskbild.web.register.chips import chips_of
from riskbild.web.register.reach import Reach, reach_of
from riskbild.web.request import SignedInRequest, page, page_or_partial, signed_in, wants_partial

type View[Address] = Callable[[SignedInRequest, Address, Reach], HttpResponseBase]
type Addressed = Callable[[HttpRequest], HttpResponseBase]


def addressed_by[Address](read: Callable[[QueryDict, Reach], Address]) -> Callable[[View[Address]], Addressed]:
    """What gives a view its address, read from the query, and the person's reach.

    A refusal can only mean that the address is none of ours, as one of its cursor does: it is answered with 400.
    """

    def addressed(view: View[Address]) -> Addressed:
        @require_safe
        @signed_in
        @wraps(view)
        def answered(request: SignedInRequest) -> HttpResponseBase:
            reach = reach_of(request)
            if not reach.years:
                return page(request, "register/nothing.html")
            try:
                return view(request, read(request.GET, reach), reach)
            except (Forbidden, Missing):
                raise
            except Refused as refusal:
                raise Unreadable(refusal.sentence) from refusal

        return answered

    return addressed


addressed = addressed_by(read_address)
"""A view of the register's list, whose state is the list's own address."""


def answer(
    request: SignedInRequest,
    address: ListAddress,
    reach: Reach,
    *,
    template: str,
    partial: str,
    context: Mapping[str, Any],
) -> HttpResponseBase:
    """The page, or its part with the address that the browser shall show.

    Another year has other methods and so another filter: then the browser is asked to fetch the whole page.
    """
    place = request.path + address.here
    if not wants_partial(request):
        return page_or_partial(request, template, partial, context)
    if address.wanted.year != _year_left(request, reach):
        return HttpResponse(headers={"HX-Redirect": place})
    response = page_or_partial(request, template, partial, context)
    response.headers["HX-Push-Url"] = place
    return response


def _year_left(request: SignedInRequest, reach: Reach) -> int | None:
    """The year of the page that asks for a part."""
    given = parse_qs(urlsplit(request.headers.get("HX-Current-URL", "")).query).get("year", [""])[0]
    return int(given) if re.fullmatch("[0-9]{4}", given) else reach.default_year


def filter_context(request: SignedInRequest, address: ListAddress, reach: Reach) -> dict[str, Any]:
    """What the filter's own template needs, and whether the year shown is sample data."""
    filters = address.filters
    return {
        "address": address,
        "filters": filters,
        "quick": options.quick_options(address, reach, request.LANGUAGE_CODE),
        "kept": {
            name: text for name, text in filters.items() if name not in options.QUICK and name not in options.MORE
        },
        "late": {name: text for name, text in filters.items() if name in options.MORE},
        "more": None,
        "chips": chips_of(request, address, reach),
        "sample": any(one.sample for one in reach.in_year(address.wanted.year)),
    }
