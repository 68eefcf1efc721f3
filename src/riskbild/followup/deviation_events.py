"""The events of deviations, samples and evidence in the trail."""

from riskbild.audit.event import event

DEVIATION_RECORDED = event("followup.deviation_recorded", sv="Avvikelsen registrerades", en="Deviation recorded")
DEVIATION_CHANGED = event("followup.deviation_changed", sv="Avvikelsen ändrades", en="Deviation changed")
DEVIATION_AGAIN = event(
    "followup.deviation_again", sv="Avvikelsen kopplades till ett tidigare år", en="Deviation tied to an earlier year"
)
DEVIATION_TOLD = event(
    "followup.deviation_told", sv="Den större avvikelsen meddelades genast", en="Major deviation told at once"
)
DEVIATION_ACCEPTED = event("followup.deviation_accepted", sv="Avvikelsen godtogs", en="Deviation accepted")
DEVIATION_CLOSED = event("followup.deviation_closed", sv="Avvikelsen avslutades", en="Deviation closed")
DEVIATION_REOPENED = event("followup.deviation_reopened", sv="Avvikelsen öppnades igen", en="Deviation reopened")
MEASURE_PLANNED = event(
    "followup.deviation_measure_planned", sv="En åtgärd mot avvikelsen beslutades", en="Measure planned"
)
MEASURE_CHANGED = event(
    "followup.deviation_measure_changed", sv="Åtgärden mot avvikelsen ändrades", en="Measure changed"
)

SAMPLE_STARTED = event("followup.sample_started", sv="En population lämnades för stickprov", en="Population sent")
SAMPLE_KEPT_UNTIL = event(
    "followup.sample_kept_until", sv="Stickprovets gallringsdag ändrades", en="Day of weeding of a sample changed"
)
SAMPLE_READ_ANEW = event("followup.sample_read_anew", sv="Populationen lästes på annat sätt", en="Population read anew")
SAMPLE_DRAWN = event("followup.sample_drawn", sv="Stickprovet drogs", en="Sample drawn")
SAMPLE_JUDGED = event("followup.sample_judged", sv="En rad i stickprovet bedömdes", en="Sample row judged")
SAMPLE_CONCLUDED = event("followup.sample_concluded", sv="Stickprovet avslutades", en="Sample concluded")
SAMPLE_TAKEN_UP = event("followup.sample_taken_up", sv="Stickprovet öppnades igen", en="Sample taken up again")
SAMPLE_WITHDRAWN = event("followup.sample_withdrawn", sv="Stickprovet återkallades", en="Sample withdrawn")
SAMPLE_WEEDED = event("followup.sample_weeded", sv="Populationen gallrades", en="Population weeded")

EVIDENCE_ADDED = event("followup.evidence_added", sv="Underlag lades till", en="Evidence added")
EVIDENCE_MARKED = event(
    "followup.evidence_marked", sv="Underlagets sekretess ändrades", en="Secrecy of evidence changed"
)
EVIDENCE_REMOVED = event("followup.evidence_removed", sv="Underlaget togs bort", en="Evidence removed")
