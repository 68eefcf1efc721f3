"""`riskbild demo`: five municipalities with real documents, in a browser a moment later."""

import argparse
from datetime import date, datetime

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from riskbild.cli import server
from riskbild.cli.commands.serve import port
from riskbild.cli.console import operator, result, say
from riskbild.cli.database import pending_migrations
from riskbild.cli.demo.data import DemoUser, towns
from riskbild.cli.demo.loading import PASSWORD, load
from riskbild.organisation.day import day_of
from riskbild.organisation.roles import ROLE_LABELS, Role

NAME = "demo"
HELP = "Set up the database, load the five example documents, print the sign-in names, and serve on this machine only."
EXAMPLE = "riskbild demo --port 8123"
_ADDRESS = "127.0.0.1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to serve, and which day it is."""
    parser.add_argument("--port", type=port, default=settings.RISKBILD_PORT, help="port to listen on (%(default)s)")
    parser.add_argument("--no-serve", action="store_true", help="only load")
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="the day that decides the sample year")


def run(args: argparse.Namespace) -> int:
    """Loads what is missing, tells who can sign in, and serves."""
    if pending_migrations():
        say("Setting up the database")
        call_command("migrate", verbosity=0, interactive=False)
    now = _moment(args.today)
    load(by=operator(), now=now, today=day_of(now), say=say)
    result(_sign_in_names())
    if not args.no_serve:
        server.serve(address=_ADDRESS, port=args.port)
    return 0


def _moment(today: date | None) -> datetime:
    """Now, on another day where one is asked for: what holds and is decided on that day is written then."""
    here = timezone.localtime()
    return here if today is None else datetime.combine(today, here.timetz())


def _sign_in_names() -> str:
    lines = [f"Password for everybody: {PASSWORD}", _mail(), ""]
    for town in towns():
        lines.append(f"{town.code}  {town.name}, {town.data['board']['name']}, {town.year}")
        lines += [f"    {user.sign_in:<20} {_role(user)}" for user in town.users]
    return "\n".join(lines)


def _role(user: DemoUser) -> str:
    """The role; of who coordinates all the boards, that it is so."""
    role = ROLE_LABELS[user.role].text("sv")
    return f"{role} för hela kommunen" if user.role is Role.COORDINATOR and user.at == "municipality" else role


def _mail() -> str:
    """Where the letters go, which hold the links that people report by."""
    folder = settings.MAILERS["default"]["OPTIONS"].get("file_path")
    return f"Mail to them is written as files in {folder}" if folder else "Mail to them goes to the mail server."
