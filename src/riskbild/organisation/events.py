"""The organisation's events in the trail."""

from riskbild.audit.event import event

MUNICIPALITY_CREATED = event("organisation.municipality_created", sv="Kommunen lades upp", en="Municipality created")
NODE_CREATED = event("organisation.node_created", sv="Organisationsdelen lades upp", en="Organisation node created")
NODE_RENAMED = event("organisation.node_renamed", sv="Organisationsdelen ändrades", en="Organisation node changed")
NODE_MOVED = event("organisation.node_moved", sv="Organisationsdelen flyttades", en="Organisation node moved")
NODE_CLOSED = event("organisation.node_closed", sv="Organisationsdelen avslutades", en="Organisation node closed")
NODE_REOPENED = event(
    "organisation.node_reopened", sv="Organisationsdelen återöppnades", en="Organisation node reopened"
)
USER_CREATED = event("organisation.user_created", sv="Användaren lades upp", en="User created")
USER_CHANGED = event("organisation.user_changed", sv="Användaren ändrades", en="User changed")
USER_DEACTIVATED = event("organisation.user_deactivated", sv="Användaren spärrades", en="User deactivated")
USER_ACTIVATED = event("organisation.user_activated", sv="Användaren öppnades igen", en="User activated")
PASSWORD_SET = event("organisation.password_set", sv="Lösenordet byttes", en="Password set")
SESSIONS_ENDED = event("organisation.sessions_ended", sv="Alla inloggningar avslutades", en="All sessions ended")
ROLE_GIVEN = event("organisation.role_given", sv="Rollen gavs", en="Role given")
ROLE_ENDED = event("organisation.role_ended", sv="Rollen avslutades", en="Role ended")
