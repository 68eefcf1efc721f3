"""Keeping a file as it came."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.actor import Actor
from riskbild.audit.record import Change, record
from riskbild.files import events, storage
from riskbild.files.models import StoredFile

_NAME = 200


@transaction.atomic
def keep_file(
    *, by: Actor, municipality_id: UUID, data: bytes, name: str, media_type: str, now: datetime
) -> StoredFile:
    """Stores a file's bytes untouched; bytes that the municipality has already give the row that is there.

    The caller has asked who may, and whether the content is of a kind that is stored.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    storage.write(municipality_id, sha256, data)
    kept, new = StoredFile.objects.get_or_create(
        municipality_id=municipality_id, sha256=sha256,
        defaults={
            "size": len(data), "name": name[-_NAME:], "media_type": media_type, "stored_by": by.id, "stored_at": now,
        },
    )  # fmt: skip
    if new:
        after = {"name": kept.name, "sha256": sha256, "size": kept.size}
        change = Change(events.FILE_STORED, "file", kept.pk, after=after)
        record(change, by=by, municipality_id=municipality_id, now=now)
    return kept
