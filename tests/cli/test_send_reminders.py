"""`riskbild send-reminders` and the server's own worker: what waits is sent, once, whoever sends it."""

import re
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core import mail
from pytest_django import Settings
from tests.delivery.postbox import Postbox, open_postbox, text_of
from tests.followup.reminded_town import reminded_town
from tests.installation import Installation

from riskbild.config.jobs.post import Post
from riskbild.delivery.actions.sending import KEEP
from riskbild.delivery.models import OutboxMessage

MESSAGES = 24
_QUEUE = f"""
from django.db import transaction
from django.utils import timezone
from riskbild.delivery.actions.queuing import Recipient, queue
from riskbild.delivery.letter import Letter
from riskbild.rules.sentence import Sentence
from tests.followup.reminded_town import reminded_today
now = timezone.now()
here = reminded_today(now)
with transaction.atomic():
    for number in range({MESSAGES}):
        to = Recipient(None, "Anna", f"a{{number}}@storsjo.se")
        text = Sentence(f"Brev {{number}}", "x")
        queue(municipality_id=here.municipality_id, to=to, key=str(number), letter=Letter(text, ()), now=now)
"""


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with open_postbox() as opened:
        yield opened


def test_who_is_to_report_gets_one_letter_and_what_waits_is_sent_once_also_by_two_commands_at_the_same_time(
    installation: Installation, postbox: Postbox
) -> None:
    installation.shell(_QUEUE)
    dead = installation.run("send-reminders", RISKBILD_MAIL_URL="smtp://127.0.0.1:1")
    assert dead.returncode == 1
    assert dead.stdout.startswith("1 reminders queued, 0 messages sent")
    assert "Nothing is lost; check RISKBILD_MAIL_URL" in dead.stderr
    # What the dead server was tried with waits a minute; the rest is due, the reminder with it.
    alive = {"RISKBILD_MAIL_URL": f"smtp://127.0.0.1:{postbox.port}"}
    both = [threading.Thread(target=installation.run, args=("send-reminders",), kwargs=alive) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(postbox.arrived) == len(set(postbox.subjects())) == MESSAGES
    (reminder,) = [one for one in postbox.arrived if one["To"] == "Rut <rut@storsjo.se>"]
    assert str(reminder["Subject"]).startswith("En kontroll att rapportera senast den ")
    assert "• Löneutbetalningar" in text_of(reminder)
    assert re.search(r"/r/[^/\s]{65}/", text_of(reminder))
    last = installation.run("send-reminders", **alive)
    assert (last.returncode, last.stderr) == (0, "")
    assert last.stdout == "0 reminders queued, 0 messages sent, 0 wait, 0 refused\n"


@pytest.mark.django_db
def test_the_server_itself_reminds_from_its_hour_on_and_sends_whatever_waits(settings: Settings) -> None:
    settings.RISKBILD_REMINDER_HOUR = 7
    here = reminded_town()
    here.adopt(("Löneutbetalningar", here.person("rut")))
    post = Post()
    for time, sent in (("06:59", 0), ("07:00", 1), ("07:01", 1), ("15:00", 1)):
        post.work(now=datetime.fromisoformat(f"2026-12-17T{time}+01:00"))
        assert len(mail.outbox) == sent, time
    # A server that is started again the same day does not remind again.
    Post().work(now=datetime.fromisoformat("2026-12-17T16:00+01:00"))
    assert len(mail.outbox) == 1
    assert "/r/" in str(mail.outbox[0].body)
    # Nor does it keep for ever whom it has written to.
    (first,) = OutboxMessage.objects.values_list("pk", flat=True)
    post.work(now=datetime.fromisoformat("2026-12-17T07:00+01:00") + KEEP + timedelta(days=1))
    assert not OutboxMessage.objects.filter(pk=first).exists()
