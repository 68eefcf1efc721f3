"""The addresses of the register's checks."""

from django.urls import path

from riskbild.web.checking import repairing, views

urlpatterns = [
    path("granskning/", views.remarks, name="checking"),
    path("granskning/antal/", views.count, name="checking_count"),
    path("risk/<uuid:risk_id>/ratta/", repairing.repair, name="checking_repair"),
]
