"""The addresses of deviations."""

from django.urls import path

from riskbild.web.deviations import ending, listing, measuring, recording, showing

_ONE = "avvikelse/<uuid:deviation_id>/"

urlpatterns = [
    path("ar/<uuid:board_year_id>/avvikelser/", listing.deviations, name="deviations"),
    path("ar/<uuid:board_year_id>/avvikelser/ny/", recording.new, name="deviation_new"),
    path(_ONE, showing.deviation, name="deviation"),
    path(f"{_ONE}andra/", recording.edit, name="deviation_edit"),
    path(f"{_ONE}samma-som/", showing.again, name="deviation_again"),
    path(f"{_ONE}atgard/ny/", measuring.plan, name="deviation_measure_new"),
    path("avvikelse/atgard/<uuid:deviation_measure_id>/", measuring.report, name="deviation_measure"),
    path("avvikelse/atgard/<uuid:deviation_measure_id>/andra/", measuring.change, name="deviation_measure_edit"),
    path(f"{_ONE}godta/", ending.accept, name="deviation_accept"),
    path(f"{_ONE}avsluta/", ending.close, name="deviation_close"),
    path(f"{_ONE}oppna/", ending.reopen, name="deviation_reopen"),
]
