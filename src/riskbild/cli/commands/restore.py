"""`riskbild restore`: puts a backup back and proves the trail."""

import argparse
from pathlib import Path

from django.utils import timezone

from riskbild.cli.backup.restoring import check_backup, has_data, put_back, save_present
from riskbild.cli.commands import verify_audit
from riskbild.cli.console import say
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

NAME = "restore"
HELP = "Put a backup back in place of what is here, then prove the trail. What is here is saved first."
EXAMPLE = "riskbild restore /mnt/backup/riskbild.zip --yes"

_NOT_EMPTY = Sentence(
    sv="Det finns redan data här; lägg till --yes för att ersätta dem. De sparas först.",
    en="There is data here already; add --yes to replace it. It is saved first.",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup."""
    parser.add_argument("file", type=Path, help="the backup")
    parser.add_argument("--yes", action="store_true", help="replace the data that is here")


def run(args: argparse.Namespace) -> int:
    """Checks, saves what is here, replaces, proves; 1 if the trail in the backup is broken."""
    say("Checking the backup …")
    made = check_backup(args.file)
    if has_data():
        if not args.yes:
            raise Refused(_NOT_EMPTY)
        say(f"What was here is saved in {save_present(timezone.localtime())}")
    put_back(args.file, made)
    say(f"Restored the backup made {made.made_at}.")
    return verify_audit.run(args)
