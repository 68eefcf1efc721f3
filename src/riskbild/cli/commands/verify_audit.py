"""`riskbild verify-audit`: proves the trail, or names its first broken link."""

import argparse

from riskbild.audit.verify import Verdict, verify_all
from riskbild.cli.console import result, say
from riskbild.cli.database import check_ready

NAME = "verify-audit"
HELP = "Prove that the trail is whole, for each municipality, or name the first broken link."
EXAMPLE = "riskbild verify-audit"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(_args: argparse.Namespace) -> int:
    """Prints a line a municipality; 1 if any chain is broken."""
    check_ready()
    verdicts = list(verify_all())
    for verdict in verdicts:
        result(_line(verdict))
    if not verdicts:
        say("There is no trail yet.")
    return 0 if all(verdict.whole for verdict in verdicts) else 1


def _line(verdict: Verdict) -> str:
    if verdict.reason is None:
        return f"{verdict.municipality_id}: whole, {verdict.events} events"
    return f"{verdict.municipality_id}: BROKEN at event {verdict.broken_at}: {verdict.reason.text('en')}"
