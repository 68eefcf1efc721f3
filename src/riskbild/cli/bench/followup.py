"""The follow-up's figures: a large period opened, one's own page, and two hundred people who report at once."""

import os
import re
import signal
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from math import ceil
from typing import Any
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.cli.bench.client import Answer, Client
from riskbild.cli.bench.filling import PASSWORD
from riskbild.cli.bench.form import fields_with
from riskbild.cli.bench.serving import Server, served
from riskbild.cli.bench.timing import rounds_of
from riskbild.cli.console import say
from riskbild.delivery.queries import token_of
from riskbild.documents.profile import Profile
from riskbild.followup.actions.linking import make_links
from riskbild.followup.actions.people import assign_reports
from riskbild.followup.actions.periods import PeriodDates, open_period, set_period_dates
from riskbild.followup.queries.board_rows import BoardRow, period_rows
from riskbild.organisation.actions import create_municipality, create_node, create_user, give_role
from riskbild.organisation.day import day_of
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.roles import Role
from riskbild.planning.actions.adopting import adopt_plan
from riskbild.planning.actions.items import NewItem, add_item
from riskbild.planning.actions.life import open_plan, propose_plan
from riskbild.planning.decision import Decision
from riskbild.register.actions.adding import NewRisk, add_risks
from riskbild.register.actions.years import make_method, open_year
from riskbild.register.derive import Scored
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.standard_methods import FOUR_BY_FOUR

CONTROLS, PEOPLE = 500, 200
"""Monthly controls, which make four occurrences each in a tertial, and the people that they fall to."""
SECONDS, KILLED = 60.0, 16.0
"""In how long a time everybody comes and reports; and where the server is killed in the midst of it, as fast as they
can be served, so that many are cut off."""
_ROUNDS = 100
_SIGN_IN = "chef.uppfoljning"
_FORM = re.compile(r'action="(?P<give>[^"]+)"[^>]*?data-save="(?P<save>[^"]+)"', re.DOTALL)


@dataclass(frozen=True)
class _Place:
    """A board whose plan is adopted, and its people; the first one can sign in."""

    year_id: UUID
    municipality_id: UUID
    people: Sequence[UUID]


@dataclass
class _Load:
    """What happened while everybody reported: how long each request took, what was acknowledged, what went wrong.

    `acknowledged` are the texts of given reports by their keys, `typed` those of drafts that are not given by the link
    they were typed under; `cut` counts those who were cut off when the server was killed.
    """

    taken: list[float] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopped: threading.Event = field(default_factory=threading.Event)

    def note(self, answer: Answer) -> Answer:
        """Takes an answer in."""
        with self.lock:
            self.taken.append(answer.milliseconds)
            if answer.status not in {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}:
                self.wrong.append(str(answer.status))
        return answer


def measure(now: datetime, *, rounds: int = _ROUNDS, people: int = PEOPLE, seconds: float = SECONDS) -> dict[str, Any]:
    """Every figure. Two periods are opened: in one everybody reports; in the other the server is killed meanwhile."""
    say("Filling: a plan and its people")
    place = _fill(now, people)
    figures: dict[str, Any] = {"controls": CONTROLS, "people": people}
    opened: list[tuple[UUID, float]] = [_open(place, key, now) for key in ("T1", "T2")]
    figures["occurrences"] = 4 * CONTROLS
    figures["open_period_ms"] = round(max(taken for _, taken in opened), 1)
    links = [_links(place, period_id, now) for period_id, _ in opened]
    with served() as server:
        say("Measuring: one's own page")
        with Client(server.host, server.port) as client:
            client.sign_in(_SIGN_IN, PASSWORD)
            figures["my_page"] = vars(rounds_of(lambda _: client.get("/uppfoljning/"), rounds=rounds))
        say("Measuring: everybody reports")
        figures |= _told("all_report", _all_report(server, links[0], seconds), opened[0][0], now)
    say("Measuring: everybody reports, and the server is killed")
    with served() as server:
        load = _all_report(server, links[1], KILLED, killed_after=KILLED / 2)
    # What was given in the moment of the kill, and never answered, is not lost either.
    given = {str(row.said.comment) for row in _rows(opened[1][0], now)}
    with served() as server:
        typed = {"typed": len(load.typed), "typed_lost": _typed_lost(server, load, given), "cut_off": load.cut}
    told = _told("killed_server", load, opened[1][0], now)
    return figures | told | {f"killed_server_{key}": count for key, count in typed.items()}


def _told(name: str, load: _Load, period_id: UUID, now: datetime) -> dict[str, Any]:
    lost, taken = _lost(load, period_id, now), sorted(load.taken)
    if lost:
        raise RuntimeError(f"{lost} acknowledged reports are lost.")
    return {
        f"{name}_acknowledged": len(load.acknowledged), f"{name}_lost": lost, f"{name}_requests": len(taken),
        f"{name}_errors": len(load.wrong), f"{name}_p50_ms": round(taken[len(taken) // 2], 1),
        f"{name}_p95_ms": round(taken[ceil(len(taken) * 0.95) - 1], 1),
    }  # fmt: skip


def _all_report(
    server: Server, links: Sequence[str], seconds: float, *, killed_after: float | None = None
) -> _Load:  # fmt: skip
    """Everybody opens their link at a moment of their own, has a draft kept, and reports.

    Where the server is killed meanwhile some are cut off, and every other one types and does not report yet.
    """
    load, began = _Load(), time.monotonic()
    visits = [
        threading.Thread(
            target=_visit,
            args=(server, link, began + seconds * place / len(links), load),
            kwargs={"gives": killed_after is None or place % 2 == 0},
        )
        for place, link in enumerate(links)
    ]
    for visit in visits:
        visit.start()
    if killed_after is not None:
        time.sleep(max(began + killed_after - time.monotonic(), 0))
        load.stopped.set()
        for process_id in server.processes():
            os.kill(process_id, signal.SIGKILL)
    for visit in visits:
        visit.join()
    return load


def _visit(server: Server, link: str, at: float, load: _Load, *, gives: bool) -> None:
    if load.stopped.wait(max(at - time.monotonic(), 0)):
        return
    try:
        with Client(server.host, server.port) as client:
            _report(client, link, load, gives=gives)
    except (OSError, RuntimeError) as error:
        # Whoever was in the midst of it when the server was killed is cut off; anybody else is an error.
        with load.lock:
            if load.stopped.is_set():
                load.cut += 1
            else:
                load.wrong.append(type(error).__name__)


def _report(client: Client, link: str, load: _Load, *, gives: bool) -> None:
    page = load.note(client.get(link))
    found = _FORM.search(page.text)
    if found is None:
        raise RuntimeError("The page has no report.")
    fields = fields_with(page.text, "draft")
    text = f"Stickprovet är gjort utan anmärkning. {link[-12:]}"
    answers = {"word": "Genomförd", "text": text, "result": "no_deviation", "comment": text}
    kept = load.note(client.post(found["save"], fields | answers))
    if kept.status == HTTPStatus.OK:
        load.typed[link] = text
    if not gives:
        return
    fields = fields_with(load.note(client.get(link)).text, "draft")
    answer = load.note(client.post(found["give"], fields | answers))
    if answer.status in {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}:
        with load.lock:
            load.acknowledged[found["give"].rstrip("/").rpartition("/")[2]] = text
            load.typed.pop(link, None)


def _typed_lost(server: Server, load: _Load, given: Collection[str]) -> int:
    """How many typed texts that are not `given` do not come back in the form when their link is opened again."""
    with Client(server.host, server.port) as client:
        left = {link: text for link, text in load.typed.items() if text not in given}
        lost = sum(text not in client.get(link).text for link, text in left.items())
    if lost:
        raise RuntimeError(f"{lost} texts that were kept while typing are lost.")
    return lost


def _lost(load: _Load, period_id: UUID, now: datetime) -> int:
    """How many acknowledged texts do not stand in the database."""
    rows = {str(row.id): row for row in _rows(period_id, now)}
    return sum(
        str(rows[key].said.comment) != text or rows[key].said.at is None for key, text in load.acknowledged.items()
    )


def _rows(period_id: UUID, now: datetime) -> Sequence[BoardRow]:
    return period_rows(Operator("bench"), period_id, day_of(now))


def _open(place: _Place, key: str, now: datetime) -> tuple[UUID, float]:
    """Opens a period, due in ten days, and deals its reports out; gives its key and how long the opening took."""
    by, today = Operator("bench"), day_of(now)
    ahead = [today.fromordinal(today.toordinal() + days) for days in (-30, 10, 20)]
    mine: dict[str, Any] = {"by": by, "board_year_id": place.year_id, "key": key, "now": now}
    set_period_dates(version=0, dates=PeriodDates(*ahead), **mine)
    started = time.perf_counter()
    period_id = open_period(**mine).period.pk
    taken = (time.perf_counter() - started) * 1000
    reports = [row.id for row in _rows(period_id, now)]
    for number, person in enumerate(place.people):
        assign_reports(by=by, report_ids=reports[number :: len(place.people)], person_id=person, now=now)
    return period_id, taken


def _links(place: _Place, period_id: UUID, now: datetime) -> list[str]:
    made = make_links(by=Operator("bench"), period_id=period_id, person_ids=place.people, now=now)
    return [f"/r/{token_of(place.municipality_id, made[person])}/" for person in place.people]


def _fill(now: datetime, people: int) -> _Place:
    by = Operator("bench")
    root = create_municipality(by=by, name="Rapportkommunen", now=now)

    def node(parent: UUID, kind: NodeKind, name: str, code: str = "") -> UUID:
        return create_node(by=by, parent_id=parent, kind=kind, name=name, code=code, now=now).pk

    board = node(root.pk, NodeKind.BOARD, "Rapportnämnden", "RAPP")
    unit = node(node(board, NodeKind.ADMINISTRATION, "Rapportförvaltningen"), NodeKind.UNIT, "Enheten")
    method = make_method(by=by, node_id=board, profile=Profile(name="Standard", method=FOUR_BY_FOUR), now=now)
    year = open_year(by=by, board_id=board, year=day_of(now).year, method_id=method.pk, now=now)
    scores = [(AssessmentKind.INHERENT, AssessmentOrigin.ASSESSED, Scored(3, 4, 12))]
    risk = NewRisk(fields={"risk": "Risk att beslut fattas på fel underlag"}, node_id=unit, scores=scores)
    (added,) = add_risks(by=by, board_year_id=year.pk, new=[risk], now=now)
    _adopt(year.pk, added.pk, now)
    reporters = [_person(root.municipality_id, unit, number, now) for number in range(people)]
    return _Place(year.pk, root.municipality_id, reporters)


def _adopt(year_id: UUID, risk_id: UUID, now: datetime) -> None:
    by = Operator("bench")
    plan_id = open_plan(by=by, board_year_id=year_id, now=now).pk
    for number in range(CONTROLS):
        texts = {
            "activity": f"Granska att rutin {number} följs", "method": "Stickprov på tio ärenden",
            "control_owner": "Enhetschef", "performer": "Controller", "frequency": "Månadsvis",
        }  # fmt: skip
        add_item(by=by, plan_id=plan_id, new=NewItem(texts=texts, risk_ids=[risk_id]), now=now)
    plan = propose_plan(by=by, plan_id=plan_id, version=1, check_plan=lambda _: (), now=now)
    decision = Decision("Rapportnämnden", day_of(now), "§ 1", "RAPP 1")
    adopt_plan(by=by, plan_id=plan_id, version=plan.version, decision=decision, now=now)


def _person(municipality_id: UUID, unit: UUID, number: int, now: datetime) -> UUID:
    by = Operator("bench")
    user = create_user(
        by=by, municipality_id=municipality_id, username=_SIGN_IN if number == 0 else f"rapport.{number}",
        name=f"Rapportör {number}", password=PASSWORD if number == 0 else None, now=now,
    )  # fmt: skip
    give_role(by=by, user_id=user.pk, node_id=unit, role=Role.REPORTER, now=now)
    return user.pk
