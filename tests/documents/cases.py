"""The five example documents, as they come with the package."""

import json
from pathlib import Path
from typing import Any

import riskbild
from riskbild.documents.exchange import ExchangeDocument, read_exchange
from riskbild.documents.profile import Derived, Profile, derive, read_profile

FOLDER = Path(riskbild.__file__).parent / "cli" / "cases"
NAMES = (
    "000-riskanalys-utbildning-2024",
    "001-riskanalys-arbetsmarknad",
    "002-samlad-riskbild-nordost-2024",
    "003-helarsuppfoljning-socialnamnden-2023",
    "004-kontrollplan-tertial-2022",
)


def raw(name: str) -> dict[str, Any]:
    """The transcription as plain data."""
    data: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_bytes())
    return data


def document(name: str) -> ExchangeDocument:
    """The transcription, read."""
    return read_exchange((FOLDER / f"{name}.json").read_bytes(), f"{name}.json")


PROFILES = dict(zip(NAMES, ("utb", "amn", "sno", "sn", "afn"), strict=True))
YEARS = dict(zip(NAMES, (2024, 2023, 2024, 2023, 2022), strict=True))


def profile(name: str) -> Profile:
    """The profile that goes with the case."""
    file = f"profile-{PROFILES[name]}.json"
    return read_profile((FOLDER / file).read_bytes(), file)


def derived(name: str) -> list[Derived]:
    """Every row of the case as its profile understands it."""
    understood = profile(name)
    return [derive(understood, row, year=YEARS[name]) for row in document(name).rows]
