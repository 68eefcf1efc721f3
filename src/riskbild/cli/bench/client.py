"""A browser's part in measuring: signs in, keeps its connection, and times each answer to its last byte."""

import http.client
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import Self
from urllib.parse import urlencode

from riskbild.cli.bench.form import fields_with


@dataclass(frozen=True)
class Answer:
    """One answer: status, how long it took in milliseconds, how many SQL queries the server counted, and its body."""

    status: int
    milliseconds: float
    queries: int
    body: bytes
    location: str = ""

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass
class Client:
    """One client on one kept connection."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Gets ready to connect."""
        self._connection = http.client.HTTPConnection(self.host, self.port, timeout=120)

    def __enter__(self) -> Self:
        """The client; its connection is closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Hangs up."""
        self._connection.close()

    def get(self, path: str) -> Answer:
        """Asks for a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Sends a form."""
        return self._ask("POST", path, urlencode(fields).encode())

    def sign_in(self, name: str, password: str) -> None:
        """Signs in as a person does."""
        path = "/logga-in/"
        form = fields_with(self.get(path).text, "username")
        answer = self.post(path, form | {"username": name, "password": password})
        if answer.status != HTTPStatus.FOUND:
            raise RuntimeError(f"Signing in answered {answer.status}.")

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://{self.host}:{self.port}",
            }
        started = time.perf_counter()
        self._connection.request(method, path, body=body, headers=headers)
        response = self._connection.getresponse()
        text = response.read()
        taken = (time.perf_counter() - started) * 1000
        for line in response.headers.get_all("Set-Cookie") or ():
            self._keep(line)
        queries = int(response.headers.get("X-Query-Count", "0"))
        return Answer(response.status, taken, queries, text, response.headers.get("Location", ""))

    def _keep(self, line: str) -> None:
        """Keeps a cookie, or forgets it when the server takes it away."""
        for name, cookie in SimpleCookie(line).items():
            if cookie["max-age"] == "0" or not cookie.coded_value:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = cookie.coded_value
