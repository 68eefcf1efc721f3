"""`riskbild export`: a board's year as JSON, CSV or XLSX."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from riskbild.cli.console import operator, say
from riskbild.cli.database import check_ready
from riskbild.organisation.queries import board_with_code
from riskbild.publishing.export import FORMATS, export_year
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

NAME = "export"
HELP = "Write a board's year: as JSON in the exchange format, or as a table."
EXAMPLE = "riskbild export --board UTB --year 2024 --format xlsx -o utb-2024.xlsx"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which year, and how."""
    parser.add_argument("--board", required=True, metavar="CODE", help="the board's code")
    parser.add_argument("--year", type=int, help="the year; without it the latest that is not sample data")
    parser.add_argument("--format", choices=FORMATS, default="json", help="the form of the file (default: json)")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="the file to write; without it stdout")


def run(args: argparse.Namespace) -> int:
    """Writes the file; a year with several documents gives one line of JSON for each."""
    check_ready()
    now = timezone.now()
    year = asked_year_of(board_with_code(args.board), args.year)
    drawn = export_year(by=operator(), year=year, form=args.format, now=now)
    if args.output is None:
        _to_stdout(drawn, args.format)
    else:
        args.output.write_bytes(drawn)
        say(f"Wrote {args.output} ({len(drawn)} bytes): {year.board.name} {year.year}.")
    return 0


def _to_stdout(drawn: bytes, form: str) -> None:
    if form == "xlsx" and sys.stdout.isatty():
        raise Refused(Sentence(sv="Ange en fil med -o.", en="Name a file with -o; this is no text."))
    sys.stdout.buffer.write(drawn)
    sys.stdout.flush()
