"""Keeping a file as it came."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from riskbild.audit.actor import Actor
from riskbild.audit.record import Change, record
from riskbild.audit.single import single
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


@transaction.atomic
def forget_file(*, by: Actor, municipality_id: UUID, file_id: UUID, now: datetime) -> bool:
    """Removes a stored file, bytes and all, unless something else still holds it; returns whether it is gone.

    The caller has let go of it, and has asked who may. The trail keeps its name and checksum. The bytes go only once
    the transaction is committed: one that is taken back loses nothing.
    """
    kept = single(StoredFile.objects.select_for_update().filter(municipality_id=municipality_id, pk=file_id))
    if kept is None:
        return False
    before = {"name": kept.name, "sha256": kept.sha256, "size": kept.size}
    key, sha256 = kept.pk, kept.sha256
    try:
        with transaction.atomic():
            kept.delete()
    except ProtectedError:
        return False
    transaction.on_commit(lambda: storage.remove(municipality_id, sha256))
    record(Change(events.FILE_FORGOTTEN, "file", key, before=before), by=by, municipality_id=municipality_id, now=now)
    return True
