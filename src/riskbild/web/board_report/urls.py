"""The addresses of the board's reports."""

from django.urls import path

from riskbild.web.board_report import reading

_REPORT = "ar/rapport/<uuid:board_report_id>/"

urlpatterns = [
    path("ar/<uuid:board_year_id>/rapporter/", reading.listed, name="board_reports"),
    path("ar/<uuid:board_year_id>/rapporter/paborja/", reading.begin, name="board_report_begin"),
    path(_REPORT, reading.report, name="board_report"),
    path(f"{_REPORT}rapport.json", reading.download, name="board_report_download"),
    path(f"{_REPORT}andra/", reading.edit, name="board_report_edit"),
    path(f"{_REPORT}foresla/", reading.propose, name="board_report_propose"),
    path(f"{_REPORT}ta-tillbaka/", reading.take_back, name="board_report_take_back"),
    path(f"{_REPORT}aterremittera/", reading.give_back, name="board_report_return"),
    path(f"{_REPORT}beslut/", reading.adopt, name="board_report_adopt"),
    path(f"{_REPORT}slopa/", reading.drop, name="board_report_drop"),
]
