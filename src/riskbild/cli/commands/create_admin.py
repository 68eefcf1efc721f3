"""`riskbild create-admin`: the first municipality and the person who builds it up."""

import argparse
import getpass
import sys

from django.db import transaction
from django.utils import timezone

from riskbild.cli.console import operator, result, say
from riskbild.cli.database import check_ready
from riskbild.organisation.actions.memberships import give_role
from riskbild.organisation.actions.tree import create_municipality
from riskbild.organisation.actions.users import create_user
from riskbild.organisation.roles import Role
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

NAME = "create-admin"
HELP = "Add a municipality with an administrator. What is not given is asked for."
EXAMPLE = 'riskbild create-admin --municipality "Nordhamns kommun" --username anna --name "Anna Lind"'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who and where."""
    parser.add_argument("--municipality", help="the municipality's name")
    parser.add_argument("--username", help="the administrator's sign-in name")
    parser.add_argument("--name", help="the administrator's own name; without it the sign-in name")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from the first line of stdin")


def run(args: argparse.Namespace) -> int:
    """Adds both or neither."""
    check_ready()
    municipality = args.municipality or _ask("The municipality's name: ", "--municipality")
    username = args.username or _ask("Sign-in name: ", "--username")
    password = sys.stdin.readline().rstrip("\r\n") if args.password_stdin else _new_password()
    by, now = operator(), timezone.now()
    with transaction.atomic():
        root = create_municipality(by=by, name=municipality, now=now)
        user = create_user(
            by=by,
            municipality_id=root.municipality_id,
            username=username,
            name=args.name or username,
            password=password,
            now=now,
        )
        give_role(by=by, user_id=user.pk, node_id=root.pk, role=Role.ADMINISTRATOR, now=now)
    say(f"{user.username} can sign in and administers {root.name}.")
    result(user.username)
    return 0


def _ask(question: str, option: str) -> str:
    """Asks the person at the keyboard; a script gets a sentence instead of a question nobody answers."""
    if not sys.stdin.isatty():
        raise Refused(Sentence(sv=f"Ange {option}.", en=f"Give {option}; there is nobody here to ask."))
    say(question)
    return input()


def _new_password() -> str:
    if not sys.stdin.isatty():
        raise Refused(
            Sentence(sv="Ange lösenordet med --password-stdin.", en="Give the password with --password-stdin.")
        )
    password = getpass.getpass("Password: ")
    if password != getpass.getpass("The same password again: "):
        raise Refused(Sentence(sv="Lösenorden är olika.", en="The two passwords differ; try again."))
    return password
