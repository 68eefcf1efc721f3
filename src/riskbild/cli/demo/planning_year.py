"""The sample year's planning: what stands in the middle of being nominated, drawn up, proposed, returned or adopted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.cli.demo.data import DemoTown
from riskbild.cli.demo.planning_data import kind_in, origin_in, planning_of, rows_in, rules_in, texts_in
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor
from riskbild.organisation.queries import board_with_code, user_with_sign_in
from riskbild.organisation.roles import Role
from riskbild.organisation.tree import tree_of
from riskbild.planning.actions.choices import ChoiceSeen, choose_for_plan
from riskbild.planning.actions.commons import issue_common
from riskbild.planning.actions.deciding import decline_nomination, merge_nomination, take_nomination
from riskbild.planning.actions.items import NewItem, add_item, edit_item
from riskbild.planning.actions.life import begin_revision, open_plan, propose_plan, return_plan
from riskbild.planning.actions.nominating import nominate, withdraw_nomination
from riskbild.planning.actions.profiles import choose_risks
from riskbild.planning.actions.workshops import decide_in_workshop, open_workshop, score_alone, show_spread
from riskbild.planning.actions.years import mark_duty, set_year_rules
from riskbild.planning.decision import Decision
from riskbild.planning.plan_checks import findings_of_content
from riskbild.planning.queries.checkable import plan_setting_of
from riskbild.planning.queries.plans import plan_seen_by
from riskbild.planning.queries.seen import year_for
from riskbild.planning.queries.workshops import workshop_seen_by
from riskbild.publishing.actions.adopting import adopt_plan
from riskbild.register.derive import Scored
from riskbild.rules.plan_item import ItemOrigin


@dataclass(frozen=True)
class SampleYear:
    """A board's sample year with its risks in the document's order, and the moment that everything in it happens."""

    town: DemoTown
    board_id: UUID
    year_id: UUID
    year: int
    risk_ids: Sequence[UUID]
    now: datetime
    today: date

    def sign_in(self, role: Role) -> str:
        """The sign-in name of the board's own person in a role."""
        return next(user.sign_in for user in self.town.users if user.role is role)

    def person(self, role: Role) -> Actor:
        """The board's own person in a role."""
        return user_with_sign_in(self.sign_in(role))

    def risks(self, places: Sequence[int]) -> list[UUID]:
        """The keys of the risks of some rows."""
        return [self.risk_ids[place] for place in places]


def add_planning(sample: SampleYear, by: Operator) -> None:
    """Takes the board as far as its part of the demo says."""
    data = planning_of(sample.town.code)
    set_year_rules(by=by, board_year_id=sample.year_id, version=0, rules=rules_in(data), now=sample.now)
    _issue_commons(sample, data, by)
    mark_duties(sample.board_id, sample.year, data, by, sample.now)
    _choose(sample, data)
    for nomination in data.get("nominations", ()):
        _nominate(sample, nomination)
    if "workshop" in data:
        _hold_workshop(sample, data["workshop"])
    plan_id = open_plan(by=sample.person(Role.COORDINATOR), board_year_id=sample.year_id, now=sample.now).pk
    _add_items(sample, plan_id, [*data["items"], *_document_items(sample, data)])
    _explain(sample, plan_id, data.get("reasons", {}))
    if data["state"] != "draft":
        _answer_for_commons(sample, plan_id)
        _take_on(sample, plan_id, data)


def mark_duties(board_id: UUID, year: int, data: Mapping[str, Any], by: Operator, now: datetime) -> None:
    """Marks those duties of the year as done whose day has come."""
    for key, day in data.get("duties", {}).items():
        done_on = date.fromisoformat(f"{year}-{day}")
        if done_on <= day_of(now):
            mark_duty(by=by, board_id=board_id, year=year, key=key, done_on=done_on, now=now)


def _issue_commons(sample: SampleYear, data: Mapping[str, Any], by: Operator) -> None:
    root = tree_of(board_with_code(sample.town.code).municipality, sample.today).roots[0].id
    for texts in data["commons"]:
        issue_common(by=by, root_id=root, year=sample.year, texts=texts, now=sample.now)


def _choose(sample: SampleYear, data: Mapping[str, Any]) -> None:
    for group in data.get("profile", ()):
        choose_risks(
            by=sample.person(Role.COORDINATOR), board_year_id=sample.year_id, node_id=sample.board_id,
            risk_ids=sample.risks(rows_in(group)), group=group["group"], now=sample.now,
        )  # fmt: skip


def _nominate(sample: SampleYear, data: Mapping[str, Any]) -> None:
    """Offers some rows' risks to the board, and answers as the data says."""
    made = nominate(
        by=sample.person(Role(data["by"])), board_year_id=sample.year_id, risk_ids=sample.risks(rows_in(data)),
        motive=data["motive"], to_node_id=sample.board_id, now=sample.now,
    )  # fmt: skip
    answer, coordinator = data["answer"], sample.person(Role.COORDINATOR)
    for one in made:
        ask: dict[str, Any] = {
            "by": coordinator, "nomination_id": one.pk, "version": one.version, "now": sample.now,
        }  # fmt: skip
        if answer == "taken":
            take_nomination(**ask, group=data["group"])
        elif answer == "merged":
            merge_nomination(**ask, into_id=sample.risk_ids[data["into"]], reason=data["reason"])
        elif answer == "declined":
            decline_nomination(**ask, reason=data["reason"])
        elif answer == "withdrawn":
            withdraw_nomination(**(ask | {"by": sample.person(Role(data["by"]))}))


def _hold_workshop(sample: SampleYear, data: Mapping[str, Any]) -> None:
    """A workshop that has come halfway: some risks decided, some with the spread shown, some being scored alone."""
    chair, now = sample.person(Role.COORDINATOR), sample.now
    keys = sample.risks([one["row"] for one in data["risks"]])
    opened = open_workshop(
        by=chair, board_year_id=sample.year_id, node_id=sample.board_id, title=data["title"], risk_ids=keys,
        held_on=sample.today, participants=data["participants"], now=now,
    )  # fmt: skip
    versions = {one.risk.id: one.risk.version for one in workshop_seen_by(chair, opened.pk, sample.today).risks}
    for key, one in zip(keys, data["risks"], strict=True):
        ask: dict[str, Any] = {"workshop_id": opened.pk, "risk_id": key, "now": now}
        for role, (likelihood, impact) in one["alone"].items():
            score_alone(by=user_with_sign_in(sample.sign_in(Role(role))), scored=Scored(likelihood, impact), **ask)
        if "shown" in one or "decided" in one:
            show_spread(by=chair, **ask)
        if "decided" in one:
            scored = Scored(*one["decided"])
            decide_in_workshop(by=chair, risk_version=versions[key], scored=scored, motive=one["motive"], **ask)


def _add_items(sample: SampleYear, plan_id: UUID, items: Sequence[Mapping[str, Any]]) -> None:
    for item in items:
        new = NewItem(
            texts=texts_in(item, sample.year), kind=kind_in(item), origin=origin_in(item),
            risk_ids=sample.risks(item["risks"]),
        )  # fmt: skip
        add_item(by=sample.person(Role.COORDINATOR), plan_id=plan_id, new=new, now=sample.now)


def _document_items(sample: SampleYear, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The controls that stand in the document itself, for the rows that are named."""
    rows = sample.town.document.rows
    return [
        {
            "risks": [place], "activity": control.control, "method": control.method or "",
            "control_owner": control.responsible or "", "frequency": control.frequency or "",
        }
        for place in data.get("rows_with_controls", ())
        for control in rows[place].controls
        if control.control and control.responsible
    ]  # fmt: skip


def _explain(sample: SampleYear, plan_id: UUID, reasons: Mapping[str, str]) -> None:
    """Gives the choices that go against the threshold their reasons."""
    person = sample.person(Role.COORDINATOR)
    for one in plan_seen_by(person, plan_id, sample.today).choices:
        if one.deviation is not None and one.deviation.value in reasons:
            choose_for_plan(
                by=person, plan_id=plan_id, chosen=[ChoiceSeen(one.risk.id, one.version)], in_plan=one.in_plan,
                reason=reasons[one.deviation.value], now=sample.now,
            )  # fmt: skip


def _answer_for_commons(sample: SampleYear, plan_id: UUID) -> None:
    """Says who answers for the controls that all boards have in common: that is left to each board."""
    person = sample.person(Role.COORDINATOR)
    for item in plan_seen_by(person, plan_id, sample.today).items:
        if item.origin is ItemOrigin.COMMON:
            who = {"control_owner": "Förvaltningschef", "performer": "HR-chef"}
            edit_item(by=person, item_id=item.id, version=item.version, changes=who, now=sample.now)


def _take_on(sample: SampleYear, plan_id: UUID, data: Mapping[str, Any]) -> None:
    secretary = sample.person(Role.SECRETARY)
    proposed = propose(sample, plan_id)
    if data["state"] == "returned":
        return_plan(by=secretary, plan_id=plan_id, version=proposed, reason=data["return"], now=sample.now)
    if data["state"] == "revised":
        adopted = adopt(sample, plan_id, proposed, paragraph="§ 12", month=1)
        draft = begin_revision(
            by=sample.person(Role.COORDINATOR), plan_id=plan_id, version=adopted, reason=data["revision"]["reason"],
            now=sample.now,
        )  # fmt: skip
        _add_items(sample, draft.pk, _document_items(sample, data["revision"]))
        adopt(sample, draft.pk, propose(sample, draft.pk), paragraph="§ 87", month=6)


def propose(sample: SampleYear, plan_id: UUID) -> int:
    """Proposes the plan with the checks that the page runs; its version then."""
    person = sample.person(Role.COORDINATOR)
    setting = plan_setting_of(person, year_for(person, sample.year_id, sample.today), sample.today)
    version = plan_seen_by(person, plan_id, sample.today).version
    return propose_plan(
        by=person, plan_id=plan_id, version=version, now=sample.now,
        check_plan=lambda content: findings_of_content(content, setting),
    ).version  # fmt: skip


def adopt(sample: SampleYear, plan_id: UUID, version: int, *, paragraph: str, month: int) -> int:
    """Adopts the plan, on a day of the sample year that has been; its version then."""
    body = board_with_code(sample.town.code).name
    day = min(date(sample.year, month, 24), sample.today)
    decision = Decision(body, day, paragraph, f"{sample.town.code} {sample.year}/41")
    return adopt_plan(
        by=sample.person(Role.SECRETARY), plan_id=plan_id, version=version, decision=decision, now=sample.now
    ).version
