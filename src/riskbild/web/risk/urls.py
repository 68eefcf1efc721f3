"""The addresses of one risk."""

from django.urls import path

from riskbild.web.risk import adding, archiving, assessing, editing, measures, reading, responding, secrecy

urlpatterns = [
    path("risk/ny/", adding.new, name="risk_new"),
    path("risk/<uuid:risk_id>/", reading.risk, name="risk"),
    path("risk/<uuid:risk_id>/spar/", reading.trail, name="risk_trail"),
    path("risk/<uuid:risk_id>/andra/", editing.edit, name="risk_edit"),
    path("risk/<uuid:risk_id>/bedom/", assessing.assess, name="risk_assess"),
    path("risk/<uuid:risk_id>/stallning/", responding.respond, name="risk_respond"),
    path("risk/<uuid:risk_id>/sekretess/", secrecy.mark, name="risk_secrecy"),
    path("risk/<uuid:risk_id>/sekretess/hav/", secrecy.lift, name="risk_secrecy_lift"),
    path("risk/<uuid:risk_id>/avfor/", archiving.archive, name="risk_archive"),
    path("risk/<uuid:risk_id>/ta-tillbaka/", archiving.restore, name="risk_restore"),
    path("risk/<uuid:risk_id>/atgard/ny/", measures.new, name="measure_new"),
    path("risk/<uuid:risk_id>/atgard/<uuid:measure_id>/andra/", measures.edit, name="measure_edit"),
    path("risk/<uuid:risk_id>/atgard/<uuid:measure_id>/lage/", measures.report, name="measure_report"),
    path("risk/<uuid:risk_id>/atgard/<uuid:measure_id>/ta-bort/", measures.remove, name="measure_remove"),
]
