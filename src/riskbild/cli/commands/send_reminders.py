"""`riskbild send-reminders`: periods opened and closed, today's reminders, and whatever else waits to be sent."""

import argparse

from django.utils import timezone

from riskbild.cli.console import result, say
from riskbild.cli.database import check_ready
from riskbild.followup.post import Posted, post_all

NAME = "send-reminders"
HELP = (
    "Open and close the periods whose day has come, queue today's reminders and send the mail that waits. Run it as "
    "often as you like: nothing is sent twice. "
    "Exit code 1 when the mail server cannot be used or refuses a message; what waits is sent the next time."
)
EXAMPLE = (
    "riskbild send-reminders        (from cron: 0 7 * * 1-5  RISKBILD_HOME=/var/lib/riskbild riskbild send-reminders)"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(_args: argparse.Namespace) -> int:
    """Prints one line of what was done; what needs somebody's attention goes to stderr."""
    check_ready()
    done = post_all(now=timezone.now())
    queued, sent = done.queued, done.sent
    result(f"{queued.letters} reminders queued, {sent.sent} messages sent, {sent.later} wait, {sent.parked} refused")
    _warn(done)
    return 1 if sent.trouble or sent.parked else 0


def _warn(done: Posted) -> None:
    if done.queued.without_address:
        say(f"{done.queued.without_address} people have something to be reminded of and no mail address.")
    if done.sent.trouble:
        say(f"The mail server cannot be used: {done.sent.trouble}. Nothing is lost; check RISKBILD_MAIL_URL.")
    if done.sent.parked:
        say("Refused messages and why are shown to the administrator under Användare, Utskick.")
