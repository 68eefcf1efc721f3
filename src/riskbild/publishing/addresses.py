"""What stands in the addresses of public documents: the kinds' names, and a municipality's name as a word."""

import re
import unicodedata
from typing import Final

from riskbild.documents.layout import PublishedKind

KIND_ADDRESSES: Final = {
    PublishedKind.RISK_LIST: "bruttolista",
    PublishedKind.RISK_PROFILE: "riskbild",
    PublishedKind.CONTROL_PLAN: "internkontrollplan",
    PublishedKind.RISK_PROFILE_AND_PLAN: "riskbild-och-internkontrollplan",
    PublishedKind.INTERIM_FOLLOW_UP: "delarsuppfoljning",
    PublishedKind.ANNUAL_FOLLOW_UP: "helarsuppfoljning",
    PublishedKind.CONSOLIDATED_REPORT: "samlad-rapport",
}
"""A kind's name in an address; never changed, for addresses are kept by others. One that lacks it is not published."""

_KINDS: Final = {address: kind for kind, address in KIND_ADDRESSES.items()}
_OF_PERIODS: Final = f"{KIND_ADDRESSES[PublishedKind.INTERIM_FOLLOW_UP]}-"
_BETWEEN: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 70


def address_of(kind: PublishedKind, occasion: str) -> str:
    """A document's name in an address: "internkontrollplan"; that of a period, by its key, "delarsuppfoljning-t1"."""
    return KIND_ADDRESSES[kind] + (f"-{slug_of(occasion)}" if occasion else "")


def kind_of_address(address: str) -> PublishedKind | None:
    """The kind whose name this is, a period's or the kind's own; None where there is none."""
    found = _KINDS.get(address)
    if found is None and address.startswith(_OF_PERIODS):
        return PublishedKind.INTERIM_FOLLOW_UP
    return found


def slug_of(name: str) -> str:
    """A name as a word of plain letters: "Östra Göinge kommun" is "ostra-goinge-kommun"."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return _BETWEEN.sub("-", plain).strip("-")[:_LONGEST].strip("-") or "kommun"
