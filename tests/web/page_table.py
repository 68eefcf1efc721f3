"""Every address of the web: who may read it, who may send to it, and what is sent. A new address is described here.

Rights are told by permission and reach: `here` at the board whose things are walked, `somewhere` in the municipality,
`everywhere` in the whole of it.
"""

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.page import Page, both, fields, form
from tests.web.page_reports import reports
from tests.web.page_rights import (
    anybody,
    everywhere,
    here,
    own_municipality,
    packs_evidence,
    reads_secrets,
    reporter_or,
    somewhere,
    the_coordinator,
    the_reporter,
    the_reporter_or_manager,
    the_secretary,
)
from tests.web.world import BOARD, ROOT

from riskbild.organisation.roles import Permission, Role
from riskbild.publishing.word import shipped_template

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
PUBLISHES, MANAGES_LAYOUTS = here(Permission.PUBLISH), here(Permission.MANAGE_METHOD)
DECIDES_COMMON, SECRETARY = everywhere(Permission.DECIDE_COMMON), (BOARD, Role.SECRETARY)
BAD = frozenset({400, 409, 422})
PUBLIC = frozenset({"sign_in", "sign_out", "language", "theme"})
"""What is reached without signing in."""
PUBLISHED = frozenset(
    {
        "robots", "public_index", "public_accessibility", "public_catalogue", "public_municipality",
        "public_municipality_catalogue", "public_document", "public_version", "public_metadata", "public_file",
    }
)  # fmt: skip
"""What anybody reads of what has been published, at addresses made of words; test_public_pages walks them."""
BY_TOKEN = frozenset(
    {
        "calendar_feed", "mail_decline", "report_link", "link_report", "link_report_draft", "link_report_aside",
        "link_evidence", "link_evidence_file",
    }
)  # fmt: skip
"""What a secret token in the address opens, and nothing else; each has tests of its own."""

READS_EVERYWHERE, EDITS_EVERYWHERE = everywhere(Permission.READ), everywhere(Permission.EDIT_PLAN)
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
    "intake_differences": Page(read=IMPORTS, at={"intake_id": "returned_intake"}),
    "intake_differences_take": Page(
        send=IMPORTS, at={"intake_id": "returned_intake"},
        body=fields(cell="risk:{returned_risk}|measures", sedd="1|risk:{returned_risk}"),
    ),
    "intake_differences_done": Page(
        send=IMPORTS, at={"intake_id": "returned_intake"}, body=fields(version="3"),
    ),
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
    # Publishing for everybody
    "document_publish": both(PUBLISHES, fields(), at={"board_year_id": "adopted_year"}),
    "document_withdraw": both(PUBLISHES, fields(version="1", reason="Fel bilaga.")),
    # Follow-up
    "my_reports": Page(read=anybody),
    "my_period": Page(read=lambda person: the_reporter(person) or the_coordinator(person)),
    "stand_ins": both(anybody, fields(stand_in="{user}", valid_from="2099-01-01", valid_to="2099-02-01")),
    "stand_in_end": Page(send=the_reporter_or_manager),
    "report": Page(
        read=reporter_or(Permission.READ), send=REPORTS,
        # Its concluded sample has put a sentence into it.
        body=fields(version="2", draft="0", word="Pågående", text="Går som planerat"),
    ),
    "report_draft": Page(send=REPORTS, body=fields(version="1", draft="0", text="Inte klart än")),
    "report_aside": Page(send=reporter_or(Permission.READ)),
    "report_delegate": both(reporter_or(Permission.EDIT_PLAN), fields(to="{user}", note="")),
    "report_take_back": Page(send=reporter_or(Permission.EDIT_PLAN), at={"report_id": "delegated_report"}),
    "control_history": Page(read=reporter_or(Permission.READ)),
    "followup": Page(read=READS_ALL),
    "followup_roles": Page(
        read=READS_ALL, send=EDITS_PLAN, body=fields(role="Rektor", node="{board}", people="{user}")
    ),
    "measures": Page(read=READS_ALL, query="enhet={node}&visa=kalender&manad=2026-05"),
    "period_open": Page(send=MANAGES_YEARS, body=fields(period="T3"), at={"board_year_id": "adopted_year"}),
    "period_add": both(
        MANAGES_YEARS, at={"board_year_id": "adopted_year"},
        body=fields(name="Ny", starts="2033-01-01", ends="2033-05-31", opens="2033-05-15", due="2033-06-01",
                    closes="2033-06-15"),
    ),
    "period_drop": both(MANAGES_YEARS, form(WORKER), at={"period_id": "own_period"}),
    "period_board": Page(read=READS_ALL, query="visa=kontroller"),
    "period_follow_up": Page(read=READS_ALL),
    "period_dates": both(MANAGES_YEARS, form(WORKER, due="2033-06-01")),
    "period_sync": Page(send=MANAGES_YEARS),
    "period_close": both(MANAGES_YEARS, form(WORKER)),
    "period_reopen": both(MANAGES_YEARS, form(WORKER, reason="Komplettering"), at={"period_id": "closed_period"}),
    "period_links": both(MANAGES_YEARS, fields(person="{reporter}")),
    "period_remind": Page(send=MANAGES_YEARS, body=fields(person="{reporter}")),
    "period_assign": Page(send=EDITS_PLAN, body=fields(rapport="{report}", person="{user}")),
    # The board's report
    "board_reports": Page(read=READS_ALL, at={"board_year_id": "adopted_year"}),
    "board_report_begin": Page(send=EDITS_PLAN, body=fields(period=""), at={"board_year_id": "bare_year"}),
    **reports("board_report", "board_report_id", "report", reads=READS_ALL, edits=EDITS_PLAN, adopts=ADOPTS,
              secrets=reads_secrets),
    # Oversight
    "consolidated_reports": Page(read=anybody, query="ar=2026"),
    "consolidated_report_begin": Page(send=EDITS_EVERYWHERE, body=fields(year="2030"), also=BAD),
    **reports("consolidated_report", "consolidated_id", "consolidated", reads=READS_EVERYWHERE, edits=EDITS_EVERYWHERE,
              adopts=the_secretary, secrets=lambda person: the_secretary(person) or READS_EVERYWHERE(person)),
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
    # Samples, evidence and deviations
    "sample_new": Page(
        read=REPORTS, send=REPORTS,
        body=lambda *_: {"file": SimpleUploadedFile("f.csv", b"A;B\n1;2\n3;4\n"), "weed_on": "2099-01-01"},
    ),
    "sample": Page(read=reporter_or(Permission.READ)),
    "sample_read_anew": Page(send=REPORTS, body=fields(version="1", sheet="", title_row="1", left_out="1")),
    "sample_draw": Page(
        send=REPORTS,
        body=fields(
            version="1", method="simple", confidence="95", tolerable="5", expected="0", size="2", error_means="Fel",
            do="draw",
        ),
    ),
    "sample_row": Page(send=REPORTS, body=fields(version="1", verdict="wrong", note="")),
    "sample_conclude": Page(send=REPORTS, body=fields(version="2"), at={"sample_id": "judged_sample"}),
    "sample_take_up": Page(send=REPORTS, body=fields(version="3"), at={"sample_id": "concluded_sample"}),
    "sample_withdraw": both(REPORTS, fields(version="1", reason="Fel lista")),
    "sample_weed": both(MANAGES_YEARS, fields(version="3"), at={"sample_id": "concluded_sample"}),
    "sample_weeding_day": both(MANAGES_YEARS, fields(version="1", weed_on="2099-01-01")),
    "sample_redraw": Page(read=reporter_or(Permission.READ_SECRET), at={"sample_id": "drawn_sample"}),
    "sample_population": Page(read=reporter_or(Permission.READ_SECRET)),
    **{
        f"evidence_to_{name}": Page(
            read=REPORTS, send=REPORTS,
            body=lambda *_: {
                "file": SimpleUploadedFile("f.html", b"<html>"), "proves_from": "2033-01-01",
                "proves_to": "2033-02-01",
            },
        )
        for name in ("report", "deviation", "measure")
    },
    "evidence": Page(read=reporter_or(Permission.READ)),
    "evidence_remove": both(REPORTS, fields(version="1", reason="Fel fil")),
    "evidence_secrecy": both(MARKS_SECRECY, fields(version="1", secrecy="18 kap. 8 §")),
    "deviations": Page(read=READS_ALL, query="grad=minor_deviation&enhet={board}&ater=1"),
    "deviation_new": both(EDITS, form(WORKER, title="Ny", severity="minor_deviation", found_on="2026-01-01")),
    "deviation": Page(read=reporter_or(Permission.READ)),
    "deviation_edit": both(REPORTS, form(WORKER, cause="Ny orsak", severity="minor_deviation")),
    "deviation_again": Page(send=REPORTS, body=fields(version="2", earlier="{earlier_deviation}")),
    "deviation_measure_new": both(REPORTS, form(WORKER, text="Utbilda", owner="Rektor", due="2033-05-01")),
    "deviation_measure": both(REPORTS, fields(version="1", progress="ongoing", note="")),
    "deviation_measure_edit": both(REPORTS, fields(version="1", text="Utbilda", owner="Rektor", due="2033-06-01")),
    "deviation_accept": both(RESPONDS, fields(version="2", reason="Litet")),
    "deviation_close": both(RESPONDS, fields(version="2", note="Sett"), at={"deviation_id": "measured_deviation"}),
    "deviation_reopen": both(RESPONDS, fields(version="2", reason="Igen"), at={"deviation_id": "ended_deviation"}),
    # Documents, and how they look
    "documents": Page(read=READS_ALL),
    "document": Page(read=READS_ALL),
    "document_fetch": Page(send=READS_ALL, body=fields(format="json"), at={"board_year_id": "adopted_year"}),
    "documents_package": both(packs_evidence, None),
    "document_kept": Page(read=READS_ALL),
    "drawing": Page(read=the_coordinator),
    "drawing_file": Page(read=the_coordinator),
    "layouts": Page(read=somewhere(Permission.READ)),
    "layout_new": both(WRITES_METHODS, form(WORKER, name="Ny", do="save"), query="fran=standard-control_card"),
    "layout": Page(read=READS_ALL),
    "layout_revise": both(MANAGES_LAYOUTS, form(WORKER, name="Ny", do="save")),
    "layout_remove": both(MANAGES_LAYOUTS, None),
    "word_templates": Page(read=somewhere(Permission.READ)),
    "word_template_new": both(WRITES_METHODS, lambda *_: {"file": SimpleUploadedFile("m.docx", shipped_template())}),
    "word_template_shipped": Page(read=anybody),
    "word_template": Page(read=READS_ALL),
    "word_template_sample": Page(read=READS_ALL),
    "word_template_remove": both(MANAGES_LAYOUTS, None),
    # Mail and calendars
    "own_mail": both(anybody, fields(rhythm="weekly", language="en")),
    "links_shut": Page(send=anybody),
    "calendar_make": Page(send=anybody),
    "calendar_shut": Page(send=anybody),
    "outbox": Page(read=MANAGES_USERS, query="efter={message}"),
    "outbox_again": Page(send=MANAGES_USERS),
    "reminders": Page(read=READS_ALL, send=MANAGES_YEARS, body=form(WORKER, before="5, 1")),
    # The trail
    "trail": Page(read=everywhere(Permission.READ_TRAIL), query="person={user}"),
    "trail_erase": both(ERASES, fields(h="{event}", reason="Begäran"), query="h={event}"),
}  # fmt: skip
