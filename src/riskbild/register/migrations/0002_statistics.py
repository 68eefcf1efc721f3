"""Tells PostgreSQL that a unit belongs to one municipality. Without it the two conditions count as independent of each
other, a list is thought to have a tenth of its rows, and all of them are sorted instead of read in the index's order."""

from django.db import migrations

_MAKE = "CREATE STATISTICS register_risk_belongs (dependencies) ON municipality_id, node_id FROM register_risk"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_MAKE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP STATISTICS register_risk_belongs")


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
