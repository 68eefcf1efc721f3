"""The addresses of evidence."""

from django.urls import path

from riskbild.web.evidence import adding, changing, file

_ONE = "underlag/<uuid:evidence_id>/"

urlpatterns = [
    path("rapport/<uuid:report_id>/underlag/", adding.to_report, name="evidence_to_report"),
    path("avvikelse/<uuid:deviation_id>/underlag/", adding.to_deviation, name="evidence_to_deviation"),
    path("avvikelse/atgard/<uuid:deviation_measure_id>/underlag/", adding.to_measure, name="evidence_to_measure"),
    path(_ONE, file.download, name="evidence"),
    path(f"{_ONE}ta-bort/", changing.remove, name="evidence_remove"),
    path(f"{_ONE}sekretess/", changing.secrecy, name="evidence_secrecy"),
]
