"""The index's tables: on SQLite the tokens lie in an FTS5 table, on PostgreSQL in a column under a GIN index."""

import riskbild.audit.ids
from django.db import migrations, models

# `number` is what FTS5 knows a row by; a primary key of whole numbers is the only one that VACUUM leaves as it is.
SQLITE_ROWS = """
    CREATE TABLE search_searchrow (
        number integer NOT NULL PRIMARY KEY,
        id char(32) NOT NULL UNIQUE,
        municipality_id char(32) NOT NULL,
        subject_id char(32) NOT NULL,
        secret bool NOT NULL,
        CONSTRAINT search_row_subject UNIQUE (municipality_id, subject_id, secret)
    )
"""

# The tokens come normalised, so FTS5 shall only cut at the spaces: its "ascii" tokenizer does, and takes every other sign
# for a letter whatever the version of Unicode. Positions and lengths of texts are not asked for and not stored.
SQLITE_TOKENS = """
    CREATE VIRTUAL TABLE search_tokens USING fts5(doc, tokenize = 'ascii', detail = 'none', columnsize = 0)
"""

# No statistics of the tokens: without them PostgreSQL takes every word for a rare one and asks the index. With them it would
# read through the whole table for a common word, as it does not know what unpacking a row's tokens costs.
POSTGRESQL_TOKENS = """
    ALTER TABLE search_searchrow ADD COLUMN doc tsvector NOT NULL;
    ALTER TABLE search_searchrow ALTER COLUMN doc SET STATISTICS 0
"""

# What was written last waits in a list that every search reads through. It makes adding many texts four times as fast; at a
# quarter of the usual length it costs a search nothing that can be measured.
POSTGRESQL_INDEX = """
    CREATE INDEX search_row_doc ON search_searchrow USING gin (doc) WITH (gin_pending_list_limit = 1024)
"""


class CreateRows(migrations.CreateModel):
    """Makes the table together with each database's own place for tokens."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(SQLITE_ROWS)
            schema_editor.execute(SQLITE_TOKENS)
        else:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            schema_editor.execute(POSTGRESQL_TOKENS)
            schema_editor.execute(POSTGRESQL_INDEX)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        schema_editor.execute("DROP TABLE search_searchrow")
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute("DROP TABLE search_tokens")


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        CreateRows(
            name="SearchRow",
            fields=[
                ("id", models.UUIDField(default=riskbild.audit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("municipality_id", models.UUIDField()),
                ("subject_id", models.UUIDField()),
                ("secret", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality_id", "subject_id", "secret"), name="search_row_subject"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.UUIDField(default=riskbild.audit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("municipality_id", models.UUIDField()),
                ("token", models.CharField(max_length=64)),
                ("shown", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("municipality_id", "token"), name="search_word_token")
                ],
            },
        ),
    ]
