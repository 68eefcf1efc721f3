"""The product's own table of addresses with keys of a town's things: what is added later is walked by itself."""

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse
from tests.people import NOW, OPERATOR, Town
from tests.web.documents_scene import documents_of
from tests.web.followed_up import one_report
from tests.web.proved import sampled
from tests.web.reported import consolidated

from riskbild.delivery.actions.addresses import make_addresses
from riskbild.delivery.actions.queuing import Recipient, queue
from riskbild.delivery.letter import Letter
from riskbild.delivery.models import NOTHING, OutboxMessage
from riskbild.delivery.queries import token_of
from riskbild.delivery.terms import MessageState, Purpose
from riskbild.followup.actions.board_reports import begin_board_report
from riskbild.followup.models import FollowUpPeriod
from riskbild.intake.actions.receiving import receive
from riskbild.intake.jobs import read_file
from riskbild.intake.models import Intake
from riskbild.organisation.actions.mailing import make_calendar_address
from riskbild.organisation.models import Membership
from riskbild.organisation.roles import Role
from riskbild.planning.actions.commons import issue_common
from riskbild.planning.actions.items import NewItem, add_item
from riskbild.planning.actions.life import open_plan
from riskbild.planning.actions.nominating import nominate
from riskbild.planning.actions.profiles import choose_risks
from riskbild.planning.actions.workshops import open_workshop
from riskbild.register.actions.views import save_view
from riskbild.register.models import BoardYear, Measure
from riskbild.rules.sentence import Sentence


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """Every address with its name."""
    for pattern in get_resolver().url_patterns:
        assert pattern.name, f"{pattern} has no name"
        yield pattern.name, pattern


PUBLIC: dict[str, UUID | str] = {
    "slug": "storsjo-kommun", "board_code": "BUN", "year": "2026", "kind_address": "internkontrollplan", "number": "1",
    "form": "pdf", "kind": "control_plan", "release_id": UUID(int=0),
}  # fmt: skip
"""What stands in the addresses of published documents; nothing is published in the town."""


def keys_of(town: Town) -> dict[str, UUID | str]:
    """One thing of each kind that an address asks for; an address that asks for another kind fails until it is here."""
    measure = Measure.objects.filter(municipality_id=town.municipality_id).order_by("position").first()
    assert measure is not None, "the town needs a risk with a measure"
    coordinator = town.coordinator()
    membership = Membership.objects.get(user=coordinator, role=Role.COORDINATOR, node=town.board)
    view = save_view(by=coordinator, name="Egen vy", query="", now=NOW)
    return {
        "risk_id": measure.risk_id,
        "measure_id": measure.pk,
        "node_id": town.school.pk,
        "user_id": coordinator.pk,
        "method_id": BoardYear.objects.get(pk=town.year.pk).method_id,
        "board_year_id": town.year.pk,
        "membership_id": membership.pk,
        "view_id": view.pk,
        "intake_id": sent_file(town).pk,
        **PUBLIC,
        **mail_things(town),
        **(reported := one_report(town)),
        **sampled(town, reported["report_id"]),
        **board_reports(town, reported["period_id"]),
        **year_things(town, measure.risk_id),
        **document_things(town),
    }


def document_things(town: Town) -> dict[str, UUID]:
    """A layout, a Word template, a kept document and one drawn in the background."""
    made = documents_of(town.year, town.coordinator(), town.user("sekreteraren", Role.SECRETARY))
    return {f"{name}_id": key for name, key in made.items()}


def board_reports(town: Town, period_id: UUID) -> dict[str, UUID]:
    """A board's report and the executive board's, both being written."""
    period = FollowUpPeriod.objects.get(pk=period_id)
    draft = begin_board_report(by=OPERATOR, board_year_id=period.board_year_id, period_id=period_id, now=NOW)
    return {"board_report_id": draft.pk, "consolidated_id": consolidated(town)["consolidated"]}


def year_things(town: Town, risk_id: UUID) -> dict[str, UUID]:
    """A nomination that waits, a workshop where the risk is scored alone, and the risk in the board's profile."""
    year = {"by": town.coordinator(), "board_year_id": town.year.pk, "now": NOW}
    offered = town.risk("Risk att vikarier saknar introduktion", node=town.school, likelihood=2, impact=3)
    town.risk("Risk att introduktion av vikarier uteblir", node=town.kitchen)
    (nomination,) = nominate(**year, risk_ids=[offered.pk], motive="Finns på alla enheter.")
    choose_risks(**year, node_id=town.board.pk, risk_ids=[risk_id], group="Ekonomi")
    workshop = open_workshop(
        **year, node_id=town.board.pk, title="Vårens riskverkstad", risk_ids=[risk_id], held_on=NOW.date()
    )
    return {"nomination_id": nomination.pk, "workshop_id": workshop.pk, **plan_things(town, risk_id)}


def mail_things(town: Town) -> dict[str, UUID | str]:
    """A mail that could not be sent, and the address by which the coordinator takes themselves off reminders."""
    here, by = town.municipality_id, town.coordinator()
    to, letter = (
        Recipient(by.pk, by.name, "anna@example.se"),
        Letter(Sentence("Tre kontroller att rapportera", "Three"), ()),
    )
    with transaction.atomic():
        queue(municipality_id=here, to=to, key="digest", letter=letter, now=NOW)
    message = OutboxMessage.objects.get(municipality_id=here)
    message.state, message.error = MessageState.PARKED, "550 5.1.1 no such mailbox"
    message.save()
    make_calendar_address(by=by, now=NOW)
    wanted = [(by.pk, NOTHING)]
    made = make_addresses(by=OPERATOR, municipality_id=here, purpose=Purpose.DECLINE, wanted=wanted, now=NOW)
    return {"message_id": message.pk, "token": token_of(here, made[by.pk, NOTHING]) or ""}


def plan_things(town: Town, risk_id: UUID) -> dict[str, UUID]:
    """A plan that is being written, with an item and a control that all boards have in common."""
    texts = {"activity": "Granska att bisysslor är prövade", "frequency": "Årligen"}
    common = issue_common(by=OPERATOR, root_id=town.root.pk, year=2026, texts=texts, now=NOW)
    plan = open_plan(by=town.coordinator(), board_year_id=town.year.pk, now=NOW)
    texts = {"activity": "Stickprov av tio beslut", "control_owner": "Rektor", "performer": "Rektor"}
    new = NewItem(texts=texts | {"frequency": "Varje tertial"}, risk_ids=[risk_id])
    item = add_item(by=town.coordinator(), plan_id=plan.pk, new=new, now=NOW)
    return {"plan_id": plan.pk, "item_id": item.pk, "common_id": common.pk}


def sent_file(town: Town) -> Intake:
    """A file that has been read and waits for its review."""
    text = "Risk;Kategori;Sannolikhet;Konsekvens\nRisk att fel beslut fattas;Ekonomi;2;3\nSena svar;Service;1;2\n"
    by = town.coordinator()
    intake = receive(by=by, board_id=town.board.pk, year=2026, data=text.encode(), name="risker.csv", now=NOW)
    read_file.func(str(intake.pk))
    return intake


def addresses(town: Town) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every address by name, filled with the town's keys, and which kinds of key it asks for."""
    keys = keys_of(town)
    for name, pattern in patterns():
        asked = frozenset(pattern.pattern.converters)
        yield name, reverse(name, kwargs={key: keys[key] for key in asked}), asked
