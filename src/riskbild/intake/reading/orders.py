"""What a child can be asked about one file: each order's name, and how it is done.

It is loaded in the child, under its limits.
"""

import base64
from collections.abc import Callable, Mapping
from typing import Any, Final

from riskbild.documents.exchange import write_exchange
from riskbild.documents.profile import Profile
from riskbild.intake.reading.document import document_of, read_bytes
from riskbild.intake.reading.formats import content_of
from riskbild.intake.reading.look import look_of
from riskbild.intake.reading.plain_table import read_plain_table
from riskbild.intake.reading.returned import returned_from


def _read(data: bytes, name: str, *, profile: Any) -> str:
    return write_exchange(read_bytes(data, name, None if profile is None else Profile.from_data(profile)))


def _read_with_look(data: bytes, name: str, *, profile: Any) -> dict[str, Any]:
    content = content_of(data, name)
    # Before anything is made of what was found.
    look = look_of(content, data, name)
    document = document_of(content, data, name, None if profile is None else Profile.from_data(profile))
    return {"document": write_exchange(document), "look": look}


def _table(data: bytes, name: str, *, sheet: str) -> Any:
    return read_plain_table(data, name, sheet).to_data()


def _returned(data: bytes, name: str) -> Any:
    found = returned_from(data, name)
    return None if found is None else found.to_data()


def _page(data: bytes, name: str, *, page: int, width: int) -> str:
    from riskbild.intake.reading.pdf.picture import page_png  # noqa: PLC0415 - needs the library for PDF

    return base64.b64encode(page_png(data, page, width=width, name=name)).decode()


ORDERS: Final[Mapping[str, Callable[..., Any]]] = {
    "read": _read, "read_with_look": _read_with_look, "table": _table, "returned": _returned, "page": _page,
}  # fmt: skip
"""Each takes the bytes of the file, its name, and what else is asked for; its answer can be told as JSON."""
