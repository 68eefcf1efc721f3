"""`riskbild serve`: the web server, and the jobs beside it."""

import argparse

from django.conf import settings

from riskbild.cli import server
from riskbild.cli.console import say
from riskbild.cli.database import check_ready

NAME = "serve"
HELP = "Serve Riskbild until told to stop (SIGTERM, Ctrl-C)."
EXAMPLE = "riskbild serve --host 127.0.0.1 --port 8000"
_NOBODY = (
    "The public pages, their accessibility statement and the open data give no address for questions: "
    "set RISKBILD_PUBLIC_CONTACT to a mail address that the municipality reads."
)


def port(text: str) -> int:
    """A port number as it is typed."""
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen; the environment has the defaults."""
    parser.add_argument("--host", default=settings.RISKBILD_ADDRESS, help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=port, default=settings.RISKBILD_PORT, help="port to listen on (%(default)s)")


def lacking() -> list[str]:
    """What nobody has set and the public pages ought to say, where others than this machine reach them."""
    if settings.RISKBILD_PUBLIC_CONTACT or settings.RISKBILD_LOOPBACK:
        return []
    return [_NOBODY]


def run(args: argparse.Namespace) -> int:
    """Serves, if the database is of this release."""
    check_ready()
    for sentence in lacking():
        say(sentence)
    server.serve(address=args.host, port=args.port)
