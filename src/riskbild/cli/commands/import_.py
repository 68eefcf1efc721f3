"""`riskbild import`: takes a document into a board's year, out of any file that can be read."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from riskbild.cli.console import operator, result, say
from riskbild.cli.database import check_ready
from riskbild.cli.reading import document_with_look_in, summary
from riskbild.cli.returned import returned_in, take_back
from riskbild.cli.source_file import source_in
from riskbild.documents.exchange import ExchangeDocument
from riskbild.intake.actions import import_file
from riskbild.organisation.queries import board_with_code
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence
from riskbild.search.lexicon import lexicon

NAME = "import"
HELP = (
    "Take a document into a board's year, all of it or nothing, and keep the file beside it: Excel, Word, PDF, CSV, "
    "plain text, or JSON in the exchange format riskbild-document/1. Of a workbook that was drawn here and filled in "
    "offline the difference is printed, and --yes takes everything that is in no conflict."
)
EXAMPLE = "riskbild import risklista.xlsx --board UTB --year 2026 --yes"
_NOTHING = Sentence("Filen {name} innehåller inget att läsa in.", "{name} holds nothing to take.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and where to."""
    parser.add_argument("file", type=Path, help="the document")
    parser.add_argument("--board", required=True, metavar="CODE", help="the board's code")
    parser.add_argument("--year", required=True, type=int, help="the year it belongs to; opened where it is new")
    parser.add_argument("--yes", action="store_true", help="do it without asking")


def run(args: argparse.Namespace) -> int:
    """Reads, tells what was read, asks, accepts; findings are told on stderr and do not stop the import."""
    check_ready()
    board = board_with_code(args.board)
    returned = returned_in(args.file)
    if returned is not None:
        return take_back(args.file, returned, board=board, year=args.year, yes=args.yes, now=timezone.now())
    document, look = document_with_look_in(args.file)
    _tell(args.file, document)
    if not args.yes and not _agreed(f"Import {len(document.rows)} rows into {board.code} {args.year}? [y/N] "):
        say("Nothing was imported.")
        return 1
    # Read while nobody waits: with the write lock in hand, every other writer would wait for it too.
    lexicon()
    source = source_in(args.file, document, look)
    done = import_file(by=operator(), board=board, year=args.year, document=document, source=source, now=timezone.now())
    if done.already:
        say(f"{args.file.name} is already in {board.code} {args.year}; nothing was changed.")
        return 0
    for finding in done.findings:
        say(f"{finding.severity}: {finding.where}: {finding.sentence.text('en')}")
    result(f"{done.risks} risks, {done.plan_rows} plan rows, {len(done.findings)} findings")
    return 0


def _tell(path: Path, document: ExchangeDocument) -> None:
    """Says what was read; Refused if that is nothing."""
    if not document.rows and not document.plan:
        raise Refused(_NOTHING.format(name=path.name))
    for finding in document.findings:
        where = f"{finding.where}: " if finding.where else ""
        say(f"{finding.severity}: {where}{finding.message}")
    say(f"{path.name}: {summary(document)}")


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise Refused(Sentence(sv="Lägg till --yes.", en="Add --yes; there is nobody here to ask."))
    say(question)
    return input().strip().lower() in {"y", "yes", "j", "ja"}
