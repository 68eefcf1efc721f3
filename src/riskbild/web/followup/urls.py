"""The addresses of follow-up: mine, by link, a year's periods, a control's history, measures, people."""

from django.urls import path

from riskbild.web.followup import (
    board,
    follow_up,
    handing,
    history,
    linked,
    links,
    measures,
    mine,
    people,
    periods,
    reporting,
    years,
)

_REPORT = "uppfoljning/rapport/<uuid:report_id>/"
_PERIOD = "ar/period/<uuid:period_id>/"
_LINK = "r/<str:token>/"

urlpatterns = [
    path("uppfoljning/", mine.mine, name="my_reports"),
    path("uppfoljning/period/<uuid:period_id>/", reporting.my_period, name="my_period"),
    path("uppfoljning/ersattare/", people.stand_ins, name="stand_ins"),
    path("uppfoljning/ersattare/<uuid:stand_in_id>/avsluta/", people.end, name="stand_in_end"),
    path(_REPORT, reporting.report, name="report"),
    path(f"{_REPORT}utkast/", reporting.keep, name="report_draft"),
    path(f"{_REPORT}vid-sidan/", reporting.discard, name="report_aside"),
    path(f"{_REPORT}lamna-over/", handing.delegate, name="report_delegate"),
    path(f"{_REPORT}ta-tillbaka/", handing.take_back, name="report_take_back"),
    path(_LINK, linked.link, name="report_link"),
    path(f"{_LINK}<uuid:report_id>/", linked.report, name="link_report"),
    path(f"{_LINK}<uuid:report_id>/utkast/", linked.keep, name="link_report_draft"),
    path(f"{_LINK}<uuid:report_id>/vid-sidan/", linked.discard, name="link_report_aside"),
    path(f"{_LINK}<uuid:report_id>/underlag/", linked.evidence, name="link_evidence"),
    path(f"{_LINK}underlag/<uuid:evidence_id>/", linked.file, name="link_evidence_file"),
    path("ar/<uuid:board_year_id>/uppfoljning/", years.year, name="followup"),
    path("ar/<uuid:board_year_id>/uppfoljning/oppna/", periods.open_, name="period_open"),
    path("ar/<uuid:board_year_id>/uppfoljning/ny-period/", periods.add, name="period_add"),
    path("ar/<uuid:board_year_id>/uppfoljning/roller/", people.roles, name="followup_roles"),
    path("ar/<uuid:board_year_id>/atgarder/", measures.measures, name="measures"),
    path(_PERIOD, board.board, name="period_board"),
    path(f"{_PERIOD}uppfoljning/", follow_up.follow_up, name="period_follow_up"),
    path(f"{_PERIOD}dagar/", periods.dates, name="period_dates"),
    path(f"{_PERIOD}uppdatera/", periods.sync, name="period_sync"),
    path(f"{_PERIOD}stang/", periods.close, name="period_close"),
    path(f"{_PERIOD}oppna-igen/", periods.reopen, name="period_reopen"),
    path(f"{_PERIOD}ta-bort/", periods.drop, name="period_drop"),
    path(f"{_PERIOD}lankar/", links.links, name="period_links"),
    path(f"{_PERIOD}paminn/", periods.remind_people, name="period_remind"),
    path(f"{_PERIOD}utse/", handing.assign, name="period_assign"),
    path("ar/kontroll/<uuid:lineage>/historik/", history.history, name="control_history"),
]
