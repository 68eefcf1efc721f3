"""The municipality's whole trail, for those who may read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.audit.queries import EVERYTHING, TrailEntry, TrailFilter, events_with, trail
from riskbild.organisation.access import Access, access_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import check_everywhere
from riskbild.organisation.queries import names_of
from riskbild.organisation.roles import Permission
from riskbild.register.models import BoardYear, MethodVersion, Risk
from riskbild.register.queries.seen import masks_for, title_of
from riskbild.register.queries.telling import TRAIL_TEXTS, Shown, TrailLine, keys_in, named_nodes, trail_line
from riskbild.rules.sentence import Sentence

_HIDDEN = Sentence(sv="(visas inte)", en="(not shown)")


@dataclass(frozen=True)
class TrailRow:
    """One event with the name of what it happened to, empty where that is no longer known."""

    line: TrailLine
    subject: Shown


@dataclass(frozen=True)
class TrailPage:
    """A page of the trail, newest first, and whether there are newer and older events of the same kind."""

    rows: Sequence[TrailRow]
    newer: bool
    older: bool


def trail_seen_by(
    by: User,
    today: date,
    wanted: TrailFilter = EVERYTHING,
    *,
    before_seq: int | None = None,
    after_seq: int | None = None,
    limit: int = 50,
) -> TrailPage:
    """A page of the trail; at most seven queries.

    The trail spans every unit, so it takes the right at the root; texts are shown only to those who may read secret
    fields there. Raises `Forbidden`.
    """
    check_everywhere(by, Permission.READ_TRAIL, today=today)
    found = trail(by.municipality_id, wanted, before_seq=before_seq, after_seq=after_seq, limit=limit + 1)
    more = len(found) > limit
    page = found[-limit:] if after_seq is not None else found[:limit]
    newer = more if after_seq is not None else before_seq is not None
    older = after_seq is not None or more
    return TrailPage(_rows(by, page, today), newer, older)


def events_seen_by(by: User, event_ids: Sequence[UUID], today: date) -> Sequence[TrailRow]:
    """Some events of the trail, newest first, for who may read it. Raises `Forbidden`."""
    check_everywhere(by, Permission.READ_TRAIL, today=today)
    return _rows(by, events_with(by.municipality_id, event_ids), today)


def _rows(by: User, entries: Sequence[TrailEntry], today: date) -> list[TrailRow]:
    access = access_of(by, today)
    keys = keys_in(entries) | {entry.subject_id for entry in entries}
    nodes = named_nodes(by, keys, today)
    names = nodes | names_of(by.municipality_id, list(keys - nodes.keys())) | _methods_and_years(by, entries, access)
    subjects: Mapping[UUID, Shown] = names | _risks(by, entries, today)
    masks = {} if access.everywhere(Permission.READ_SECRET) else dict.fromkeys(TRAIL_TEXTS, _HIDDEN)
    return [TrailRow(trail_line(entry, names, masks), subjects.get(entry.subject_id, "")) for entry in entries]


def _methods_and_years(by: User, entries: Sequence[TrailEntry], access: Access) -> dict[UUID, str]:
    """The names of methods and years that the events happened to or speak of; nothing is asked where there are none."""
    keys = {entry.subject_id for entry in entries if entry.subject_type in {"method", "board_year"}}
    keys |= keys_in(entry for entry in entries if entry.subject_type == "board_year")
    if not keys:
        return {}
    methods = MethodVersion.objects.filter(municipality_id=by.municipality_id, pk__in=keys)
    years = BoardYear.objects.filter(municipality_id=by.municipality_id, pk__in=keys)
    boards = {node.id: node.name for node in access.tree.boards}
    named = {row.pk: str(row) for row in methods.only("name", "number")}
    return named | {row.pk: f"{boards.get(row.board_id, '')} {row.year}" for row in years.only("board_id", "year")}


def _risks(by: User, entries: Sequence[TrailEntry], today: date) -> dict[UUID, Shown]:
    keys = {entry.subject_id for entry in entries if entry.subject_type == "risk"}
    if not keys:
        return {}
    rows = Risk.objects.filter(municipality_id=by.municipality_id, pk__in=keys)
    risks = list(rows.only("municipality_id", "node_id", "secret", "title", "risk", "process", "description"))
    masks = masks_for(by, risks, today)
    return {risk.pk: title_of(risk, masks.get(risk.pk, {})) for risk in risks}
