"""The sign of a municipality before each of its tokens, by which the index itself keeps municipalities apart."""

from base64 import b32encode
from functools import lru_cache
from hashlib import blake2b
from uuid import UUID

# 25 bits. Two municipalities may share a tag: then a search reads the other's rows too, and the column leaves them out.
TAG_LENGTH = 5


@lru_cache(maxsize=1024)
def tag_of(municipality_id: UUID) -> str:
    """Five letters or digits in lower case."""
    digest = blake2b(municipality_id.bytes, digest_size=5).digest()
    return b32encode(digest).decode().lower()[:TAG_LENGTH]
