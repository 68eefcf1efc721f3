"""`riskbild bench`: measures the register over real HTTP in a database of its own, reading files, or publishing."""

import argparse
import json
import os
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from riskbild.cli.bench import filling, followup, planning, publishing, reading, register
from riskbild.cli.bench.place import INSIDE, run_apart
from riskbild.cli.console import result, say

NAME = "bench"
HELP = (
    "Measure: the register, in a database of its own that is filled from a seed and served (how long requests take, "
    "how many queries), the planning in the same way, the follow-up (two hundred people who report at once), the "
    "reading of files (how exactly, how much time), or the publishing of documents (how much time and memory)."
)
EXAMPLE = "riskbild bench register --risks 10000 --format json"
_PARTS = ("register", "planning", "followup", "reading", "publishing")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How much, and in which form."""
    parser.add_argument("part", nargs="?", choices=_PARTS, default="register", help="what to measure (%(default)s)")
    parser.add_argument("--risks", type=int, default=10_000, metavar="N", help="how many risks in all (%(default)s)")
    parser.add_argument("--boards", type=int, default=1, metavar="M", help="boards, each in its own municipality")
    parser.add_argument("--seed", type=int, default=1, help="the seed of the generated texts (%(default)s)")
    parser.add_argument("--folder", type=Path, metavar="F", help="reading: files, each with FILE.truth.json beside it")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="reading: a long PDF, measured by itself")
    parser.add_argument(
        "--documents", type=int, default=300, metavar="N", help="publishing: boards drawn in one go (%(default)s)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="the form of the figures")


def run(args: argparse.Namespace) -> int:
    """Measures in a place of its own."""
    if args.part in {"reading", "publishing"}:
        reads = args.part == "reading"
        figures = reading.measure(args.folder, args.pdf) if reads else publishing.measure(boards=args.documents)
        result(json.dumps(figures, indent=2) if args.format == "json" else _lines(figures))
        return 0
    if not os.environ.get(INSIDE):
        return run_apart(_words(args))
    say("Setting up the database")
    call_command("migrate", verbosity=0, interactive=False)
    now = timezone.now()
    if args.part == "followup":
        told = followup.measure(now)
        result(json.dumps(told, indent=2) if args.format == "json" else _table(told))
        return 0
    filled = filling.fill(risks=args.risks, boards=args.boards, seed=args.seed, now=now)
    say("Measuring")
    figures = planning.measure(filled, now) if args.part == "planning" else register.measure(filled)
    result(json.dumps(figures, indent=2) if args.format == "json" else _table(figures))
    return 0


def _words(args: argparse.Namespace) -> list[str]:
    given = {"--risks": args.risks, "--boards": args.boards, "--seed": args.seed, "--format": args.format}
    return [args.part, *(str(word) for pair in given.items() for word in pair)]


def _table(figures: dict[str, Any]) -> str:
    lines = [f"{'':<32}{'p50 ms':>10}{'p95 ms':>10}{'queries':>10}"]
    for name, figure in figures.items():
        if isinstance(figure, dict):
            most = [f"{figure[key]} {unit}" for key, unit in _MOST.items() if key in figure]
            shall = f"   at most {', '.join(most)}" if most else ""
            lines.append(f"{name:<32}{figure['p50_ms']:>10}{figure['p95_ms']:>10}{figure['queries']:>10}{shall}")
        else:
            lines.append(f"{name:<32}{figure:>10}")
    return "\n".join(lines)


_MOST = {"most_ms": "ms", "most_queries": "queries"}


def _lines(figures: dict[str, Any]) -> str:
    """The figures of reading, a line a kind of file."""
    lines = []
    for name, figure in figures.items():
        told = ", ".join(f"{key} {value}" for key, value in figure.items()) if isinstance(figure, dict) else figure
        lines.append(f"{name:<16}{told}")
    return "\n".join(lines)
