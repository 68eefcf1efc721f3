"""`riskbild migrate`: brings the database to this release."""

import argparse

from django.core.management import call_command

from riskbild.cli.console import say
from riskbild.cli.database import pending_migrations

NAME = "migrate"
HELP = "Make the database, or bring it up to this release. Make a backup first."
EXAMPLE = "riskbild backup && riskbild migrate"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(_args: argparse.Namespace) -> int:
    """Applies what is not yet applied."""
    pending = pending_migrations()
    call_command("migrate", verbosity=0, interactive=False)
    say(f"Applied {len(pending)} changes." if pending else "The database is up to date.")
    return 0
