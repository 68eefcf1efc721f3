"""The planning's events in the trail."""

from riskbild.audit.event import event

RULES_MADE = event("planning.rules_made", sv="Kommunens regelverk sparades", en="Rule set saved")
YEAR_SET_UP = event("planning.year_set_up", sv="Årets inställningar ändrades", en="The year's settings changed")
DUTY_MARKED = event("planning.duty_marked", sv="Uppgiften markerades som klar", en="Duty marked as done")
DUTY_UNMARKED = event("planning.duty_unmarked", sv="Klarmarkeringen togs bort", en="Mark of a done duty removed")

NOMINATED = event("planning.nominated", sv="Risken nominerades", en="Risk nominated")
NOMINATION_WITHDRAWN = event("planning.nomination_withdrawn", sv="Nomineringen återtogs", en="Nomination withdrawn")
NOMINATION_TAKEN = event("planning.nomination_taken", sv="Nomineringen togs emot", en="Nomination taken")
NOMINATION_MERGED = event(
    "planning.nomination_merged", sv="Den nominerade risken fördes samman med en annan", en="Nominated risk merged"
)
NOMINATION_DECLINED = event("planning.nomination_declined", sv="Nomineringen avböjdes", en="Nomination declined")

PROFILE_RISK_CHOSEN = event("planning.profile_risk_chosen", sv="Risken togs med i riskbilden", en="Risk chosen")
PROFILE_RISK_REMOVED = event(
    "planning.profile_risk_removed", sv="Risken togs bort ur riskbilden", en="Risk removed from the profile"
)
PROFILE_ORDERED = event("planning.profile_ordered", sv="Riskbilden ordnades om", en="Risk profile reordered")

WORKSHOP_OPENED = event("planning.workshop_opened", sv="Riskverkstaden öppnades", en="Risk workshop opened")
WORKSHOP_SCORED = event(
    "planning.workshop_scored", sv="En deltagare bedömde risken", en="A participant scored the risk"
)
WORKSHOP_SHOWN = event("planning.workshop_shown", sv="Spridningen visades", en="The spread was shown")
WORKSHOP_DECIDED = event("planning.workshop_decided", sv="Gruppen bedömde risken", en="The group assessed the risk")
WORKSHOP_CLOSED = event("planning.workshop_closed", sv="Riskverkstaden avslutades", en="Risk workshop closed")

COMMON_ISSUED = event("planning.common_issued", sv="Den gemensamma kontrollen beslutades", en="Common control issued")
COMMON_WITHDRAWN = event(
    "planning.common_withdrawn", sv="Den gemensamma kontrollen drogs tillbaka", en="Common control withdrawn"
)

PLAN_OPENED = event("planning.plan_opened", sv="Planen påbörjades", en="Plan begun")
PLAN_DROPPED = event("planning.plan_dropped", sv="Utkastet slopades", en="Draft dropped")
ITEM_ADDED = event("planning.item_added", sv="Kontrollen lades till i planen", en="Item added to the plan")
ITEM_EDITED = event("planning.item_edited", sv="Kontrollen i planen ändrades", en="Item of the plan edited")
ITEM_REMOVED = event("planning.item_removed", sv="Kontrollen togs bort ur planen", en="Item removed from the plan")
ITEMS_ORDERED = event("planning.items_ordered", sv="Planen ordnades om", en="Plan reordered")
RISK_CHOSEN_FOR_PLAN = event(
    "planning.risk_chosen_for_plan", sv="Val till planen gjordes för risken", en="Risk chosen for the plan or not"
)
PLAN_PROPOSED = event("planning.plan_proposed", sv="Planen föreslogs", en="Plan proposed")
PLAN_TAKEN_BACK = event("planning.plan_taken_back", sv="Förslaget togs tillbaka", en="Proposal taken back")
PLAN_RETURNED = event("planning.plan_returned", sv="Planen återremitterades", en="Plan returned")
PLAN_ADOPTED = event("planning.plan_adopted", sv="Planen fastställdes", en="Plan adopted")
PLAN_REPLACED = event("planning.plan_replaced", sv="Planen ersattes av en revidering", en="Plan replaced by a revision")
PLAN_REVISION_BEGUN = event("planning.plan_revision_begun", sv="En revidering påbörjades", en="Revision begun")
PLAN_CLOSED = event("planning.plan_closed", sv="Planen avslutades", en="Plan closed")

YEAR_CARRIED_OVER = event("planning.year_carried_over", sv="Fjolåret fördes över", en="Last year carried over")
PLAN_IMPORT_UNDONE = event(
    "planning.plan_import_undone", sv="Inläsningen av planen ångrades", en="Import of the plan undone"
)
PLAN_IMPORTED = event("planning.plan_imported", sv="Planen lästes in ur ett dokument", en="Plan imported")
