"""The intake's events in the trail."""

from riskbild.audit.event import event

RECEIVED = event("intake.received", sv="Filen lämnades för inläsning", en="File received for intake")
READ = event("intake.read", sv="Filen lästes", en="File read")
READ_AGAIN = event("intake.read_again", sv="Ny läsning av filen begärdes", en="New reading of the file asked for")
REFUSED = event("intake.refused", sv="Filen kunde inte läsas", en="File could not be read")
CORRECTED = event("intake.corrected", sv="Det inlästa rättades", en="What was read was corrected")
CORRECTION_WITHDRAWN = event("intake.correction_withdrawn", sv="En rättelse togs tillbaka", en="Correction taken back")
METHOD_CHOSEN = event(
    "intake.method_chosen", sv="Bedömningsmodell valdes för inläsningen", en="Method chosen for the intake"
)
COLUMNS_SET = event("intake.columns_set", sv="Kolumnernas betydelse ändrades", en="Meaning of columns changed")
ACCEPTED = event("intake.accepted", sv="Inläsningen godkändes", en="Intake accepted")
WORKBOOK_APPLIED = event(
    "intake.workbook_applied", sv="Ändringar ur en arbetsbok godkändes", en="Changes from a workbook accepted"
)
UNDONE = event("intake.undone", sv="Inläsningen ångrades", en="Intake undone")
REOPENED = event("intake.reopened", sv="Inläsningen öppnades för ny granskning", en="Intake opened for review again")
DISCARDED = event("intake.discarded", sv="Inläsningen kastades", en="Intake discarded")
