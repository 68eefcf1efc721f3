"""The real server and the people who use it: served on a port of its own, signed in to, twenty who write at once."""

import http.client
import json
import os
import random
import signal
import socket
import string
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

import psutil
from tests.installation import RISKBILD, ROOT, Installation

from riskbild.cli.bench.client import Answer, Client
from riskbild.cli.bench.form import fields_with

WRITERS = 20
_HOST = "127.0.0.1"
_GONE = (OSError, http.client.HTTPException)


def script(installation: Installation, word: str, *given: str, stdin: str = "") -> str:
    """Does a word of `scene` inside the installation; what it prints."""
    return installation.shell(f"from tests.robustness import scene; scene.{word}(*{given})", stdin)


class Server:
    """`riskbild serve` on a port of its own."""

    def __init__(self, installation: Installation, port: int, **settings: str) -> None:
        self.port = port
        environ = installation.environ(RISKBILD_LOOPBACK="yes", RISKBILD_NIGHTLY_BACKUPS="0", **settings)
        self._process = subprocess.Popen(
            [RISKBILD, "serve", "--port", str(port)], env=environ, cwd=ROOT,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._wait_until_it_answers()

    def kill(self) -> None:
        """kill -9 of the server and of every process it has started, the first one first so that none is replaced."""
        processes = [psutil.Process(self._process.pid), *psutil.Process(self._process.pid).children(recursive=True)]
        for one in processes:
            os.kill(one.pid, signal.SIGKILL)
        psutil.wait_procs(processes, timeout=10)
        self._process.wait(10)

    def stop(self) -> None:
        """Ends it in the ordinary way, if it has not been killed."""
        self._process.terminate()
        self._process.wait(60)

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self._process.poll() is None, "the server ended by itself"
            try:
                with Client(_HOST, self.port) as client:
                    client.get("/logga-in/")
            except _GONE:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the server did not answer")


@contextmanager
def served(installation: Installation, **settings: str) -> Iterator[Server]:
    """A server that answers; stopped at the end."""
    server = Server(installation, free_port(), **settings)
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind((_HOST, 0))
        return int(trial.getsockname()[1])


@dataclass
class Scene:
    """What `scene prepare` made, and the sessions of its people."""

    sign_ins: list[str]
    password: str
    risks: list[str]
    sessions: list[dict[str, str]] = field(default_factory=list)

    def sign_in(self, server: Server) -> None:
        """Signs everybody in; the sessions outlive the server."""
        for name in self.sign_ins:
            with Client(_HOST, server.port) as client:
                client.sign_in(name, self.password)
                self.sessions.append(client.cookies)

    def client(self, server: Server, number: int = 0) -> Client:
        """One more browser of one of the people."""
        return Client(_HOST, server.port, dict(self.sessions[number % len(self.sessions)]))


def prepared(installation: Installation) -> Scene:
    return Scene(**json.loads(script(installation, "prepare", str(WRITERS))))


@dataclass
class Writing:
    """What the writers did: what was acknowledged, how long each saving took in seconds, and what went wrong."""

    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def lines(self) -> str:
        """The acknowledged writes as `scene check` reads them."""
        return "".join(json.dumps(write) + "\n" for write in self.acknowledged)


@contextmanager
def twenty_writers(scene: Scene, server: Server, *, pause: float = 0) -> Iterator[Writing]:
    """Twenty people who edit, assess and add risks, each on a connection of their own, until the block ends.

    `pause` is the longest time in seconds that somebody thinks between two savings.
    """
    writing, stop = Writing(), threading.Event()

    def write(number: int, risk: str) -> None:
        with scene.client(server, number) as client:
            _write_on(client, risk, writing, stop, pause)

    writers = [threading.Thread(target=write, args=one) for one in enumerate(scene.risks)]
    for writer in writers:
        writer.start()
    try:
        yield writing
    finally:
        stop.set()
        for writer in writers:
            writer.join()


def _write_on(client: Client, risk: str, writing: Writing, stop: threading.Event, pause: float) -> None:
    ways: list[tuple[str, Callable[[str], Answer]]] = [
        ("edited", lambda mark: edit(client, risk, mark, writing.waits)),
        ("assessed", lambda mark: assess(client, risk, mark, writing.waits)),
        ("added", lambda mark: add(client, mark, writing.waits)),
    ]
    random.shuffle(ways)
    while not stop.is_set():
        kind, write = ways[0]
        ways.append(ways.pop(0))
        mark = new_mark()
        try:
            answer = write(mark)
        except (*_GONE, RuntimeError) as error:
            writing.wrong.append(repr(error))
            return
        if answer.status != http.client.FOUND:
            writing.wrong.append(f"{kind}: {answer.status} {answer.text[-2000:]}")
            return
        writing.acknowledged.append((kind, mark))
        stop.wait(random.uniform(0, pause))


def new_mark() -> str:
    """A text that stands nowhere else; letters alone, for digits can look like a personal identity number."""
    return "".join(random.choices(string.ascii_lowercase, k=24))


def edit(client: Client, risk: str, text: str, waits: list[float]) -> Answer:
    return _save(client, f"/risk/{risk}/andra/", {"comment": text}, waits)


def assess(client: Client, risk: str, text: str, waits: list[float]) -> Answer:
    numbers = {"kind": "inherent", "likelihood": random.choice("1234"), "impact": random.choice("1234")}
    return _save(client, f"/risk/{risk}/bedom/", {**numbers, "motive": text}, waits)


def add(client: Client, text: str, waits: list[float]) -> Answer:
    return _save(client, "/risk/ny/", {"risk": text, "then": ""}, waits)


def _save(client: Client, path: str, changes: dict[str, str], waits: list[float]) -> Answer:
    """Opens a form, changes it and sends it; the time of the sending alone is noted."""
    hidden = "board_year" if path == "/risk/ny/" else "version"
    form = fields_with(client.get(path).text, hidden)
    answer = client.post(path, form | changes)
    waits.append(answer.milliseconds / 1000)
    return answer
