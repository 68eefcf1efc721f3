"""A municipality's own layouts and Word templates: saved as new versions, and taken out of use."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from riskbild.audit.ids import uuid7
from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, update
from riskbild.documents.layout import Layout, PublishedKind
from riskbild.files.actions import keep_file
from riskbild.organisation.conflict import NOT_FOUND, Conflict, reached, take
from riskbild.organisation.day import day_of
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Node
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.publishing import events
from riskbild.publishing.models import LayoutVersion, WordTemplate
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LARGEST = 10_000_000
_TOO_LARGE = Sentence("Wordmallen är större än 10 MB.", "The Word template is larger than 10 MB.")


@transaction.atomic
def save_layout(
    *, by: Actor, node_id: UUID, layout: Layout, now: datetime, series: UUID | None = None, after_number: int = 0
) -> LayoutVersion:
    """Saves a layout as the next version of its series, or as the first of a new one.

    `node_id` is the board that prints by it, or the municipality for all boards. `after_number` is the number that the
    person saw, 0 for a new layout: raises `Conflict` where there is a later.
    """
    node = _node(by, node_id, now)
    series = series or uuid7()
    earlier = LayoutVersion.objects.filter(municipality_id=node.municipality_id, series=series)
    latest = earlier.order_by("-number").first()
    if (latest.number if latest else 0) != after_number:
        raise Conflict
    made = LayoutVersion(
        municipality_id=node.municipality_id, node_id=_board(node), series=series, number=after_number + 1,
        kind=layout.kind.value, name=layout.name, data=layout.to_data(), made_at=now,
    )  # fmt: skip
    if latest is not None and latest.node_id != made.node_id:
        raise Missing(NOT_FOUND)
    try:
        with transaction.atomic():
            add(made)
    except IntegrityError as taken:
        raise Conflict from taken
    after = {"name": made.name, "kind": made.kind, "number": made.number, "data": made.data}
    change = Change(events.LAYOUT_SAVED, "layout", made.series, {"data": latest.data} if latest else {}, after)
    record(change, by=by, municipality_id=made.municipality_id, now=now)
    return made


@transaction.atomic
def remove_layout(*, by: Actor, layout_id: UUID, now: datetime) -> LayoutVersion:
    """Takes a layout out of use; kept documents stay as they are. Raises `Conflict` for an older version."""
    row = take(LayoutVersion, by, layout_id, version=None)
    if row.removed_at is not None:
        raise Missing(NOT_FOUND)
    _check(by, row.municipality_id, row.node_id, now)
    series = LayoutVersion.objects.filter(municipality_id=row.municipality_id, series=row.series)
    if series.filter(number__gt=row.number).exists():
        raise Conflict
    row.removed_at, row.version = now, row.version + 1
    update(row, "removed_at", "version")
    change = Change(events.LAYOUT_REMOVED, "layout", row.series, {"name": row.name, "number": row.number})
    record(change, by=by, municipality_id=row.municipality_id, now=now)
    return row


@transaction.atomic
def keep_template(
    *, by: Actor, node_id: UUID, kind: PublishedKind | None, name: str, content: bytes, now: datetime
) -> WordTemplate:
    """Keeps a Word template in place of the one that is in use for the same documents.

    Whoever hands it over has looked at it (`publishing.word.check_template`); it is looked at anew at every drawing.
    """
    node = _node(by, node_id, now)
    if len(content) > _LARGEST:
        raise Refused(_TOO_LARGE)
    kept = keep_file(by=by, municipality_id=node.municipality_id, data=content, name=name, media_type=_WORD, now=now)
    chosen = kind.value if kind else ""
    in_use = WordTemplate.objects.filter(municipality_id=node.municipality_id, kind=chosen, removed_at=None)
    board_id = _board(node)
    in_use = in_use.filter(node__isnull=True) if board_id is None else in_use.filter(node_id=board_id)
    in_use.update(removed_at=now)
    made = add(WordTemplate(
        municipality_id=node.municipality_id, node_id=board_id, kind=chosen, name=name[:200], file=kept,
        sha256=kept.sha256, made_at=now,
    ))  # fmt: skip
    after = {"name": made.name, "kind": chosen, "sha256": made.sha256}
    change = Change(events.TEMPLATE_KEPT, "word_template", made.pk, after=after)
    record(change, by=by, municipality_id=made.municipality_id, now=now)
    return made


@transaction.atomic
def remove_template(*, by: Actor, template_id: UUID, now: datetime) -> WordTemplate:
    """Takes a Word template out of use; documents are drawn in the program's own again."""
    row = take(WordTemplate, by, template_id, version=None)
    if row.removed_at is not None:
        raise Missing(NOT_FOUND)
    _check(by, row.municipality_id, row.node_id, now)
    row.removed_at, row.version = now, row.version + 1
    update(row, "removed_at", "version")
    change = Change(events.TEMPLATE_REMOVED, "word_template", row.pk, {"name": row.name, "sha256": row.sha256})
    record(change, by=by, municipality_id=row.municipality_id, now=now)
    return row


def _node(by: Actor, node_id: UUID, now: datetime) -> Node:
    node = reached(Node, by, node_id)
    check(by, Permission.MANAGE_METHOD, node.pk, today=day_of(now))
    return node


def _board(node: Node) -> UUID | None:
    return None if node.kind == NodeKind.MUNICIPALITY else node.pk


def _check(by: Actor, municipality_id: UUID, node_id: UUID | None, now: datetime) -> None:
    if node_id is None:
        root = Node.objects.filter(municipality_id=municipality_id, kind=NodeKind.MUNICIPALITY).first()
        node_id = root.pk if root else municipality_id
    check(by, Permission.MANAGE_METHOD, node_id, today=day_of(now))
