"""The heat map as a page, or as the part of it that changes with the filter."""

from django.http.response import HttpResponseBase

from riskbild.register.queries.heat import heat_maps
from riskbild.web.heat.maps import maps_of
from riskbild.web.register.address import ListAddress
from riskbild.web.register.addressed import addressed, answer, filter_context
from riskbild.web.register.reach import Reach
from riskbild.web.request import SignedInRequest


@addressed
def heat_map(request: SignedInRequest, address: ListAddress, reach: Reach) -> HttpResponseBase:
    """One map for each method that boards work with in the year; squares lead to the list of their risks."""
    counted = heat_maps(request.user, address.wanted, request.today)
    maps = maps_of(counted, address, reach)
    context = filter_context(request, address, reach) | {"maps": maps, "total": sum(one.total for one in maps)}
    return answer(request, address, reach, template="heat/map.html", partial="heat/_maps.html", context=context)
