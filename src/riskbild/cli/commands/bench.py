"""`riskbild bench`: fills a database of its own and measures over real HTTP."""

import argparse
import json
import os
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from riskbild.cli.bench import filling, register
from riskbild.cli.bench.place import INSIDE, run_apart
from riskbild.cli.console import result, say

NAME = "bench"
HELP = "Fill a database of its own from a seed, serve it, and print how long requests take and how many queries."
EXAMPLE = "riskbild bench register --risks 10000 --format json"
_PARTS = ("register",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How much, and in which form."""
    parser.add_argument("part", nargs="?", choices=_PARTS, default="register", help="what to measure (%(default)s)")
    parser.add_argument("--risks", type=int, default=10_000, metavar="N", help="how many risks in all (%(default)s)")
    parser.add_argument("--boards", type=int, default=1, metavar="M", help="boards, each in its own municipality")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the generated texts (%(default)s)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the form of the figures")


def run(args: argparse.Namespace) -> int:
    """Measures in a place of its own."""
    if not os.environ.get(INSIDE):
        return run_apart(_words(args))
    say("Setting up the database")
    call_command("migrate", verbosity=0, interactive=False)
    filled = filling.fill(risks=args.risks, boards=args.boards, seed=args.seed, now=timezone.now())
    say("Measuring")
    figures = register.measure(filled)
    result(json.dumps(figures, indent=2) if args.format == "json" else _table(figures))
    return 0


def _words(args: argparse.Namespace) -> list[str]:
    given = {"--risks": args.risks, "--boards": args.boards, "--seed": args.seed, "--format": args.format}
    return [args.part, *(str(word) for pair in given.items() for word in pair)]


def _table(figures: dict[str, Any]) -> str:
    lines = [f"{'':<32}{'p50 ms':>10}{'p95 ms':>10}{'queries':>10}"]
    for name, figure in figures.items():
        if isinstance(figure, dict):
            lines.append(f"{name:<32}{figure['p50_ms']:>10}{figure['p95_ms']:>10}{figure['queries']:>10}")
        else:
            lines.append(f"{name:<32}{figure:>10}")
    return "\n".join(lines)
