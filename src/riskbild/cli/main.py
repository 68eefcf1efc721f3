"""The console script `riskbild`: finds the command, runs it, and answers with an exit code."""

import argparse
import gc
import os
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import django
from django.conf import settings
from django.db import connections

from riskbild.cli import commands, failure

_THIS_MACHINE_ONLY = frozenset({"demo", "bench"})
# What only reads files: nothing is set up for it, and nothing is written, not even a folder for the data.
_WITHOUT_SETTINGS = frozenset({"read"})
_CODES = "Exit codes: 0 well, 1 findings or refused, 2 wrong usage. Results go to stdout, all else to stderr."


class _Version(argparse.Action):
    """Says which release this is, and ends. What knows it is loaded only when somebody asks."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import version  # noqa: PLC0415

        print(version("riskbild"))
        parser.exit()


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the usage in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(failure.WRONG_USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")


def program() -> int:
    """Runs the command that was typed, as `main` does, in a process that is there for nothing else.

    What it loads stays to the end: to look through that for rubbish, now and then and when it ends, took a fifth of
    the time of a short command. Nor is the database left as rubbish, but closed: SQLite then tidies its file.
    """
    gc.disable()
    try:
        return main()
    finally:
        if settings.configured:
            connections.close_all()
        gc.freeze()


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0 well, 1 findings or refused, 2 wrong usage."""
    words = sys.argv[1:] if words is None else words
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "riskbild.config.settings")
    if words[:1] and words[0] in _THIS_MACHINE_ONLY:
        # Before the settings are read: what is served to this machine alone has no HTTPS in front.
        os.environ["RISKBILD_LOOPBACK"] = "yes"
    try:
        return _run(words)
    except KeyboardInterrupt:
        return failure.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the outermost place: here it becomes a sentence
        return failure.tell(error)


# What a command takes for granted where the operator has said nothing; it must be there before the settings are read.
_TAKEN_FOR_GRANTED = {"demo": {"RISKBILD_LOOPBACK": "yes", "RISKBILD_NIGHTLY_BACKUPS": "0"}}


def _run(words: Sequence[str]) -> int:
    for name, value in _TAKEN_FOR_GRANTED.get(words[0] if words else "", {}).items():
        os.environ.setdefault(name, value)
    if not words or words[0] not in _WITHOUT_SETTINGS:
        django.setup()
    args = _parser(words).parse_args(words)
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
    code: int = args.run(args)
    return code


def _parser(words: Sequence[str]) -> _Parser:
    """The parser, with every command for the overview and with one command when one is named."""
    names = {_word(module.name): module.name for module in pkgutil.iter_modules(commands.__path__)}
    parser = _Parser(prog="riskbild", description="Internal control for municipalities.", allow_abbrev=False)
    parser.epilog = _CODES
    parser.add_argument("--version", action=_Version, nargs=0, help="show program's version number and exit")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    chosen = words[:1] if words[:1] and words[0] in names else sorted(names)
    for name in chosen:
        _add(subparsers, import_module(f"{commands.__name__}.{names[name]}"))
    return parser


def _word(module: str) -> str:
    """A module's name as it is typed; `import_` stands for a word that Python keeps for itself."""
    return module.rstrip("_").replace("_", "-")


def _add(subparsers: Any, command: Any) -> None:
    """Adds a command: a module with NAME, HELP, EXAMPLE, add_arguments(parser) and run(args) -> exit code."""
    parser = subparsers.add_parser(
        command.NAME,
        help=command.HELP,
        description=command.HELP,
        epilog=f"Example:\n  {command.EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add_arguments(parser)
    parser.set_defaults(run=command.run)
