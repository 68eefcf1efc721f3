"""The municipality's rule sets, a board's settings for a year, and duties marked as done."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, write
from riskbild.organisation.conflict import NOT_FOUND, Conflict, reached_node, take
from riskbild.organisation.day import day_of
from riskbild.organisation.kinds import ANSWERABLE, NodeKind
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import at
from riskbild.organisation.roles import Permission
from riskbild.planning import events
from riskbild.planning.actions.checking import one_text
from riskbild.planning.actions.taking import open_year_of
from riskbild.planning.models import DutyMark, RuleSetVersion, YearSettings
from riskbild.planning.rules_of import rule_sets_of, rules_held, rules_in
from riskbild.rules.duties import RuleSet
from riskbild.rules.period import periods_of
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence
from riskbild.rules.year_rules import YearRules

_NOTE = Sentence(sv="Kommentar", en="Note")


@transaction.atomic
def make_rules(*, by: Actor, root_id: UUID, rules: RuleSet, after_number: int, now: datetime) -> RuleSetVersion:
    """Saves the next version of the municipality's rule set; earlier ones stay as they are.

    `after_number` is the number of the latest that the person saw, 0 for none: raises `Conflict` when there is a later.
    """
    root = reached_node(by, root_id, {NodeKind.MUNICIPALITY})
    check(by, Permission.DECIDE_COMMON, root.pk, today=day_of(now))
    latest = rule_sets_of(root.municipality_id)[0].number
    if latest != after_number:
        raise Conflict
    made = RuleSetVersion(
        municipality_id=root.municipality_id, number=latest + 1, name=rules.name[:200], valid_from=rules.valid_from,
        definition=rules.to_data(), made_at=now,
    )  # fmt: skip
    try:
        with transaction.atomic():
            add(made)
    except IntegrityError as taken:
        raise Conflict from taken
    after = {"name": made.name, "number": made.number, "from": made.valid_from}
    change = Change(events.RULES_MADE, "rule_set", made.pk, after=after)
    record(change, by=by, municipality_id=made.municipality_id, now=now)
    return made


@transaction.atomic
def set_year_rules(*, by: Actor, board_year_id: UUID, version: int, rules: YearRules, now: datetime) -> YearSettings:
    """Sets how a board works a year; `version` is that of the settings seen, 0 where the defaults applied."""
    year = open_year_of(by, board_year_id)
    check(by, Permission.MANAGE_YEAR, year.board_id, today=day_of(now))
    periods_of(year.year, rules.periods)
    if rules.rule_set is not None:
        rules_in(rule_sets_of(year.municipality_id), year.year, number=rules.rule_set)
    own = YearSettings.objects.select_for_update().filter(municipality_id=year.municipality_id, board_year=year)
    row = own.first() or YearSettings(municipality_id=year.municipality_id, board_year=year, definition={}, version=0)
    if row.version != version:
        raise Conflict
    before, row.definition = row.definition, rules.to_data()
    row.version += 1
    try:
        with transaction.atomic():
            write(row)
    except IntegrityError as taken:
        raise Conflict from taken
    change = Change(events.YEAR_SET_UP, "board_year", year.pk, before, row.definition)
    record(change, by=by, municipality_id=year.municipality_id, now=now)
    return row


@transaction.atomic
def mark_duty(
    *, by: Actor, board_id: UUID, year: int, key: str, done_on: date, now: datetime, note: str = ""
) -> DutyMark:
    """Says that a duty of a board's year was done on a day; a mark already there is replaced."""
    board = reached_node(by, board_id, ANSWERABLE)
    check(by, Permission.MANAGE_YEAR, board.pk, today=day_of(now))
    if done_on > day_of(now):
        raise at("done_on", Sentence(sv="Dagen ligger i framtiden.", en="The day lies ahead."))
    duties = rules_held(board.municipality_id, board.pk, year).rules.duties
    if key not in {duty.key for duty in duties}:
        raise Missing(NOT_FOUND)
    mark, _ = DutyMark.objects.update_or_create(
        municipality_id=board.municipality_id, year=year, board=board, key=key,
        defaults={"done_on": done_on, "note": one_text("note", note, _NOTE)},
    )  # fmt: skip
    after = {"year": year, "key": key, "on": done_on, "note": mark.note}
    change = Change(events.DUTY_MARKED, "board", board.pk, after=after)
    record(change, by=by, municipality_id=board.municipality_id, now=now)
    return mark


@transaction.atomic
def unmark_duty(*, by: Actor, board_id: UUID, year: int, key: str, now: datetime) -> None:
    """Takes such a mark away."""
    board = reached_node(by, board_id, ANSWERABLE)
    check(by, Permission.MANAGE_YEAR, board.pk, today=day_of(now))
    mark = DutyMark.objects.filter(municipality_id=board.municipality_id, year=year, board=board, key=key).first()
    if mark is None:
        raise Missing(NOT_FOUND)
    before = {"year": year, "key": key, "on": mark.done_on, "note": mark.note}
    take(DutyMark, by, mark.pk, version=None).delete()
    change = Change(events.DUTY_UNMARKED, "board", board.pk, before=before)
    record(change, by=by, municipality_id=board.municipality_id, now=now)
