"""Keys made in the application, so that no table needs a sequence and a retried write keeps its key."""

import os
import time
import uuid

_MILLISECOND = 1_000_000


def uuid7() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then chance; keys made later sort later."""
    milliseconds = time.time_ns() // _MILLISECOND
    chance = int.from_bytes(os.urandom(10))
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | chance
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)
