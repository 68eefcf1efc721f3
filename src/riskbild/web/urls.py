"""Every address of the web, a line for each area."""

from django.urls import include, path

urlpatterns = [
    path("", include("riskbild.web.account.urls")),
    path("", include("riskbild.web.start.urls")),
    path("", include("riskbild.web.register.urls")),
    path("", include("riskbild.web.heat.urls")),
    path("", include("riskbild.web.risk.urls")),
    path("", include("riskbild.web.checking.urls")),
    path("", include("riskbild.web.intake.urls")),
    path("", include("riskbild.web.plan.urls")),
    path("", include("riskbild.web.followup.urls")),
    path("", include("riskbild.web.samples.urls")),
    path("", include("riskbild.web.evidence.urls")),
    path("", include("riskbild.web.deviations.urls")),
    path("", include("riskbild.web.board_report.urls")),
    path("", include("riskbild.web.oversight.urls")),
    path("", include("riskbild.web.cycle.urls")),
    path("", include("riskbild.web.nominations.urls")),
    path("", include("riskbild.web.workshop.urls")),
    path("", include("riskbild.web.profile.urls")),
    path("", include("riskbild.web.documents.urls")),
    path("", include("riskbild.web.organisation.urls")),
    path("", include("riskbild.web.users.urls")),
    path("", include("riskbild.web.method.urls")),
    path("", include("riskbild.web.trail.urls")),
    path("", include("riskbild.web.delivery.urls")),
    path("", include("riskbild.web.public.urls")),
]
