"""Keys made in the application, so that no table needs a sequence and a retried write keeps its key."""

import os
import time
import uuid

_MILLISECOND = 1_000_000
_PARTS = 4096
"""Into how many parts twelve bits divide a millisecond: a quarter of a microsecond each."""


def uuid7() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562 §5.7): the time, then 62 bits of chance; keys made later sort later.

    48 bits hold the milliseconds and 12 more a part of one (§6.2, method 3), which is less than a key takes to make:
    rows written one after the other are sorted by their keys as they were written, as far as the clock goes forward.
    """
    milliseconds, rest = divmod(time.time_ns(), _MILLISECOND)
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | (rest * _PARTS // _MILLISECOND) << 64
    chance = int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF
    return uuid.UUID(int=value | 0x2 << 62 | chance)
