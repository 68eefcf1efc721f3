"""`riskbild manage`: Django's own commands."""

import argparse

from django.core.management import ManagementUtility

NAME = "manage"
HELP = "Run one of Django's own commands."
EXAMPLE = "riskbild manage check --deploy"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whatever follows is Django's."""
    parser.add_argument("words", nargs=argparse.REMAINDER, help="the Django command and its arguments")


def run(args: argparse.Namespace) -> int:
    """Hands the words over."""
    ManagementUtility(["riskbild manage", *(args.words or ["help"])]).execute()
    return 0
