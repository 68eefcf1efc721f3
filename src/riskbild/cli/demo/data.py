"""Reads what ships with the package: five documents, their profiles, and the invented municipalities around them."""

import json
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any

from riskbild.documents.exchange import ExchangeDocument, read_exchange
from riskbild.documents.profile import Profile, read_profile
from riskbild.organisation.roles import Role


@dataclass(frozen=True)
class DemoUser:
    """Somebody who signs in; `at` is municipality, board, administration, or a division's or unit's name."""

    sign_in: str
    name: str
    role: Role
    at: str


@dataclass(frozen=True)
class DemoTown:
    """One invented municipality with a board, and the real document that is its board's history."""

    data: dict[str, Any]

    @property
    def name(self) -> str:
        """The municipality's name."""
        return str(self.data["name"])

    @property
    def code(self) -> str:
        """The board's code."""
        return str(self.data["board"]["code"])

    @property
    def year(self) -> int:
        """The document's year."""
        return int(self.data["year"])

    @cached_property
    def document(self) -> ExchangeDocument:
        """The document."""
        return read_exchange(_bytes(self.data["case"]), name=self.data["case"])

    @cached_property
    def profile(self) -> Profile:
        """How the document's form is to be understood."""
        return read_profile(_bytes(self.data["profile"]), name=self.data["profile"])

    @property
    def users(self) -> list[DemoUser]:
        """Who signs in here."""
        return [DemoUser(one["sign_in"], one["name"], Role(one["role"]), one["at"]) for one in self.data["users"]]


def towns() -> list[DemoTown]:
    """The five, in the documents' order."""
    return [DemoTown(data) for data in json.loads(_bytes("demo.json"))["municipalities"]]


def _bytes(name: str) -> bytes:
    return resources.files("riskbild.cli").joinpath("cases", name).read_bytes()
