"""The register's figures: list, filter, search, risk page, save, everything as XLSX, and many clients at once."""

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from riskbild.cli.bench.client import Answer, Client
from riskbild.cli.bench.filling import PASSWORD, VISITED, Filled, sign_in_of
from riskbild.cli.bench.form import fields_with
from riskbild.cli.bench.serving import Server, served
from riskbild.cli.bench.texts import CATEGORIES, process_name
from riskbild.cli.bench.timing import rounds_of

_RISK = re.compile(r'href="(/risk/[0-9a-f-]{36}/)"')
_UNIT = re.compile(r'<option value="([0-9a-f-]{36})"')
_MOST_ROUNDS, _FEWEST_ROUNDS = 200, 8
_CLIENTS, _SECONDS = 8, 6.0
_SEARCHES = (
    "stöd", "personuppgift", "beslut underlag", "rutinen", "handläggare", "upphandling kontroll", "R000042",
    "delegationsbeslut", "barn skola", "brister i dokumentationen",
)  # fmt: skip


@dataclass(frozen=True)
class Visitor:
    """A board's coordinator, signed in, with addresses to ask for."""

    client: Client
    year: int
    risks: Sequence[str]
    units: Sequence[str]

    def list(self, **parameters: object) -> Answer:
        """The list, narrowed."""
        return self.client.get("/register/?" + urlencode({"year": self.year, **parameters}))

    def filtered(self, turn: int) -> Answer:
        """The list narrowed in one way or another."""
        ways: Sequence[dict[str, object]] = (
            {"category": CATEGORIES[turn % len(CATEGORIES)]},
            {"node": self.units[turn % len(self.units)]},
            {"level": "high", "response": "reduce"},
            {"process": process_name(turn % 40)},
            {"in_plan": "yes", "level": "critical"},
        )
        return self.list(**ways[turn % len(ways)])

    def save(self, turn: int) -> Answer:
        """Opens a risk's form, changes one cell, and gives the answer to the saving alone."""
        address = f"{self.risks[turn % len(self.risks)]}andra/"
        form = fields_with(self.client.get(address).text, "version")
        return self.client.post(address, form | {"comment": f"Ändrad omgång {turn}."})

    def export(self) -> Answer:
        """Everything as XLSX."""
        return self.client.get(f"/register/riskregister.xlsx?year={self.year}")


def measure(filled: Filled) -> dict[str, Any]:
    """Every figure, warm, one client at a time; then requests a second with eight, and the server's memory in MB."""
    rounds = min(_MOST_ROUNDS, max(_FEWEST_ROUNDS, filled.risks // 25))
    with served() as server, ExitStack() as connections:
        clients = [connections.enter_context(Client(server.host, server.port)) for _ in range(_visited(filled))]
        visitors = [_visitor(client, number, filled.year) for number, client in enumerate(clients)]
        kinds = _kinds(visitors)
        figures = {name: vars(rounds_of(ask, rounds=rounds)) for name, ask in kinds.items()}
        export = rounds_of(lambda turn: visitors[turn % len(visitors)].export(), rounds=3, warm_up=1)
        return {
            **figures,
            "xlsx_all": vars(export),
            "requests_per_second_8_clients": _requests_a_second(server, filled, _SECONDS * rounds / _MOST_ROUNDS),
            "server_memory_mb": server.memory(),
            "risks": filled.risks,
            "boards": filled.boards,
        }


def _kinds(visitors: Sequence[Visitor]) -> Mapping[str, Callable[[int], Answer]]:
    """The requests that are measured many times, each turn by the next visitor."""

    def visitor(turn: int) -> Visitor:
        return visitors[turn % len(visitors)]

    def risk_page(turn: int) -> Answer:
        return visitor(turn).client.get(visitor(turn).risks[turn % len(visitor(turn).risks)])

    return {
        "list_50": lambda turn: visitor(turn).list(),
        "list_filtered": lambda turn: visitor(turn).filtered(turn),
        "search": lambda turn: visitor(turn).list(q=_SEARCHES[turn % len(_SEARCHES)]),
        "risk_page": risk_page,
        "save_risk": lambda turn: visitor(turn).save(turn),
    }


def _visited(filled: Filled) -> int:
    return min(filled.boards, VISITED)


def _visitor(client: Client, number: int, year: int) -> Visitor:
    client.sign_in(sign_in_of(number), PASSWORD)
    page = client.get(f"/register/?year={year}&size=200").text
    return Visitor(client, year, list(dict.fromkeys(_RISK.findall(page))), list(dict.fromkeys(_UNIT.findall(page))))


def _requests_a_second(server: Server, filled: Filled, seconds: float) -> float:
    """Pages of the list that eight clients get together, each asking again as soon as it has its answer."""
    ready = threading.Barrier(_CLIENTS)

    def run(place: int) -> int:
        count = 0
        with Client(server.host, server.port) as client:
            client.sign_in(sign_in_of(place % _visited(filled)), PASSWORD)
            ready.wait()
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                count += client.get(f"/register/?year={filled.year}").status == HTTPStatus.OK
        return count

    with ThreadPoolExecutor(_CLIENTS) as pool:
        return round(sum(pool.map(run, range(_CLIENTS))) / seconds, 1)
