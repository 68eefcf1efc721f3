"""A column that sorts the same on both databases, and the key it holds."""

import re
import unicodedata
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

LONGEST = 120

# å, ä and ö come last, in that order; v and w are two letters (SAOL since 2006). Signs above z in ASCII stand for them.
_LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})
_NEITHER_LETTER_NOR_FIGURE = re.compile(r"[^a-z0-9{|}]+")


def sort_key(text: str) -> str:
    """A key whose bytes sort as Swedish does: case and accents aside, å ä ö last, letters and figures only."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_LAST)
    kept = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    return _NEITHER_LETTER_NOR_FIGURE.sub(" ", kept).strip()[:LONGEST]


class SortKey(models.CharField[str, str]):
    """A `sort_key`, compared byte by byte: the database's own collation must not come between."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """The column's type, with the collation that means bytes on this database."""
        parameters = super().db_parameters(connection)
        return {**parameters, "collation": "C" if connection.vendor == "postgresql" else "BINARY"}
