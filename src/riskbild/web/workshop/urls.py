"""The addresses of risk workshops."""

from django.urls import path

from riskbild.web.workshop import opening, reading, scoring, screen

_ONE = "ar/<uuid:board_year_id>/riskverkstad/<uuid:workshop_id>/"

urlpatterns = [
    path("ar/riskverkstad/ny/", opening.new, name="workshop_new"),
    path("ar/<uuid:board_year_id>/riskverkstad/", reading.workshops, name="workshops"),
    path(_ONE, reading.workshop, name="workshop"),
    path(f"{_ONE}avsluta/", opening.close, name="workshop_close"),
    path(f"{_ONE}<uuid:risk_id>/", scoring.score, name="workshop_score"),
    path(f"{_ONE}<uuid:risk_id>/skarm/", screen.screen, name="workshop_screen"),
    path(f"{_ONE}<uuid:risk_id>/visa/", screen.show, name="workshop_show"),
    path(f"{_ONE}<uuid:risk_id>/beslut/", screen.decide, name="workshop_decide"),
]
