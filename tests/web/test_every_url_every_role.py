"""Every address, with everybody: what is another's is not there, what one may not is refused, nothing leaks or breaks.

The addresses come from the program itself. A new one fails here until `page_table` says who may, and a new kind of
parameter until `world` holds a thing of that kind.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter
from tests.people import NOW, OPERATOR
from tests.web.page_rights import Allowed
from tests.web.page_table import BY_TOKEN, PAGES, PUBLIC, PUBLISHED, Page
from tests.web.world import (
    BESIDE,
    BOARD,
    BOARD_MARK,
    ELSEWHERE,
    OWN_MARK,
    ROOT,
    SECRET_MARK,
    Person,
    World,
    undone,
    world,
)

from riskbild.organisation import actions
from riskbild.organisation.models import User
from riskbild.organisation.roles import Permission, Role

pytestmark = pytest.mark.django_db
NOT_THERE, REFUSED = {404}, {403, 404}
# What stands for each parameter, unless a page names another thing of the kind.
THINGS = {
    "risk_id": "risk", "measure_id": "measure", "view_id": "view", "node_id": "node", "user_id": "user",
    "membership_id": "membership", "method_id": "method", "board_year_id": "board_year",
    "intake_id": "intake", "nomination_id": "nomination", "workshop_id": "workshop", "plan_id": "plan",
    "item_id": "item", "common_id": "common", "message_id": "message",
    "period_id": "period", "report_id": "report", "lineage": "lineage", "stand_in_id": "stand_in",
    "sample_id": "sample", "row_id": "row", "evidence_id": "evidence", "deviation_id": "deviation",
    "deviation_measure_id": "deviation_measure", "board_report_id": "board_report", "release_id": "release",
    "consolidated_id": "consolidated", "kind": "kind", "layout_id": "layout", "template_id": "template",
    "document_id": "document", "drawing_id": "drawing",
}  # fmt: skip
# Of the board, and so not there for another board's people; the rest is the municipality's.
OF_THE_BOARD = {
    "risk_id", "measure_id", "view_id", "board_year_id", "intake_id", "nomination_id", "workshop_id", "plan_id",
    "period_id", "report_id", "lineage", "sample_id", "row_id", "evidence_id", "deviation_id",
    "deviation_measure_id", "board_report_id", "consolidated_id", "release_id",
}  # fmt: skip


# What the trail need not tell: a text that somebody is writing; what changes nothing, since it is as it should be.
# What is queued is told when it is done.
UNRECORDED = {"report_draft", "report_aside", "period_sync", "period_remind", "documents_package"}


@dataclass(frozen=True)
class Address:
    """One address of the program: its name and the names of its parameters."""

    name: str
    parameters: tuple[str, ...]
    pattern: URLPattern

    @property
    def page(self) -> Page:
        return PAGES[self.name]

    def of(self, things: dict[str, UUID]) -> str:
        """The address of the world's own things."""
        at = {**THINGS, **(self.page.at if self.name in PAGES else {})}
        return reverse(self.name, kwargs={name: things[at[name]] for name in self.parameters})


def addresses() -> list[Address]:
    """Every address there is, out of the program's own table."""

    def below(resolver: URLResolver, outer: tuple[str, ...] = ()) -> Iterator[Address]:
        for one in resolver.url_patterns:
            parameters = (*outer, *one.pattern.converters)
            if isinstance(one, URLResolver):
                yield from below(one, parameters)
            else:
                yield Address(one.name or "", parameters, one)

    return list(below(get_resolver()))


OPENED_BY_TOKEN = [address for address in addresses() if address.name in BY_TOKEN]
ADDRESSES = [address for address in addresses() if address.name not in BY_TOKEN | PUBLISHED]
SIGNED_IN = [address for address in ADDRESSES if address.name in PAGES]
# In parts, so that no worker is left with all of it at the end.
IN_PARTS = pytest.mark.parametrize("part", [slice(part, None, 3) for part in range(3)], ids=["a", "b", "c"])


@pytest.fixture(scope="module")
def whole_world(module_database: None) -> World:
    return world()


@pytest.fixture
def made(whole_world: World, db: None) -> World:
    return whole_world


def readable(answer: HttpResponse) -> str:
    """Everything that an answer tells: its body, where it leads, what it says next time."""
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode(errors="replace") + str(answer.headers)


def get(person: Person, where: str, query: str = "") -> HttpResponse:
    return person.browser().get(f"{where}?{query}" if query else where)


def post(world_: World, person: Person, address: Address, body: Any = None) -> HttpResponse:
    where = address.of(world_.things)
    if body is None:
        body = address.page.body(world_, person, where) if address.page.body else {}
    return person.browser().post(where, body)


def asked(world_: World, address: Address, right: Allowed | None) -> list[Person]:
    """Who asks for an address: everybody; one of them, where it answers nobody since it has no such method.

    Things of another municipality have tests of their own.
    """
    people = [one for one in world_.people if one.place != ELSEWHERE or not address.parameters]
    return people if right else people[:1]


def leaks(person: Person | None, told: str) -> list[str]:
    """The marks in an answer that this person must not see."""
    hidden = [SECRET_MARK] if person is None or not (person.inside and person.has(Permission.READ_SECRET)) else []
    if person is None or person.place in {BESIDE, ELSEWHERE}:
        hidden.append(BOARD_MARK)
    if person is None or person.place == ELSEWHERE:
        hidden.append(OWN_MARK)
    return [mark for mark in hidden if mark in told]


# --- The tables are whole


def test_every_address_is_described_and_every_description_is_of_an_address() -> None:
    names = {address.name for address in ADDRESSES}
    assert names == PAGES.keys() | PUBLIC
    assert len(ADDRESSES) == len(names), "two addresses share a name"


def test_every_parameter_is_of_a_kind_that_is_described() -> None:
    for address in ADDRESSES:
        for name in address.parameters:
            assert name in THINGS, f"{address.name} has a parameter {name} that nothing stands for"
        kinds = {name: one for name, one in address.pattern.pattern.converters.items() if name != "kind"}
        assert all(isinstance(one, UUIDConverter) for one in kinds.values())


def test_every_address_but_the_public_ones_asks_who_is_there() -> None:
    for address in ADDRESSES:
        assert getattr(address.pattern.callback, "signed_in", False) is (address.name not in PUBLIC), address.name


def test_a_token_that_does_not_exist_opens_nothing_and_tells_nothing(made: World) -> None:
    before, stranger = made.rows(), Client(raise_request_exception=False)
    assert {address.name for address in OPENED_BY_TOKEN} == BY_TOKEN
    for address in OPENED_BY_TOKEN:
        assert not getattr(address.pattern.callback, "signed_in", False), address.name
        caches["counts"].clear()  # that they are counted, and stopped, is tested by itself
        for token in ("x", "A" * 65):
            keys = {name: token if name == "token" else made.things["risk"] for name in address.parameters}
            for method in ("get", "post"):
                answer = getattr(stranger, method)(reverse(address.name, kwargs=keys))
                assert answer.status_code in {404, 405}, f"{method} {address.name}"
                assert not leaks(None, readable(answer)), address.name
    assert made.rows() == before


# --- Who is not signed in


def test_who_is_not_signed_in_is_sent_to_sign_in_and_told_nothing(made: World) -> None:
    before, stranger = made.rows(), Client(raise_request_exception=False)
    for address in SIGNED_IN:
        where = address.of(made.things)
        for method, right in (("get", address.page.read), ("post", address.page.send)):
            answer = getattr(stranger, method)(where)
            expected = (302, "/logga-in/") if right else (405, "")
            told = (answer.status_code, answer.headers.get("Location", "").partition("?")[0])
            assert told == expected, f"{method} {address.name}"
            assert not leaks(None, readable(answer)), address.name
    assert made.rows() == before


def test_who_has_a_temporary_password_reaches_nothing_before_it_is_changed(made: World) -> None:
    person = made.person(BOARD, Role.COORDINATOR)
    User.objects.filter(pk=person.user.pk).update(must_change_password=True)
    for address in SIGNED_IN:
        if address.name in {"password", "sign_out_everywhere"} or not address.page.read:
            continue
        answer = get(person, address.of(made.things))
        assert (answer.status_code, answer.headers["Location"]) == (302, "/losenord/"), address.name


# --- Who may


@IN_PARTS
def test_each_role_reads_what_its_table_says_and_reading_writes_nothing(made: World, part: slice) -> None:
    before, wrong = made.rows(), []
    for address in SIGNED_IN[part]:
        where, right = address.of(made.things), address.page.read
        for person in asked(made, address, right):
            answer = get(person, where)
            expected = {405} if right is None else {200, 302} if right(person) else REFUSED
            if person.place == BESIDE and right and OF_THE_BOARD & {*address.parameters}:
                expected = NOT_THERE
            if answer.status_code not in expected:
                wrong.append(f"{address.name}: {person} got {answer.status_code}, not {expected}")
            if found := leaks(person, readable(answer)):
                wrong.append(f"{address.name}: {person} was shown {found}")
    assert not wrong, "\n".join(wrong)
    assert made.rows() == before


@IN_PARTS
def test_each_role_is_refused_what_its_table_does_not_say_and_changes_nothing(made: World, part: slice) -> None:
    before, wrong = made.rows(), []
    for address in SIGNED_IN[part]:
        right, events = address.page.send, made.events()
        for person in asked(made, address, right):
            if right and right(person):
                continue
            answer = post(made, person, address, None if right else {})
            expected = {405} if right is None else REFUSED | address.page.also
            if person.place == BESIDE and right and OF_THE_BOARD & {*address.parameters}:
                expected = NOT_THERE
            if answer.status_code not in expected:
                wrong.append(f"{address.name}: {person} got {answer.status_code}, not {expected}")
            if found := leaks(person, readable(answer)):
                wrong.append(f"{address.name}: {person} was shown {found}")
        if made.events() != events:
            wrong.append(f"{address.name}: somebody wrote who may not")
    assert not wrong, "\n".join(wrong)
    assert made.rows() == before


@IN_PARTS
def test_each_role_gets_done_what_its_table_says(made: World, part: slice) -> None:
    """Else the refusals above would prove nothing: what was sent might have been refused for another reason.

    Whatever is done, by whom and on which page: a plan that the board has decided says what it said.
    """
    decided = made.decided()
    for address in SIGNED_IN[part]:
        right = address.page.send
        if right is None or address.name in {"password", "method_new", "document_publish"}:
            continue
        allowed = [person for person in made.people if right(person) and person.place != ELSEWHERE]
        assert allowed, address.name
        for person in allowed:
            with undone():
                before, answer = made.events(), post(made, person, address)
                told = f"{address.name}: {person} got {answer.status_code}"
                assert answer.status_code in {200, 302}, told
                assert made.events() > before or address.name in UNRECORDED, told
                assert made.decided() == decided, told
                assert not leaks(person, readable(answer)), told


# --- Another municipality


@IN_PARTS
def test_another_municipalitys_things_are_not_there(made: World, part: slice) -> None:
    before = made.rows()
    for address in SIGNED_IN[part]:
        if not address.parameters:
            continue
        for person in (one for one in made.people if one.place == ELSEWHERE):
            for right, answer in (
                (address.page.read, get(person, address.of(made.things))),
                (address.page.send, post(made, person, address, None if address.page.send else {})),
            ):
                # Where a right is asked for first, who has it nowhere is told so, and no more.
                lacks = person.role is not Role.ADMINISTRATOR and address.name.startswith(
                    ("user", "role", "method", "outbox")
                )
                expected = {405} if right is None else REFUSED if lacks else NOT_THERE
                told = f"{address.name}: {person}"
                assert answer.status_code in expected, told
                assert not leaks(person, readable(answer)), told
    assert made.rows() == before


def test_keys_of_anothers_things_in_a_form_or_an_address_reach_nothing(made: World) -> None:
    events = made.events()
    for address in SIGNED_IN:
        if address.parameters:
            continue
        for person in (one for one in made.people if one.place in {ELSEWHERE, BESIDE}):
            told = f"{address.name}: {person}"
            if address.page.read:
                answer = get(person, address.of({}), address.page.query.format(**made.things))
                assert answer.status_code < 500, told
                assert not leaks(person, readable(answer)), told
            if address.page.send:
                with undone():
                    answer, written = post(made, person, address), made.events() - events
                assert answer.status_code < 500, told
                assert not leaks(person, readable(answer)), told
                # In the own municipality they may do what is theirs; another's trail has nothing new.
                assert not written or person.place == BESIDE, told


# --- One's own items only, and secret ones


def test_a_reporter_finds_nothing_but_the_own_items(made: World) -> None:
    reporter = made.person(BOARD, Role.REPORTER)
    things = made.things | {"risk": made.things["others_risk"], "measure": made.things["others_measure"]}
    for address in SIGNED_IN:
        if {"risk_id", "measure_id"} & {*address.parameters} and not address.page.at and address.page.read:
            answer = get(reporter, address.of(things))
            assert answer.status_code == 404, address.name
            assert BOARD_MARK not in readable(answer), address.name


def test_a_wholly_secret_risk_is_not_there_for_who_may_not_read_it(made: World) -> None:
    things = made.things | {"risk": made.things["secret_risk"]}
    for person in (one for one in made.people if one.inside):
        secret = person.has(Permission.READ_SECRET)
        for name in ("risk", "risk_trail"):
            [address] = [one for one in SIGNED_IN if one.name == name]
            assert get(person, address.of(things)).status_code == (200 if secret else 404), f"{name}: {person}"


def test_who_has_lost_the_role_has_lost_everything_at_once(made: World) -> None:
    person = made.person(BOARD, Role.COORDINATOR)
    actions.set_active(by=OPERATOR, user_id=person.user.pk, version=1, active=False, now=NOW)
    for address in SIGNED_IN:
        if address.page.read:
            answer = get(person, address.of(made.things))
            assert answer.headers.get("Location", "").startswith("/logga-in/"), address.name


# --- What no page knows


def test_no_address_answers_to_another_method(made: World) -> None:
    browser, before = made.person(BOARD, Role.COORDINATOR).browser(), made.rows()
    for address in ADDRESSES:
        for method in (browser.put, browser.patch, browser.delete, browser.options, browser.trace):
            assert method(address.of(made.things)).status_code == 405, address.name
    assert made.rows() == before


def test_keys_of_nothing_are_not_there(made: World) -> None:
    browser = made.person(ROOT, Role.ADMINISTRATOR).browser()
    for address in SIGNED_IN:
        for key in ("00000000-0000-7000-8000-000000000000", "x", "1", "..", "%00", "å"):
            if address.parameters and address.page.read:
                where = address.of(made.things)
                for name in address.parameters:
                    where = where.replace(str(made.things[{**THINGS, **address.page.at}[name]]), key)
                assert browser.get(where).status_code in REFUSED, where
