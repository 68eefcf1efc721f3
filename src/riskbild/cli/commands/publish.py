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
from riskbild.publishing.archiving import level_of
from riskbild.publishing.formats import FORMS
from riskbild.publishing.pdf import Level
from riskbild.publishing.workbook.whole import ENDING, WORKBOOK
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
_DEFAULT_FORM = "pdf"
_ONE_BOARD = Sentence("Ett revisionsunderlag gäller en nämnd.", "An evidence package is of one board.")
_NOT_PUBLIC = Sentence(
    "Ett revisionsunderlag innehåller sekretess och namn och finns inte som allmän kopia.",
    "An evidence package holds secrets and names; there is no public copy of it.",
)
_A_ZIP = Sentence("Ett revisionsunderlag är alltid en ZIP-fil.", "An evidence package is always a ZIP; omit --format.")
_EXCEL_ALONE = Sentence("En arbetsbok är alltid en Excelfil.", "A workbook for offline work is always --format xlsx.")
_PDF_ALONE = Sentence("--level hör till PDF.", "--level belongs to --format pdf.")
_NO_CONTROL = Sentence(
    "--control hör till kontrollkortet (control_card).", "--control belongs to the record card (control_card)."
)
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
    parser.add_argument("--format", choices=sorted(FORMS), help=f"the form of the file (default: {_DEFAULT_FORM})")
    parser.add_argument(
        "--level", choices=sorted(Level), metavar="LEVEL",
        help=f"the level of PDF/A: {', '.join(sorted(Level))}; a-3a carries the data in a file inside (default: "
        "RISKBILD_PDF_LEVEL)",
    )  # fmt: skip
    parser.add_argument(
        "--public", action="store_true", help="leave out secrets and people's names, for everybody to read"
    )
    parser.add_argument(
        "--offline", action="store_true",
        help="an Excel workbook to fill in without the system and import again: a column for every field, sheets for "
        "measures and reports",
    )  # fmt: skip
    parser.add_argument(
        "--control", type=int, metavar="NUMBER", help="the control of a record card: its number in the plan"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE|FOLDER", help="where to write; without it stdout")


def run(args: argparse.Namespace) -> int:
    """Draws and writes; 1 where a document could not be made, though others were."""
    check_ready()
    now = timezone.now()
    if args.document == _EVIDENCE:
        _check_evidence(args)
        return publish_evidence(operator(), args.board[0], args.year, args.output, now)
    boards, kind = tuple(dict.fromkeys(args.board)), PublishedKind(args.document)
    if args.offline and args.format not in {None, ENDING}:
        raise Refused(_EXCEL_ALONE)
    form = WORKBOOK if args.offline else args.format or _DEFAULT_FORM
    if args.level and form != "pdf":
        raise Refused(_PDF_ALONE)
    level = Level(args.level) if args.level else level_of(public=args.public)
    wanted = Wanted(boards, args.year, kind, form, args.public, args.control, level)
    if (wanted.kind is PublishedKind.CONTROL_CARD) != (wanted.control is not None):
        raise Refused(_WHICH_CONTROL if wanted.control is None else _NO_CONTROL)
    _check_output(wanted, args.output)
    with Progress(len(wanted.boards)) as progress:
        return publish_all(operator(), wanted, args.output, now, progress)


def _check_evidence(args: argparse.Namespace) -> None:
    refusals = {
        _ONE_BOARD: len(args.board) > 1, _NOT_PUBLIC: args.public, _A_ZIP: args.format is not None,
        _NO_CONTROL: args.control is not None, _EXCEL_ALONE: args.offline, _PDF_ALONE: args.level is not None,
    }  # fmt: skip
    for sentence, stands in refusals.items():
        if stands:
            raise Refused(sentence)


def _check_output(wanted: Wanted, output: Path | None) -> None:
    if len(wanted.boards) > 1 and (output is None or output.is_file()):
        raise Refused(_A_FOLDER)
    if output is None and wanted.form != "json" and sys.stdout.isatty():
        raise Refused(_A_FILE)
