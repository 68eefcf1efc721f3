"""The addresses of the oversight."""

from django.urls import path

from riskbild.web.oversight import consolidated, views

_REPORT = "uppsikt/rapport/<uuid:consolidated_id>/"

urlpatterns = [
    path("uppsikt/", views.oversight, name="oversight"),
    path("uppsikt/uppsikt.xlsx", views.xlsx, name="oversight_xlsx"),
    path("uppsikt/rapporter/", consolidated.listed, name="consolidated_reports"),
    path("uppsikt/rapporter/paborja/", consolidated.begin, name="consolidated_report_begin"),
    path(_REPORT, consolidated.report, name="consolidated_report"),
    path(f"{_REPORT}rapport.json", consolidated.download, name="consolidated_report_download"),
    path(f"{_REPORT}andra/", consolidated.edit, name="consolidated_report_edit"),
    path(f"{_REPORT}foresla/", consolidated.propose, name="consolidated_report_propose"),
    path(f"{_REPORT}ta-tillbaka/", consolidated.take_back, name="consolidated_report_take_back"),
    path(f"{_REPORT}aterremittera/", consolidated.give_back, name="consolidated_report_return"),
    path(f"{_REPORT}beslut/", consolidated.adopt, name="consolidated_report_adopt"),
    path(f"{_REPORT}slopa/", consolidated.drop, name="consolidated_report_drop"),
]
