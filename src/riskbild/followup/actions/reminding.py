"""Reminders are queued, one letter a person and day, and the days for them are set."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from riskbild.audit.record import Change, record
from riskbild.audit.single import single
from riskbild.audit.writing import write
from riskbild.delivery.actions.addresses import make_addresses
from riskbild.delivery.actions.queuing import Outgoing, Recipient, queue_all
from riskbild.delivery.models import NOTHING
from riskbild.delivery.queries import choices_of, queued_keys
from riskbild.delivery.terms import Purpose
from riskbild.followup import events
from riskbild.followup.digest import Digest, letter_of
from riskbild.followup.leading import leaders_of
from riskbild.followup.models import FollowUpPeriod, Reminded, RemindedOfMeasure, ReminderSettings
from riskbild.followup.parts import Drawing, digest_of
from riskbild.followup.queries.due import DueReport, due_reports
from riskbild.followup.queries.due_measures import DueMeasure, due_measures
from riskbild.followup.reminder_rules import set_rules
from riskbild.followup.telling import Due, Situation, Telling, tellings
from riskbild.organisation.conflict import NOT_FOUND, Conflict, reached, reached_node
from riskbild.organisation.day import day_of
from riskbild.organisation.kinds import ANSWERABLE, NodeKind
from riskbild.organisation.mailing import recipients
from riskbild.organisation.models import Municipality
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.queries import names_of
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import tree_of
from riskbild.rules.refusal import Missing
from riskbild.rules.reminders import DECLINABLE, ReminderRules

_TOPIC = "digest"


@dataclass(frozen=True)
class RemindersQueued:
    """How many letters were queued, and to how many people none can be sent, since they have no mail address."""

    letters: int = 0
    without_address: int = 0


@transaction.atomic
def remind_all(*, by: Actor, municipality_id: UUID, now: datetime) -> RemindersQueued:
    """Queues today's reminders of a municipality. Done twice the same day it queues nothing the second time.

    A day that was missed is made up for: what is told is what nobody has been told yet.
    """
    municipality = single(Municipality.objects.select_for_update().filter(pk=municipality_id))
    if municipality is None:
        raise Missing(NOT_FOUND)
    today = day_of(now)
    waiting, measures = due_reports(municipality_id, today), due_measures(municipality_id)
    situation = _situation(municipality, waiting, measures, today)
    found: dict[UUID, list[Telling[Any]]] = defaultdict(list)
    every: list[Telling[Any]] = [*tellings(waiting, situation), *tellings(measures, situation)]
    for telling in every:
        found[telling.person_id].append(telling)
    keys = {person: f"{_TOPIC}:{person}:{today}" for person in found}
    queued = queued_keys(municipality_id, keys.values())
    fresh = {person: told for person, told in found.items() if keys[person] not in queued}
    addressed = recipients(municipality_id, fresh)
    told = {person: fresh[person] for person in addressed}
    drawing = Drawing(municipality_id, situation, _by_person(waiting))
    messages = _messages(told, addressed, drawing, by=by, now=now, keys=keys)
    letters = queue_all(municipality_id=municipality_id, messages=messages, now=now)
    _remember(municipality_id, [one for tellings_ in told.values() for one in tellings_], now)
    return RemindersQueued(letters, len(fresh) - len(addressed))


@transaction.atomic
def remind(*, by: Actor, period_id: UUID, person_ids: Collection[UUID], now: datetime) -> RemindersQueued:
    """Reminds some people at once of what they have not reported in a period; each at most once a day.

    Whoever manages the year of the board may. People with nothing to report there are not written to.
    """
    period = reached(FollowUpPeriod, by, period_id, "board__municipality")
    today = day_of(now)
    check(by, Permission.MANAGE_YEAR, period.board_id, today=today)
    waiting = due_reports(period.municipality_id, today, period_id=period.pk)
    mine = {person: reports for person, reports in _by_person(waiting).items() if person in set(person_ids)}
    addressed = recipients(period.municipality_id, mine)
    situation = _situation(period.board.municipality, [], [], today)
    drawing = Drawing(period.municipality_id, situation, mine)
    keys = {person: f"reminder:{period.pk}:{person}:{today}" for person in mine}
    told: dict[UUID, list[Telling[Any]]] = {person: [] for person in addressed}
    messages = _messages(told, addressed, drawing, by=by, now=now, keys=keys, topic="")
    letters = queue_all(municipality_id=period.municipality_id, messages=messages, now=now)
    if letters:
        change = Change(events.PEOPLE_REMINDED, "period", period.pk, after={"people": sorted(map(str, addressed))})
        record(change, by=by, municipality_id=period.municipality_id, now=now)
    return RemindersQueued(letters, len(mine) - len(addressed))


@transaction.atomic
def set_reminders(*, by: Actor, node_id: UUID, version: int, rules: ReminderRules, now: datetime) -> None:
    """Sets the reminders of a board, or at the root those of boards that set none; `version` 0 where none are set."""
    node = reached_node(by, node_id, {*ANSWERABLE, NodeKind.MUNICIPALITY})
    check(by, Permission.MANAGE_YEAR, node.pk, today=day_of(now))
    own = ReminderSettings.objects.select_for_update().filter(municipality_id=node.municipality_id, node=node).first()
    row = own or ReminderSettings(municipality_id=node.municipality_id, node=node, definition={}, version=0)
    if row.version != version:
        raise Conflict
    before, row.definition = row.definition, rules.to_data()
    row.version += 1
    write(row)
    change = Change(events.REMINDERS_SET, "node", node.pk, before, row.definition)
    record(change, by=by, municipality_id=node.municipality_id, now=now)


def _situation(
    municipality: Municipality, waiting: Sequence[DueReport], measures: Sequence[DueMeasure], today: date
) -> Situation:
    about: list[Due] = [*waiting, *measures]
    people = {person for one in about for person in one.people}
    columns = ("person_id", "audience", "step", "due")
    rows = Reminded.objects.filter(
        municipality_id=municipality.pk, report__period_id__in={report.period.id for report in waiting}
    )
    of_measures = RemindedOfMeasure.objects.filter(
        municipality_id=municipality.pk, measure_id__in=[one.id for one in measures]
    )
    told = [*rows.values_list("report_id", *columns), *of_measures.values_list("measure_id", *columns)]
    return Situation(
        today=today, tree=tree_of(municipality, today), settings=set_rules(municipality.pk),
        leaders=leaders_of(municipality.pk, today), choices=choices_of(municipality.pk, people),
        told=frozenset(told),
    )  # fmt: skip


def _by_person(waiting: Iterable[DueReport]) -> dict[UUID, list[DueReport]]:
    found: dict[UUID, list[DueReport]] = defaultdict(list)
    for report in waiting:
        for person in report.people:
            found[person].append(report)
    return found


def _messages(
    told: Mapping[UUID, Sequence[Telling[Any]]], addressed: Mapping[UUID, Recipient], drawing: Drawing, *, by: Actor,
    now: datetime, keys: Mapping[UUID, str], topic: str = _TOPIC,
) -> list[Outgoing]:  # fmt: skip
    """The letters, with a link a person and period where the board lets links open anything."""
    linked = [(person, period) for person in told for period in drawing.linked_periods(person)]
    municipality_id = drawing.municipality_id
    drawing.links = make_addresses(
        by=by, municipality_id=municipality_id, purpose=Purpose.REPORT, wanted=linked, now=now
    )
    optional = {person for person, tellings_ in told.items() if any(one.step.kind in DECLINABLE for one in tellings_)}
    make_addresses(
        by=by, municipality_id=municipality_id, purpose=Purpose.DECLINE,
        wanted=[(person, NOTHING) for person in optional], now=now,
    )  # fmt: skip
    digests = {person: digest_of(person, told[person], drawing) for person in told}
    names = names_of(municipality_id, list(_named(digests.values())))
    return [
        Outgoing(addressed[person], keys[person], letter_of(digest, names, drawing.today), topic, person in optional)
        for person, digest in digests.items()
    ]


def _named(digests: Iterable[Digest]) -> set[UUID]:
    found: set[UUID] = set()
    for digest in digests:
        found.update(person for part in digest.late for report in part.reports for person in report.people)
        found.update(person for part in digest.measures.late for one in part.measures for person in one.people)
    return found


def _remember(municipality_id: UUID, told: Sequence[Telling[Any]], now: datetime) -> None:
    reports: list[Reminded] = []
    measures: list[RemindedOfMeasure] = []
    for one in told:
        step: dict[str, Any] = {
            "municipality_id": municipality_id, "person_id": one.person_id, "audience": str(one.audience),
            "step": one.step.key, "due": one.what.due, "told_at": now,
        }  # fmt: skip
        if isinstance(one.what, DueMeasure):
            measures.append(RemindedOfMeasure(measure_id=one.what.id, **step))
        else:
            reports.append(Reminded(report_id=one.what.id, **step))
    Reminded.objects.bulk_create(reports, ignore_conflicts=True, batch_size=500)
    RemindedOfMeasure.objects.bulk_create(measures, ignore_conflicts=True, batch_size=500)
