"""`riskbild publish`: a board's documents in the municipality's own form, one or many at once."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from riskbild.cli.console import operator
from riskbild.cli.database import check_ready
from riskbild.cli.publishing.batch import Wanted, publish_all
from riskbild.cli.publishing.evidence import publish_evidence
from riskbild.cli.publishing.progress import Progress
from riskbild.documents.layout import PublishedKind
from riskbild.publishing.formats import FORMS
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

NAME = "publish"
HELP = (
    "Draw a board's documents as PDF, Word, Excel or data, in its own layouts. With several boards every document is "
    "a file of its own in a folder."
)
EXAMPLE = "riskbild publish --board UTB --year 2026 --document control_plan --format pdf -o plan.pdf"

_EVIDENCE = "evidence"
_DOCUMENTS = (*(kind.value for kind in PublishedKind), _EVIDENCE)
_ONE_BOARD = Sentence("Ett revisionsunderlag gäller en nämnd.", "An evidence package is of one board.")
_WHICH_CONTROL = Sentence(
    "Ange vilken kontroll med --control: dess nummer i planen.",
    "Name the control with --control: its number in the plan.",
)
_A_FOLDER = Sentence("Ange en mapp med -o.", "Name a folder with -o; there are several documents.")
_A_FILE = Sentence("Ange en fil med -o.", "Name a file with -o; this is no text.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which documents, of whom, in which form."""
    parser.add_argument(
        "--board", required=True, action="append", metavar="CODE", help="a board's code; may be repeated"
    )
    parser.add_argument("--year", type=int, help="the year; without it each board's latest that is not sample data")
    parser.add_argument("--document", required=True, choices=_DOCUMENTS, metavar="KIND", help=", ".join(_DOCUMENTS))
    parser.add_argument("--format", choices=sorted(FORMS), default="pdf", help="the form of the file (default: pdf)")
    parser.add_argument(
        "--public", action="store_true", help="leave out secrets and people's names, for everybody to read"
    )
    parser.add_argument(
        "--control", type=int, metavar="NUMBER", help="the control of a record card: its number in the plan"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE|FOLDER", help="where to write; without it stdout")


def run(args: argparse.Namespace) -> int:
    """Draws and writes; 1 where a document could not be made, though others were."""
    check_ready()
    now = timezone.now()
    if args.document == _EVIDENCE:
        if len(args.board) > 1:
            raise Refused(_ONE_BOARD)
        return publish_evidence(operator(), args.board[0], args.year, args.output, now)
    wanted = Wanted(
        tuple(dict.fromkeys(args.board)),
        args.year,
        PublishedKind(args.document),
        args.format,
        args.public,
        args.control,
    )
    if wanted.kind is PublishedKind.CONTROL_CARD and wanted.control is None:
        raise Refused(_WHICH_CONTROL)
    _check_output(wanted, args.output)
    with Progress(len(wanted.boards)) as progress:
        return publish_all(operator(), wanted, args.output, now, progress)


def _check_output(wanted: Wanted, output: Path | None) -> None:
    if len(wanted.boards) > 1 and (output is None or output.is_file()):
        raise Refused(_A_FOLDER)
    if output is None and wanted.form != "json" and sys.stdout.isatty():
        raise Refused(_A_FILE)
