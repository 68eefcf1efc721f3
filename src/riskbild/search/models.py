"""The index: what each subject is found by, and the words people can have meant. Both come from the texts alone."""

from typing import ClassVar

from django.db import models

from riskbild.audit.ids import uuid7


class SearchRow(models.Model):
    """One subject in the index. Written only by `rows`, which also keeps its tokens in each database's own place.

    The row with `secret` has the open tokens and the secret ones, so that a query's words may stand in either. The
    tokens are a tsvector column `doc` on PostgreSQL; on SQLite they lie in the FTS5 table `search_tokens`, under the
    row's `number`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality_id = models.UUIDField()
    subject_id = models.UUIDField()
    secret = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality_id", "subject_id", "secret"], name="search_row_subject")
        ]


class SearchWord(models.Model):
    """A word that stands in some open text of the municipality; `shown` is how a text has it. For "Menade du …?"."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality_id = models.UUIDField()
    token = models.CharField(max_length=64)
    shown = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality_id", "token"], name="search_word_token")]
