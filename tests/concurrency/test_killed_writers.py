"""Twenty writers, killed with kill -9 or all at the same risk: nothing that was acknowledged is lost."""

import json
import random
import subprocess
import time

import pytest
from tests.concurrency.conftest import command, script
from tests.installation import ROOT, Installation

pytestmark = pytest.mark.database


def write_until_killed(installation: Installation, seconds: float) -> str:
    """Lets twenty writers write, and kills their process in the midst of it; what had been acknowledged."""
    writers = subprocess.Popen(
        command(),
        env=installation.environ(), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    first = writers.stdout.readline()
    time.sleep(seconds)
    assert writers.poll() is None, "the writers ended by themselves"
    writers.kill()
    return first + writers.communicate()[0]


def kill_and_check(installation: Installation, rounds: int) -> int:
    """How many writes were acknowledged in all rounds; the next round's writers find what the last one's left."""
    acknowledged = ""
    for _ in range(rounds):
        # Not a fixed time, so that the kill meets the writers at different places.
        acknowledged += write_until_killed(installation, random.uniform(0.3, 1.2))
    script(installation, "check", stdin=acknowledged)
    return len(acknowledged.splitlines())


def test_two_rounds_of_kill_lose_nothing(town: Installation) -> None:
    assert kill_and_check(town, rounds=2) > 10


@pytest.mark.long
def test_twenty_rounds_of_kill_lose_nothing(town: Installation, record_property) -> None:
    acknowledged = kill_and_check(town, rounds=20)
    record_property("acknowledged", acknowledged)
    assert acknowledged > 200


def test_twenty_who_change_the_same_risk_overwrite_nobody(town: Installation) -> None:
    writers = subprocess.Popen(
        command("--same"), env=town.environ(), cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    first = [writers.stdout.readline() for _ in range(40)]
    rest, summary = writers.communicate()
    figures = json.loads(summary.splitlines()[-1])
    assert figures["errors"] == []
    assert figures["conflicts"] > 0
    # The check holds that the risk has one version and one event for each change, and every acknowledged text.
    script(town, "check", stdin="".join(first) + rest)
