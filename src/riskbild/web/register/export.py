"""The list as a file: exactly the rows that the filter leaves, whatever page of them is shown."""

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from riskbild.publishing import delimited, spreadsheet
from riskbild.web.register.address import ListAddress
from riskbild.web.register.addressed import addressed
from riskbild.web.register.reach import Reach
from riskbild.web.register.sheet import book_of
from riskbild.web.request import SignedInRequest

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@addressed
def xlsx(request: SignedInRequest, address: ListAddress, reach: Reach) -> HttpResponseBase:
    """The list as an Excel workbook, drawn row by row."""
    drawn = spreadsheet.draw(book_of(request, address, reach))
    return HttpResponse(drawn, content_type=_XLSX, headers=_headers(address, "xlsx"))


@addressed
def csv(request: SignedInRequest, address: ListAddress, reach: Reach) -> HttpResponseBase:
    """The list as a CSV file, sent while it is read."""
    lines = delimited.stream(book_of(request, address, reach))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=_headers(address, "csv"))


def _headers(address: ListAddress, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="riskregister-{address.wanted.year}.{ending}"'}
