"""The follow-up's events in the trail."""

from riskbild.audit.event import event

PERIOD_ADDED = event("followup.period_added", sv="En egen period lades till", en="Period added")
PERIOD_DATED = event("followup.period_dated", sv="Periodens dagar ändrades", en="The period's days changed")
PERIOD_DROPPED = event("followup.period_dropped", sv="Perioden togs bort", en="Period removed")
PERIOD_OPENED = event("followup.period_opened", sv="Perioden öppnades för rapportering", en="Period opened")
PERIOD_SYNCED = event(
    "followup.period_synced",
    sv="Det som ska rapporteras uppdaterades mot planen",
    en="Brought up to date with the plan",
)
PERIOD_CLOSED = event("followup.period_closed", sv="Perioden stängdes", en="Period closed")
PERIOD_REOPENED = event("followup.period_reopened", sv="Perioden öppnades igen", en="Period reopened")

REPORTED = event("followup.reported", sv="Kontrollen rapporterades", en="Report given")
REPORT_CHANGED = event("followup.report_changed", sv="Rapporten ändrades", en="Report changed")
REPORT_ASSIGNED = event("followup.report_assigned", sv="Någon utsågs att rapportera", en="Somebody appointed to report")
REPORT_DELEGATED = event("followup.report_delegated", sv="Rapporten delegerades", en="Report delegated")
DELEGATION_ENDED = event("followup.delegation_ended", sv="Delegeringen togs tillbaka", en="Delegation taken back")

ROLE_HELD = event("followup.role_held", sv="Innehavare av rollen ändrades", en="Holders of the role changed")
STAND_IN_APPOINTED = event("followup.stand_in_appointed", sv="En ersättare utsågs", en="Stand-in appointed")
STAND_IN_ENDED = event("followup.stand_in_ended", sv="Ersättarens tid avslutades", en="Stand-in ended")

REPORTS_IMPORTED = event(
    "followup.reports_imported", sv="Uppföljningen lästes in ur ett dokument", en="Follow-up imported"
)
REPORTS_IMPORT_UNDONE = event(
    "followup.reports_import_undone", sv="Inläsningen av uppföljningen ångrades", en="Import of the follow-up undone"
)

PEOPLE_REMINDED = event("followup.people_reminded", sv="Påminnelser skickades", en="Reminders sent")
REMINDERS_SET = event("followup.reminders_set", sv="Dagarna för påminnelser ändrades", en="Reminder days changed")
