"""A municipality's mark for its documents: looked at, and kept under its checksum."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.documents.layout import LogoFile
from riskbild.files.actions import keep_file
from riskbild.organisation.conflict import reached
from riskbild.organisation.day import day_of
from riskbild.organisation.models import Node
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.publishing.picture import picture_type


@transaction.atomic
def keep_logo(*, by: Actor, node_id: UUID, content: bytes, name: str, words: str, now: datetime) -> LogoFile:
    """Keeps a picture, for layouts to name. `words` stand for it where it cannot be seen.

    Raises `Refused` for what is no PNG, JPEG or plain SVG picture, or is too large.
    """
    node = reached(Node, by, node_id)
    check(by, Permission.MANAGE_METHOD, node.pk, today=day_of(now))
    media_type = picture_type(content)
    kept = keep_file(
        by=by, municipality_id=node.municipality_id, data=content, name=name, media_type=media_type, now=now
    )
    return LogoFile(kept.sha256, media_type, words)
