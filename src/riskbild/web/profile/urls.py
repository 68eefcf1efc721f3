"""The addresses of the consolidated risk profile."""

from django.urls import path

from riskbild.web.profile import choosing, ordering, reading, responding

urlpatterns = [
    path("ar/riskbild/valj/", choosing.choose, name="profile_choose"),
    path("ar/<uuid:board_year_id>/riskbild/", reading.profile, name="profile"),
    path("ar/<uuid:board_year_id>/riskbild/utskrift/", reading.printed, name="profile_print"),
    path("ar/<uuid:board_year_id>/riskbild/ordna/", ordering.order, name="profile_order"),
    path("ar/<uuid:board_year_id>/riskbild/<uuid:risk_id>/stallning/", responding.respond, name="profile_respond"),
]
