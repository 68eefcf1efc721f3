"""Twenty people read one risk and write it back with an addition: every addition that was acknowledged is there."""

import http.client
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.installation import Installation, installation_like
from tests.robustness.web import WRITERS, Scene, Server, new_mark, prepared, script, served

from riskbild.cli.bench.client import Client
from riskbild.cli.bench.form import fields_with

pytestmark = pytest.mark.database
# How long somebody who was refused thinks at most, in seconds: all at once again would only be refused again.
_THOUGHT = 0.6


@pytest.fixture
def installation(migrated: Installation, tmp_path: Path) -> Iterator[Installation]:
    with installation_like(migrated, tmp_path / "home") as made:
        yield made


class OneRisk:
    """The one risk that all write to, and how it goes for them."""

    def __init__(self, scene: Scene, server: Server) -> None:
        self.scene, self.server = scene, server
        self.address = f"/risk/{scene.risks[0]}/andra/"
        self.all_have_read = threading.Barrier(WRITERS, timeout=60)
        self.conflicts = 0
        self.wrong: list[str] = []

    def add(self, number: int, mark: str) -> None:
        """Reads the comment and writes it back with a mark added, again as long as somebody else was quicker."""
        with self.scene.client(self.server, number) as client:
            form = self._read(client)
            self.all_have_read.wait()
            while (status := self._write(client, form, mark)) == http.client.CONFLICT:
                self.conflicts += 1
                time.sleep(random.uniform(0, _THOUGHT))
                form = self._read(client)
            if status != http.client.FOUND:
                self.wrong.append(f"{mark}: {status}")

    def _read(self, client: Client) -> dict[str, str]:
        return fields_with(client.get(self.address).text, "version")

    def _write(self, client: Client, form: dict[str, str], mark: str) -> int:
        return client.post(self.address, form | {"comment": f"{form['comment']} {mark}"}).status


def test_twenty_who_add_to_the_same_text_lose_nothing(installation: Installation) -> None:
    scene, marks = prepared(installation), [new_mark() for _ in range(WRITERS)]
    with served(installation, RISKBILD_WORKERS="2") as server:
        scene.sign_in(server)
        risk = OneRisk(scene, server)
        people = [threading.Thread(target=risk.add, args=one) for one in enumerate(marks)]
        for person in people:
            person.start()
        for person in people:
            person.join()
    stored = script(installation, "comment", scene.risks[0]).split()
    assert risk.wrong == []
    assert sorted(stored) == sorted(marks)
    assert risk.conflicts >= WRITERS - 1
    script(installation, "check", stdin="")
