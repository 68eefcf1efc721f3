"""`riskbild check`: looks a register, a plan or a document over by the rules of docs/checks.md."""

import argparse
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

from riskbild.checks.linting import chosen, lint
from riskbild.checks.reports.as_json import as_json
from riskbild.checks.reports.as_sarif import as_sarif
from riskbild.checks.reports.as_text import as_text
from riskbild.checks.reports.checked import Checked
from riskbild.checks.rule import Rule
from riskbild.checks.setting import Setting
from riskbild.cli.checking.files import documents_in
from riskbild.cli.checking.years import documents_of_year
from riskbild.cli.console import result, say
from riskbild.cli.failure import WRONG_USAGE
from riskbild.cli.reading import profile_in
from riskbild.documents.exchange import DocumentKind
from riskbild.rules.refusal import Refused

NAME = "check"
HELP = (
    "Look a document or a board's year over: scores, wording, dates, personal data, controls. Exit code 1 for warnings."
)
EXAMPLE = "riskbild check risklista.xlsx --ignore RB303    or    riskbild check --board UTB --year 2026 --format json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to check, by which rules, and how to tell."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a document, in any form that can be read")
    parser.add_argument("--board", metavar="CODE", help="the board whose year is checked, instead of files")
    parser.add_argument("--year", type=int, help="the board's year; or the year of files that name none")
    parser.add_argument("--document", choices=[kind.value for kind in DocumentKind], metavar="KIND", help=_KINDS)
    parser.add_argument("--profile", type=Path, metavar="JSON", help="the method and form that the files go by")
    parser.add_argument("--decided", type=date.fromisoformat, metavar="DATE", help="the day of the decision")
    parser.add_argument("--select", type=_codes, default=(), metavar="CODES", help="only these rules: RB101,RB2")
    parser.add_argument("--ignore", type=_codes, default=(), metavar="CODES", help="not these rules")
    parser.add_argument("--format", choices=("text", "json", "sarif"), default="text", help="the form (default: text)")
    parser.add_argument("--lang", choices=("sv", "en"), default="sv", help="the language (default: sv)")


_KINDS = "only documents of this kind: " + ", ".join(DocumentKind)


def run(args: argparse.Namespace) -> int:
    """Prints what was found; 1 where anything is a warning or more."""
    if bool(args.files) == bool(args.board):
        say("riskbild check: name files or a --board, one of the two; see riskbild check --help")
        return WRONG_USAGE
    rules = chosen(args.select, args.ignore)
    checked = list(_of_board(args, rules) if args.board else _of_files(args, rules))
    if args.format == "json":
        result(as_json(checked))
    elif args.format == "sarif":
        result(as_sarif(checked, args.lang, version=version("riskbild")))
    else:
        result(as_text(checked, args.lang))
    return 1 if any(one.weighty for one in checked) else 0


def _of_files(args: argparse.Namespace, rules: tuple[Rule, ...]) -> Iterator[Checked]:
    profile = profile_in(args.profile)
    for path in args.files:
        for document in documents_in(path, profile):
            if args.document in {None, document.kind}:
                setting = Setting(profile, document.year or args.year, args.decided)
                yield Checked(str(path), lint(document, setting, rules))


def _of_board(args: argparse.Namespace, rules: tuple[Rule, ...]) -> Iterator[Checked]:
    for name, document, setting in documents_of_year(args.board, args.year, args.decided):
        if args.document in {None, document.kind}:
            yield Checked(name, lint(document, setting, rules))


def _codes(text: str) -> tuple[str, ...]:
    """Codes with commas between; argparse tells of one that no rule has."""
    codes = tuple(code.strip() for code in text.split(","))
    try:
        chosen(codes)
    except Refused as unknown:
        raise argparse.ArgumentTypeError(unknown.sentence.text("en")) from unknown
    return codes
