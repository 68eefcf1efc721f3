"""A municipality with two boards, another municipality, and somebody in every role: for walking every address.

Texts carry marks that tell where they may be seen: OWN_MARK in the one municipality, BOARD_MARK with the one board,
SECRET_MARK where secret fields may be read.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.test import Client
from tests.intake.books import drawn
from tests.people import NOW, OPERATOR, Town, town
from tests.web.documents_scene import documents_of
from tests.web.followed_up import followed_up
from tests.web.listed import signed_in
from tests.web.plan_scene import plans_of
from tests.web.proved import proved
from tests.web.public_scene import released
from tests.web.reported import consolidated, reported

from riskbild.audit.models import AuditHead
from riskbild.audit.queries import trail_of
from riskbild.delivery.actions.queuing import Recipient, queue
from riskbild.delivery.letter import Letter
from riskbild.delivery.models import OutboxMessage
from riskbild.delivery.terms import MessageState
from riskbild.documents.layout import PublishedKind
from riskbild.documents.profile import Profile
from riskbild.followup.actions.linking import make_links
from riskbild.intake.actions.accepting import accept
from riskbild.intake.actions.correcting import correct
from riskbild.intake.actions.receiving import receive
from riskbild.intake.actions.undoing import undo
from riskbild.intake.jobs import read_file
from riskbild.intake.models import Intake
from riskbild.intake.returning.queries import returned_seen_by
from riskbild.intake.review.edits import Do, Edit
from riskbild.organisation import actions
from riskbild.organisation.actions.mailing import make_calendar_address
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Membership, Node, User
from riskbild.organisation.roles import GRANTS, Permission, Role
from riskbild.planning.actions.nominating import nominate
from riskbild.planning.actions.profiles import choose_risks
from riskbild.planning.actions.workshops import open_workshop
from riskbild.planning.actions.years import mark_duty
from riskbild.planning.models import PlanDecision, PlanItem, PlanItemRisk
from riskbild.register.actions.editing import archive_risk
from riskbild.register.actions.measures import MeasureTexts, add_measure
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.actions.views import save_view
from riskbild.register.actions.years import close_year, make_method, open_year
from riskbild.register.models import Measure, Risk
from riskbild.rules.sentence import Sentence
from riskbild.rules.standard_methods import THREE_BY_THREE

OWN_MARK, BOARD_MARK, SECRET_MARK = "Kråkvinkel", "Ugglemossen", "Lodjursgömslet"
# Texts of risks, so that each can be told apart on a page that shows too much.
CELLS = ("process", "heading", "category", "description", "consequence", "existing_controls", "responsible", "comment")
BOARD, ROOT, BESIDE, ELSEWHERE = "at the board", "at the root", "at another board", "in another municipality"


@dataclass(frozen=True)
class Person:
    """Somebody with one role at one place."""

    place: str
    role: Role
    user: User
    client: Client
    cookies: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.role.value} {self.place}"

    @property
    def inside(self) -> bool:
        """Whether the role reaches the board."""
        return self.place in {BOARD, ROOT}

    def has(self, permission: Permission) -> bool:
        """Whether the role has the permission, wherever it holds."""
        return permission in GRANTS[self.role]

    def browser(self) -> Client:
        """A browser in which the person has just signed in, whatever was done in it before."""
        self.client.cookies.clear()
        for name, value in self.cookies.items():
            self.client.cookies[name] = value
        return self.client


@dataclass
class World:
    """What there is to be reached, and who tries to reach it."""

    town: Town
    other: Town
    beside: Node
    things: dict[str, UUID] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    forms: dict[str, dict[str, str]] = field(default_factory=dict)

    def person(self, place: str, role: Role) -> Person:
        """The person with this role there."""
        return next(one for one in self.people if (one.place, one.role) == (place, role))

    def events(self) -> int:
        """How many events the municipality's trail holds: whatever an action writes, it writes one there."""
        return AuditHead.objects.get(pk=self.town.municipality_id).seq

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of the one municipality, and of the trail: what nobody who may not can have changed."""
        ours = [model for model in apps.get_models() if model.__module__.startswith("riskbild.")]
        found = {}
        for model in ours:
            key = "municipality_id" if "municipality_id" in {one.attname for one in model._meta.fields} else "pk"
            rows = model._default_manager.filter(**{key: self.town.municipality_id}).order_by("pk")
            # Signing in is noted with the user, and is no change of theirs.
            columns = [one.attname for one in model._meta.concrete_fields if one.attname != "last_login"]
            found[model._meta.label] = list(rows.values_list(*columns))
        return found

    def decided(self) -> list[Any]:
        """The plan that the board has decided: its items, their risks, and the decision with what was frozen."""
        plan = {"plan_id": self.things["adopted_plan"]}
        mine = [model.objects.filter(**plan).order_by("pk").values_list() for model in _OF_A_PLAN]
        return [list(rows) for rows in mine]


_OF_A_PLAN = (PlanItem, PlanItemRisk, PlanDecision)


def world() -> World:
    """Builds it all through the ordinary actions."""
    here, there = town("BUN", f"{OWN_MARK}s kommun"), town("SOC", "Nordviks kommun")
    beside = actions.create_node(
        by=OPERATOR, parent_id=here.root.pk, kind=NodeKind.BOARD, name=f"Socialnämnden {OWN_MARK}", code="SN", now=NOW
    )
    made = World(here, there, beside)
    for name, node in (("Nämnden", here.board), ("Skolan", here.school), ("Köket", here.kitchen)):
        actions.rename_node(by=OPERATOR, node_id=node.pk, version=1, name=f"{name} {OWN_MARK}", code=node.code, now=NOW)
    made.people = list(_people(made))
    made.things = dict(_things(made))
    return made


def _people(made: World) -> Iterator[Person]:
    places = {BOARD: made.town.board, ROOT: made.town.root, BESIDE: made.beside, ELSEWHERE: made.other.root}
    few = (Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR)
    for place, node in places.items():
        for role in Role if place == BOARD else few:
            of = made.other if place == ELSEWHERE else made.town
            user = of.user(f"{role.value}-{list(places).index(place)}", role, node)
            client = signed_in(user)
            client.raise_request_exception = False
            yield Person(place, role, user, client, {name: each.value for name, each in client.cookies.items()})


def _things(made: World) -> Iterator[tuple[str, UUID]]:
    here = made.town
    reporter, coordinator = (made.person(BOARD, role).user for role in (Role.REPORTER, Role.COORDINATOR))
    risk = _risk(here, BOARD_MARK, causes=f"{SECRET_MARK} orsak")
    mark = {"field": "causes", "paragraph": "18 kap. 8 §", "reason": f"{SECRET_MARK} skäl"}
    mark_secret(by=OPERATOR, risk_id=risk.pk, version=1, now=NOW, **mark)
    texts = MeasureTexts(f"Utbilda {BOARD_MARK}", "Rektor", "2020-05-31", reporter.pk)
    measure = add_measure(by=OPERATOR, risk_id=risk.pk, version=2, texts=texts, now=NOW)
    secret, archived, others = (
        _risk(here, SECRET_MARK),
        _risk(here, BOARD_MARK),
        _risk(here, BOARD_MARK, node=here.school),
    )
    status = _risk(here, BOARD_MARK, deadline="Pågår")
    mark_secret(by=OPERATOR, risk_id=secret.pk, version=1, now=NOW, **{**mark, "field": ""})
    archive_risk(by=OPERATOR, risk_id=archived.pk, version=1, reason=f"{BOARD_MARK} utgår", now=NOW)
    view = save_view(by=coordinator, name=f"Min {BOARD_MARK}", query="", now=NOW)
    method = make_method(
        by=OPERATOR, node_id=here.board.pk, profile=Profile(name="Tre", method=THREE_BY_THREE), now=NOW
    )
    past = open_year(by=OPERATOR, board_id=here.board.pk, year=2025, method_id=method.pk, now=NOW)
    close_year(by=OPERATOR, board_year_id=past.pk, version=1, now=NOW)
    open_year(by=OPERATOR, board_id=made.beside.pk, year=2026, method_id=method.pk, now=NOW)
    actions.close_node(by=OPERATOR, node_id=here.kitchen.pk, version=2, on=NOW.date(), now=NOW)
    greta = here.user(f"greta-{OWN_MARK}", Role.READER)
    shut = here.user(f"sture-{OWN_MARK}")
    actions.set_active(by=OPERATOR, user_id=shut.pk, version=1, active=False, now=NOW)
    yield from {
        "risk": risk.pk, "secret_risk": secret.pk, "archived_risk": archived.pk, "others_risk": others.pk,
        "status_risk": status.pk,
        "measure": measure.pk, "others_measure": Measure.objects.get(risk=others).pk, "view": view.pk,
        "method": here.year.method_id, "newer_method": method.pk, "board_year": here.year.pk, "closed_year": past.pk,
        "node": here.school.pk, "closed_node": here.kitchen.pk, "board": here.board.pk, "user": greta.pk,
        "shut_user": shut.pk, "membership": Membership.objects.get(user=greta).pk,
        "event": trail_of(here.municipality_id, [risk.pk], limit=1)[0].id,
    }.items()  # fmt: skip
    yield "message", _message(made)
    yield from _intakes(here, coordinator)
    yield from _year(here, coordinator, risk, others)
    secretary = made.person(BOARD, Role.SECRETARY).user
    plans = plans_of(here, coordinator, secretary, marks=(BOARD_MARK, SECRET_MARK), secret=secret)
    yield from plans.items()
    follow_up = followed_up(here, plans["adopted_plan"], coordinator, reporter)
    yield from follow_up.items()
    here_too = [one.user.pk for one in made.people if one.place != ELSEWHERE]
    make_links(by=OPERATOR, period_id=follow_up["period"], person_ids=here_too, now=NOW)
    yield from proved(follow_up["report"], BOARD_MARK, reporter.pk).items()
    yield from reported(follow_up["adopted_year"], follow_up["period"], follow_up["closed_period"], BOARD_MARK).items()
    yield from consolidated(here, secretary).items()
    yield from documents_of(here.year, coordinator, secretary).items()
    yield "release", released(follow_up["adopted_year"], secretary).pk
    yield "kind", PublishedKind.CONTROL_PLAN


def _message(made: World) -> UUID:
    """A mail that the server would not have; and everybody has a calendar's address."""
    for person in made.people:
        make_calendar_address(by=person.user, now=NOW)
    here = made.town.municipality_id
    to, letter = Recipient(None, f"Vera {OWN_MARK}", "vera@example.se"), Letter(Sentence("Hej", "Hello"), ())
    queue(municipality_id=here, to=to, key="hej", letter=letter, now=NOW)
    message = OutboxMessage.objects.get(municipality_id=here)
    message.state = MessageState.PARKED
    message.save()
    return message.pk


def _year(here: Town, by: User, risk: Risk, others: Risk) -> Iterator[tuple[str, UUID]]:
    """A nomination that waits, two workshops, a profile, a duty marked."""
    year = {"by": by, "board_year_id": here.year.pk, "now": NOW}
    (nomination,) = nominate(**year, risk_ids=[others.pk], motive=f"{BOARD_MARK} motiv")
    held = {"node_id": here.board.pk, "held_on": NOW.date(), "risk_ids": [risk.pk], **year}
    alone = open_workshop(title=f"{BOARD_MARK} verkstad", **held)
    group = open_workshop(title=f"{BOARD_MARK} grupp", alone_first=False, **held)
    choose_risks(**year, node_id=here.board.pk, risk_ids=[risk.pk], group=f"{BOARD_MARK} grupp")
    mark_duty(by=by, board_id=here.board.pk, year=2026, key="follow_up_t1", done_on=NOW.date(), now=NOW)
    unit_risk = _risk(here, BOARD_MARK, node=here.school)
    yield from {
        "nomination": nomination.pk, "workshop": alone.pk, "group_workshop": group.pk, "unit_risk": unit_risk.pk
    }.items()  # fmt: skip


def _intakes(here: Town, by: User) -> Iterator[tuple[str, UUID]]:
    """A file in each state that an address asks for: to review with one correction, on paper, in, undone, refused."""

    def sent(name: str, data: bytes) -> Intake:
        given = {"by": by, "board_id": here.board.pk, "year": 2026, "name": f"{BOARD_MARK} {name}", "now": NOW}
        intake = receive(data=data, **given)
        read_file.func(str(intake.pk))
        return Intake.objects.get(pk=intake.pk)

    def rows(name: str) -> bytes:
        lines = (f"Risk att {name} {BOARD_MARK} blir fel {number};Ekonomi;{number};2" for number in (1, 2, 3))
        return "\n".join(["Risk;Kategori;Sannolikhet;Konsekvens", *lines]).encode()

    review = sent("granska.csv", rows("Att granska"))
    edits = [Edit(Do.CELL, "r0", "comment", "Rättad")]
    correct(by=by, intake_id=review.pk, edits=edits, now=NOW)
    taken, undone_ = (sent(f"{name}.csv", rows(name)) for name in ("Inläst", "Ångrad"))
    for one in (taken, undone_):
        accept(by=by, intake_id=one.pk, version=one.version, now=NOW)
    undo(by=by, intake_id=undone_.pk, now=NOW)
    book = drawn(here, by).with_cells((f"{BOARD_MARK} risk", "measures", f"{BOARD_MARK} ur filen"))
    returned = sent("bok.xlsx", book.data)
    (row,) = returned_seen_by(by, returned.pk, NOW.date()).difference.rows
    assert row.version == 1
    yield from {
        "returned_intake": returned.pk, "returned_risk": UUID(row.key.removeprefix("risk:")),
        "intake": review.pk, "paper": sent("papper.pdf", ONE_PAGE).pk, "accepted_intake": taken.pk,
        "undone_intake": undone_.pk, "refused_intake": sent("trasig.pdf", b"%PDF-1.7 trasig").pk,
    }.items()  # fmt: skip


# The smallest PDF with one page.
ONE_PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def _risk(here: Town, mark: str, **cells: Any) -> Risk:
    texts = {name: f"{mark} {name}" for name in CELLS}
    return here.risk(f"{mark} risk", **{**texts, "measures": f"{mark} åtgärd", "likelihood": 3, "impact": 4, **cells})


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
