"""`riskbild backup`: database and stored files in one file."""

import argparse
from pathlib import Path

from django.utils import timezone

from riskbild.cli.backup.archive import default_path, make_backup
from riskbild.cli.console import result, say
from riskbild.cli.database import check_ready

NAME = "backup"
HELP = "Save the database and the stored files in one file, while the server runs. Prints the file's path."
EXAMPLE = "riskbild backup -o /mnt/backup/riskbild.zip"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("-o", "--output", type=Path, help="the file to write; without it one in RISKBILD_HOME/backups")


def run(args: argparse.Namespace) -> int:
    """Makes the backup."""
    check_ready()
    now = timezone.localtime()
    path = args.output or default_path(now)
    made = make_backup(path, now=now)
    say(f"Saved {len(made.parts)} parts, {path.stat().st_size / 1e6:.1f} MB.")
    result(str(path))
    return 0
