"""Talking to the operator: results on stdout, everything else on stderr."""

import getpass
import os
import sys

from riskbild.audit.actor import Operator


def say(sentence: str) -> None:
    """Tells what is going on."""
    print(sentence, file=sys.stderr, flush=True)


def result(text: str) -> None:
    """Prints what the command was asked for."""
    print(text, flush=True)


def operator() -> Operator:
    """Who runs the command, by the name the system knows; the trail keeps it."""
    try:
        return Operator(os.environ.get("SUDO_USER") or getpass.getuser())
    except (OSError, KeyError):  # a container may give its user a number and no name
        return Operator("operator")
