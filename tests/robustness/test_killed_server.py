"""kill -9 of the server while twenty people save: nothing acknowledged is lost, nothing is there by halves."""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.installation import Installation, installation_like
from tests.robustness.web import Scene, Server, free_port, prepared, script, twenty_writers

pytestmark = pytest.mark.database


@pytest.fixture
def installation(migrated: Installation, tmp_path: Path) -> Iterator[Installation]:
    with installation_like(migrated, tmp_path / "home") as made:
        yield made


def kill_in_the_midst(installation: Installation, scene: Scene) -> str:
    """Lets twenty people write, kills the server in the midst of it; what had been acknowledged."""
    server = Server(installation, free_port())
    if not scene.sessions:
        scene.sign_in(server)
    with twenty_writers(scene, server) as writing:
        # Until something is written, and then not a fixed time, so that the kill meets the writers at different places.
        while len(writing.acknowledged) < 3:
            time.sleep(0.01)
        time.sleep(random.uniform(0.1, 0.8))
        server.kill()
    answered_wrongly = [wrong for wrong in writing.wrong if wrong.startswith(("edited", "assessed", "added"))]
    assert not answered_wrongly
    return writing.lines


def kill_and_check(installation: Installation, rounds: int) -> int:
    """How many writes were acknowledged in all rounds; each of them is proved after every round."""
    scene, acknowledged = prepared(installation), ""
    for _ in range(rounds):
        acknowledged += kill_in_the_midst(installation, scene)
        script(installation, "check", stdin=acknowledged)
    return len(acknowledged.splitlines())


def test_a_server_killed_twice_while_twenty_people_save_loses_nothing(installation: Installation) -> None:
    assert kill_and_check(installation, rounds=2) >= 6


@pytest.mark.long
def test_a_server_killed_twenty_times_while_twenty_people_save_loses_nothing(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    acknowledged = kill_and_check(installation, rounds=20)
    with capsys.disabled():
        sys.stdout.write(f"\n{acknowledged} acknowledged savings, none lost when the server was killed twenty times\n")
    assert acknowledged >= 200
