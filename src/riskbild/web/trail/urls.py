"""The addresses of the trail."""

from django.urls import path

from riskbild.web.trail import erasing, reading

urlpatterns = [
    path("granskningsspar/", reading.trail, name="trail"),
    path("granskningsspar/radera/", erasing.erase, name="trail_erase"),
]
