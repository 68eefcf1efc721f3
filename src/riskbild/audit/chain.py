"""How an event is turned into its digest and its link: canonical JSON and SHA-256. Plain functions, no database."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID


def canonical(value: Any) -> bytes:
    """One spelling for one value: sorted keys, no spaces, UTF-8; dates and keys as text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def digest_of(salt: str, actor_name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """The salted digest that stands in the chain for texts that may be erased; unsalted, they could be guessed."""
    return hashlib.sha256(canonical([salt, actor_name, before, after])).hexdigest()


def link_of(  # noqa: PLR0913 - the chain binds every column of the event, named one by one
    *,
    municipality_id: UUID,
    seq: int,
    at: datetime,
    name: str,
    actor_kind: str,
    actor_id: UUID | None,
    subject_type: str,
    subject_id: UUID,
    digest: str,
    previous: str,
) -> str:
    """The hash that binds an event to the one before it."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    columns = [municipality_id, seq, moment, name, actor_kind, actor_id, subject_type, subject_id, digest, previous]
    return hashlib.sha256(canonical(columns)).hexdigest()
