"""Every address of the web: who may read it, who may send to it, and what is sent. A new address is described here.

Rights are told by permission and reach: `here` at the board whose things are walked, `somewhere` in the municipality,
`everywhere` in the whole of it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from tests.web.world import BOARD, ELSEWHERE, ROOT, Person, World

from riskbild.organisation.roles import Permission, Role
from riskbild.web.risk.keys import new_key

type Allowed = Callable[[Person], bool]
type Body = Callable[[World, Person, str], dict[str, Any]]


def here(*permissions: Permission) -> Allowed:
    """Who has one of the permissions at the board."""
    return lambda person: person.inside and any(person.has(one) for one in permissions)


def somewhere(*permissions: Permission) -> Allowed:
    """Who has one of the permissions at some place of their own municipality."""
    return lambda person: any(person.has(one) for one in permissions)


def everywhere(permission: Permission) -> Allowed:
    """Who has the permission in the whole of their municipality."""
    return lambda person: person.place in {ROOT, ELSEWHERE} and person.has(permission)


def own_municipality(person: Person) -> bool:
    """Everybody in the municipality: its organisation is no secret inside it."""
    return person.place != ELSEWHERE


def anybody(_person: Person) -> bool:
    """Everybody who is signed in."""
    return True


def reporter_or(*permissions: Permission) -> Allowed:
    """Whoever the measure was given to, and who has one of the permissions at the board."""
    return lambda person: (person.place, person.role) == (BOARD, Role.REPORTER) or here(*permissions)(person)


def the_coordinator(person: Person) -> bool:
    """Whose saved view it is."""
    return (person.place, person.role) == (BOARD, Role.COORDINATOR)


def reads_secrets(person: Person) -> bool:
    """Who reads everything at the board, also what is secret."""
    return person.inside and person.has(Permission.READ) and person.has(Permission.READ_SECRET)


@dataclass(frozen=True)
class Page:
    """One address. `read` and `send` are who may; none means that the method is not there.

    `at` names other things than the usual ones for its parameters, `query` a query with the board's things in it,
    `also` statuses beyond 403 and 404 that a refusal may have there.
    """

    read: Allowed | None = None
    send: Allowed | None = None
    body: Body | None = None
    at: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    also: frozenset[int] = frozenset()


def fields(**values: str) -> Body:
    """A body written out; `{thing}` stands for the key of one of the world's things."""
    return lambda world, _person, _address: {name: text.format(**world.things) for name, text in values.items()}


def form(by: tuple[str, Role], **values: str) -> Body:
    """The page's own form as one who may sees it, with some fields filled in; its key made for the sender."""

    def body(world: World, person: Person, address: str) -> dict[str, Any]:
        if address not in world.forms:
            world.forms[address] = form_of(world.person(*by).browser().get(address).text)
        sent = world.forms[address]
        assert sent, f"{by} sees no form at {address}"
        made = {name: text.format(**world.things) for name, text in values.items()}
        key = {"key": new_key(person.user.pk)} if "key" in sent else {}
        return sent | made | key

    return body


class _Form(HTMLParser):
    """Collects the fields of the first form in the page's main part that is sent with POST."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.state = "before"
        self.text = self.choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and self.state == "main" and given.get("method") == "post":
            self.state = "form"
        elif tag == "main":
            self.state = "main"
        if self.state == "form":
            self._field(tag, given)

    def _field(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "input" and (given.get("type") not in {"radio", "checkbox"} or "checked" in given):
            self.values[given["name"]] = given.get("value", "")
        elif tag == "textarea":
            self.text = given["name"]
            self.values[self.text] = ""
        elif tag == "select":
            self.choice = given["name"]
        elif tag == "option" and (self.choice not in self.values or "selected" in given):
            self.values[self.choice] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.state == "form":
            self.state = "after"
        elif tag == "textarea":
            self.text = ""

    def handle_data(self, data: str) -> None:
        if self.text:
            self.values[self.text] += data.removeprefix("\n")


def form_of(html: str) -> dict[str, str]:
    """The names and values of the form on a page."""
    parsed = _Form()
    parsed.feed(re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL))
    parsed.values.pop("csrfmiddlewaretoken", None)
    return parsed.values


def both(allowed: Allowed, body: Body, **more: Any) -> Page:
    """A form and its sending, with the same right."""
    return Page(read=allowed, send=allowed, body=body, **more)


WORKER, ADMIN, OWN = (BOARD, Role.COORDINATOR), (ROOT, Role.ADMINISTRATOR), (BOARD, Role.REPORTER)
EDITS, ASSESSES, RESPONDS = here(Permission.EDIT_RISK), here(Permission.ASSESS), here(Permission.RESPOND)
MARKS_SECRECY, MANAGES_YEARS = here(Permission.MARK_SECRECY), here(Permission.MANAGE_YEAR)
READS, SEES_A_REGISTER = (reach(Permission.READ, Permission.READ_OWN) for reach in (here, somewhere))
READS_ALL, NOMINATES = here(Permission.READ), here(Permission.NOMINATE)
ORGANISES, GIVES_ROLES = here(Permission.MANAGE_ORGANISATION), here(Permission.MANAGE_USERS)
SEES_USERS = somewhere(Permission.MANAGE_USERS, Permission.READ_TRAIL)
MANAGES_USERS, ERASES = everywhere(Permission.MANAGE_USERS), everywhere(Permission.ERASE_TRAIL)
READS_METHODS = somewhere(Permission.READ, Permission.READ_OWN, Permission.MANAGE_METHOD)
WRITES_METHODS = somewhere(Permission.MANAGE_METHOD)
REPORTS = reporter_or(Permission.EDIT_RISK)
IMPORTS = here(Permission.IMPORT)
EDITS_PLAN, ADOPTS = here(Permission.EDIT_PLAN), here(Permission.ADOPT_PLAN)
DECIDES_COMMON, SECRETARY = everywhere(Permission.DECIDE_COMMON), (BOARD, Role.SECRETARY)
BAD = frozenset({400, 409, 422})
PUBLIC = frozenset({"sign_in", "sign_out", "language", "theme"})
"""What is reached without signing in."""

PAGES: dict[str, Page] = {
    # One's own account
    "sign_out_everywhere": Page(send=anybody),
    "password": both(anybody, fields(current="fel", new="x", repeated="y")),
    # Start
    "start": Page(read=anybody),
    "start_year_work": Page(read=anybody),
    "start_report": Page(send=REPORTS, body=fields(version="1", progress="ongoing")),
    # The register
    "register": Page(read=SEES_A_REGISTER, query="year=2026&node={board}&method={method}"),
    "register_filter": Page(read=SEES_A_REGISTER, query="year=2026&node={board}"),
    "register_xlsx": Page(read=SEES_A_REGISTER, query="year=2026&node={board}"),
    "register_csv": Page(read=SEES_A_REGISTER, query="year=2026&node={board}"),
    "register_views": Page(read=anybody),
    "register_view_save": Page(send=anybody, body=fields(name="Vy", query="")),
    "register_view_remove": Page(send=the_coordinator),
    "register_bulk": Page(
        read=anybody, send=here(Permission.CHANGE_MANY), also=BAD,
        body=fields(risk="{risk}.3", change="category", category="Ny", step="save", in_plan=""),
    ),
    # Files on their way in
    "intakes": Page(read=somewhere(Permission.IMPORT), query="namnd={board}"),
    "intake_send": Page(
        send=IMPORTS, body=fields(board="{board}", year="2026", text="Risk;Sannolikhet\nNy risk;2\nAnnan risk;1")
    ),
    "intake": Page(read=IMPORTS),
    "intake_progress": Page(read=IMPORTS),
    "intake_file": Page(read=IMPORTS),
    "intake_page": Page(read=IMPORTS, at={"intake_id": "paper"}),
    "intake_source": Page(read=IMPORTS, at={"intake_id": "accepted_intake"}),
    "intake_cell": Page(send=IMPORTS, body=fields(rad="r1", cell="comment", text="Ny", var="")),
    "intake_join": Page(send=IMPORTS, body=fields(rad="r1", version="4", mellan="space")),
    "intake_take_back": Page(send=IMPORTS, body=fields(version="4")),
    "intake_split": both(IMPORTS, fields(**{"version": "4", "upper-risk": "Kvar", "lower-risk": "Ny"})),
    "intake_choose": Page(send=IMPORTS, body=fields(visad="r0")),
    "intake_accept": Page(send=IMPORTS, body=fields(visad="r0", ta="r0", version="4")),
    "intake_columns": both(IMPORTS, fields(**{"version": "4", "falt-category": "heading"})),
    "intake_document": both(IMPORTS, fields(version="4", title="Ny titel")),
    "intake_text": Page(send=IMPORTS, body=fields(version="4", text_key="", section="", text="Ny text")),
    "intake_method": Page(send=IMPORTS, body=fields(version="4", modell="{method}")),
    "intake_undo": both(IMPORTS, fields(), at={"intake_id": "accepted_intake"}),
    "intake_discard": both(IMPORTS, fields(version="4")),
    "intake_reopen": Page(send=IMPORTS, body=fields(version="5"), at={"intake_id": "undone_intake"}),
    "intake_read_again": Page(send=IMPORTS, body=fields(version="3"), at={"intake_id": "refused_intake"}),
    "heatmap": Page(read=SEES_A_REGISTER, query="year=2026&node={board}"),
    # Looking the register over
    "checking": Page(read=SEES_A_REGISTER, query="year=2026&node={board}"),
    "checking_count": Page(read=SEES_A_REGISTER, query="year=2026&node={board}"),
    "checking_repair": Page(
        read=EDITS, send=EDITS, at={"risk_id": "status_risk"}, query="regel=RB501&falt=deadline",
        body=fields(version="1.", regel="RB501", falt="deadline"),
    ),
    # A risk
    "risk": Page(read=READS),
    "risk_trail": Page(read=READS),
    "risk_new": Page(
        read=somewhere(Permission.EDIT_RISK), send=EDITS,
        body=form(WORKER, risk="Ny risk", node="{node}", board_year="{board_year}"),
    ),
    "risk_edit": both(EDITS, form(WORKER, comment="Ny")),
    "risk_assess": both(ASSESSES, form(WORKER, kind="residual", likelihood="1", impact="1")),
    "risk_respond": both(RESPONDS, form(WORKER, response="accept", reason="Liten.")),
    "risk_secrecy": both(MARKS_SECRECY, form(WORKER, field="comment", paragraph="18 kap. 8 §", reason="Skäl")),
    "risk_secrecy_lift": Page(send=MARKS_SECRECY, body=fields(version="3.", field="causes")),
    "risk_archive": both(EDITS, form(WORKER, reason="Utgår.")),
    "risk_restore": Page(send=EDITS, body=fields(version="2."), at={"risk_id": "archived_risk"}),
    "measure_new": both(EDITS, form(WORKER, text="Ny åtgärd")),
    "measure_edit": both(EDITS, form(WORKER, text="Annan åtgärd")),
    "measure_report": both(REPORTS, form(OWN, progress="done", note="Klart.")),
    "measure_remove": both(EDITS, form(WORKER)),
    # A board's year
    "years": Page(read=anybody),
    "cycle": Page(read=READS_ALL),
    "cycle_calendar": Page(read=READS_ALL),
    "duty_mark": both(
        MANAGES_YEARS, fields(uppgift="plan_sent", done_on="2026-01-20", note=""), query="uppgift=plan_sent"
    ),
    "duty_unmark": Page(send=MANAGES_YEARS, body=fields(uppgift="follow_up_t1")),
    "year_rules": Page(read=READS_ALL),
    "year_rules_edit": both(MANAGES_YEARS, form(WORKER, parts="H1,H2", selection="", nominates="no", rule_set="")),
    "rule_sets": Page(read=anybody),
    "rule_set_new": both(
        everywhere(Permission.DECIDE_COMMON), form((ROOT, Role.COORDINATOR), name="Nya regler", decision="KF § 1")
    ),
    # Nominations
    "nominate": Page(
        read=somewhere(Permission.NOMINATE), send=NOMINATES, also=BAD, query="risk={others_risk}",
        body=fields(risk="{unit_risk}", step="save", motive="Viktig.", to_node=""),
    ),
    "nominations": Page(read=READS_ALL),
    "nominations_decide": Page(
        send=here(Permission.DECIDE_NOMINATION), body=fields(nomination="{nomination}.1", answer="take"), also=BAD
    ),
    "nomination": both(here(Permission.DECIDE_NOMINATION), form(WORKER, answer="decline", reason="Nej.")),
    "nomination_withdraw": Page(send=NOMINATES, body=fields(version="1")),
    # Workshops
    "workshop_new": Page(
        read=somewhere(Permission.ASSESS), send=ASSESSES, also=BAD,
        body=fields(risk="{risk}", step="save", title="Ny", held_on="2026-11-01", node="{board}", way="alone"),
    ),
    "workshops": Page(read=READS_ALL),
    "workshop": Page(read=READS_ALL),
    "workshop_close": Page(send=ASSESSES, body=fields(version="1")),
    "workshop_score": both(ASSESSES, fields(likelihood="1", impact="1")),
    "workshop_screen": Page(read=READS_ALL),
    "workshop_show": Page(send=ASSESSES),
    "workshop_decide": Page(
        send=ASSESSES, at={"workshop_id": "group_workshop"},
        body=fields(version="3.", kind="inherent", likelihood="1", impact="2", motive="Vi."),
    ),
    # The risk profile
    "profile": Page(read=READS_ALL),
    "profile_print": Page(read=READS_ALL),
    "profile_order": both(here(Permission.EDIT_PLAN), form(WORKER)),
    "profile_respond": both(RESPONDS, form(WORKER, response="accept", reason="Liten.")),
    "profile_choose": Page(
        read=somewhere(Permission.EDIT_PLAN), send=here(Permission.EDIT_PLAN), also=BAD,
        body=fields(risk="{others_risk}", step="save", node="{board}"),
    ),
    # The control plan
    "plan": Page(read=READS_ALL, query="grupp=slag"),
    "plan_begin": Page(send=EDITS_PLAN, at={"board_year_id": "bare_year"}),
    "plan_version": Page(read=READS_ALL),
    "plan_item_new": both(EDITS_PLAN, form(WORKER, activity="Ny kontroll")),
    "plan_item": Page(read=READS_ALL),
    "plan_item_edit": both(EDITS_PLAN, form(WORKER, comment="Ny")),
    "plan_item_remove": both(EDITS_PLAN, form(WORKER)),
    "plan_order": both(EDITS_PLAN, form(WORKER)),
    "plan_choices": Page(
        read=READS_ALL, send=EDITS_PLAN, body=fields(risk="{others_risk}.0", choice="in", reason="Behövs.")
    ),
    "plan_propose": Page(
        read=READS_ALL, send=here(Permission.PROPOSE_PLAN), body=fields(version="1."), at={"plan_id": "ready_plan"}
    ),
    "plan_take_back": Page(
        send=here(Permission.PROPOSE_PLAN), body=fields(version="2."), at={"plan_id": "proposed_plan"}
    ),
    "plan_return": both(ADOPTS, form(SECRETARY, reason="Komplettera."), at={"plan_id": "proposed_plan"}),
    "plan_adopt": both(
        ADOPTS, form(SECRETARY, decided_on="2026-11-20", paragraph="§ 118", case_number="BUN 2026/41"),
        at={"plan_id": "proposed_plan"},
    ),
    "plan_revise": both(EDITS_PLAN, form(WORKER, reason="Ny risk."), at={"plan_id": "adopted_plan"}),
    "plan_drop": both(EDITS_PLAN, form(WORKER)),
    "plan_close": both(MANAGES_YEARS, form(WORKER), at={"plan_id": "adopted_plan"}),
    "plan_decided": Page(read=READS_ALL, at={"plan_id": "adopted_plan"}),
    "plan_download": Page(read=reads_secrets, at={"plan_id": "adopted_plan"}),
    "plan_changes": Page(read=READS_ALL, at={"plan_id": "adopted_plan"}),
    "carry_over": Page(
        read=MANAGES_YEARS, send=MANAGES_YEARS, body=fields(from_year="{board_year}", risks="{risk}", items=""),
        at={"board_year_id": "bare_year"}, query="fran={board_year}",
    ),
    "commons": Page(read=anybody, query="ar=2026"),
    "common_new": both(DECIDES_COMMON, form((ROOT, Role.COORDINATOR), activity="Ny gemensam")),
    "common_withdraw": both(DECIDES_COMMON, form((ROOT, Role.COORDINATOR))),
    # Oversight
    "oversight": Page(read=anybody, query="fran=2025&till=2026"),
    "oversight_xlsx": Page(read=anybody, query="fran=2025&till=2026"),
    # The organisation
    "organisation": Page(read=anybody, query="datum=2030-01-01"),
    "node": Page(read=own_municipality),
    "node_new": both(ORGANISES, form(ADMIN, kind="unit", name="Ny")),
    "node_change": both(ORGANISES, form(ADMIN, name="Nytt namn")),
    "node_move": both(ORGANISES, form(ADMIN, parent="{board}", on="2030-01-01")),
    "node_close": both(ORGANISES, form(ADMIN, on="2030-01-01")),
    "node_reopen": Page(send=ORGANISES, body=fields(version="3."), at={"node_id": "closed_node"}),
    # Users
    "users": Page(read=SEES_USERS, query="efter={user}"),
    "user": Page(read=SEES_USERS),
    "user_new": both(MANAGES_USERS, fields(name="Ny", username="ny", email="")),
    "user_change": both(MANAGES_USERS, form(ADMIN, name="Ny")),
    "user_password": both(MANAGES_USERS, form(ADMIN)),
    "user_shut_out": both(MANAGES_USERS, form(ADMIN)),
    "user_let_in": Page(send=MANAGES_USERS, body=fields(version="2."), at={"user_id": "shut_user"}),
    "user_end_sessions": Page(send=MANAGES_USERS),
    "role_give": Page(
        read=somewhere(Permission.MANAGE_USERS), send=GIVES_ROLES, also=BAD,
        body=fields(role="manager", node="{node}", on="", until=""),
    ),
    "role_end": both(GIVES_ROLES, form(ADMIN, on="2099-01-01")),
    # Methods and years
    "method": Page(read=READS_METHODS),
    "method_new": both(WRITES_METHODS, fields(name="Ny", do="save", threshold="free_choice"), query="fran=4x4"),
    "method_version": Page(read=READS_METHODS),
    "method_revise": both(WRITES_METHODS, form(WORKER, name="Ny", do="save")),
    "year_new": Page(
        read=somewhere(Permission.MANAGE_YEAR), send=MANAGES_YEARS, also=BAD, query="namnd={board}",
        body=fields(board="{board}", year="2027", method="{method}"),
    ),
    "year_method": both(MANAGES_YEARS, form(WORKER, method="{newer_method}")),
    "year_close": both(MANAGES_YEARS, form(WORKER)),
    "year_reopen": both(MANAGES_YEARS, form(WORKER), at={"board_year_id": "closed_year"}),
    # The trail
    "trail": Page(read=everywhere(Permission.READ_TRAIL), query="person={user}"),
    "trail_erase": both(ERASES, fields(h="{event}", reason="Begäran"), query="h={event}"),
}  # fmt: skip
