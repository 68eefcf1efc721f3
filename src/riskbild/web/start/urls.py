"""The addresses of the start page."""

from django.urls import path

from riskbild.web.start import reporting, views

urlpatterns = [
    path("", views.start, name="start"),
    path("arbete/", views.year_work, name="start_year_work"),
    path("atgard/<uuid:measure_id>/rapportera/", reporting.report, name="start_report"),
]
