"""The register's events in the trail."""

from riskbild.audit.event import event

YEAR_OPENED = event("register.year_opened", sv="Året öppnades", en="Year opened")
YEAR_CLOSED = event("register.year_closed", sv="Året stängdes", en="Year closed")
YEAR_REOPENED = event("register.year_reopened", sv="Året öppnades igen", en="Year reopened")
YEAR_METHOD_SET = event(
    "register.year_method_set", sv="Bedömningsmodellen byttes för året", en="Method of the year set"
)
METHOD_MADE = event("register.method_made", sv="En version av bedömningsmodellen sparades", en="Method version saved")
RISK_ADDED = event("register.risk_added", sv="Risken lades till", en="Risk added")
RISK_IMPORTED = event(
    "register.risk_imported", sv="Risken lästes in ur ett dokument", en="Risk imported from a document"
)
RISK_CARRIED_OVER = event(
    "register.risk_carried_over", sv="Risken fördes över från ett tidigare år", en="Risk carried over"
)
RISK_EDITED = event("register.risk_edited", sv="Risken ändrades", en="Risk edited")
RISK_ASSESSED = event("register.risk_assessed", sv="Risken bedömdes", en="Risk assessed")
RISK_RESPONDED = event("register.risk_responded", sv="Ställning togs till risken", en="Risk response decided")
RISK_ARCHIVED = event("register.risk_archived", sv="Risken avfördes", en="Risk archived")
RISK_RESTORED = event("register.risk_restored", sv="Risken togs tillbaka", en="Risk restored")
SECRECY_MARKED = event("register.secrecy_marked", sv="Sekretess markerades", en="Secrecy marked")
SECRECY_LIFTED = event("register.secrecy_lifted", sv="Sekretessmarkeringen togs bort", en="Secrecy lifted")
MEASURE_ADDED = event("register.measure_added", sv="Åtgärden lades till", en="Measure added")
MEASURE_EDITED = event("register.measure_edited", sv="Åtgärden ändrades", en="Measure edited")
MEASURE_REMOVED = event("register.measure_removed", sv="Åtgärden togs bort", en="Measure removed")
MEASURE_REPORTED = event("register.measure_reported", sv="Åtgärdens läge rapporterades", en="Measure reported")
DOCUMENT_IMPORTED = event("register.document_imported", sv="Dokumentet lästes in", en="Document imported")
DOCUMENT_WITHDRAWN = event("register.document_withdrawn", sv="Inläsningen av dokumentet ångrades", en="Import undone")
VIEW_SAVED = event("register.view_saved", sv="Vyn sparades", en="View saved")
VIEW_REMOVED = event("register.view_removed", sv="Vyn togs bort", en="View removed")
