"""`riskbild read`: reads files and prints what they hold; no database, nothing is written."""

import argparse
import json
import shutil
from pathlib import Path

from riskbild.cli.console import result, say
from riskbild.cli.document_table import document_table
from riskbild.cli.reading import document_in, profile_in, summary
from riskbild.documents.exchange import ExchangeDocument, to_data, write_exchange
from riskbild.documents.profile import Profile
from riskbild.rules.refusal import Refused

NAME = "read"
HELP = (
    "Read Excel, Word, PDF, CSV or plain text and print the risks and controls in the format riskbild-document/1. "
    "Needs no database. Exit code 1 if a file was refused or holds nothing to take; findings do not count."
)
EXAMPLE = "riskbild read risklista.xlsx --format table"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which files, how to understand them, and in which form."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file to read")
    parser.add_argument(
        "--format",
        choices=("json", "table"),
        default="json",
        help="json prints one object for one file and one line each for several; table is for people (%(default)s)",
    )
    parser.add_argument("--profile", type=Path, metavar="P", help="what the columns of the form mean, a JSON file")


def run(args: argparse.Namespace) -> int:
    """Reads every file; one that is refused does not keep the others from being read."""
    profile = profile_in(args.profile)
    codes = [_read(path, profile, args.format, alone=len(args.files) == 1) for path in args.files]
    return max(codes)


def _read(path: Path, profile: Profile | None, form: str, *, alone: bool) -> int:
    try:
        document = document_in(path, profile)
    except Refused as refused:
        say(f"riskbild: {refused.sentence.text('en')}")
        return 1
    result(_drawn(document, form, alone=alone))
    nothing = not document.rows and not document.plan
    say(f"{path.name}: {'nothing to take' if nothing else summary(document)}")
    return int(nothing)


def _drawn(document: ExchangeDocument, form: str, *, alone: bool) -> str:
    if form == "table":
        return document_table(document, shutil.get_terminal_size((140, 24)).columns)
    return write_exchange(document).rstrip("\n") if alone else json.dumps(to_data(document), ensure_ascii=False)
