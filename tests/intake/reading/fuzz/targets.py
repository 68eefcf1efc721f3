"""What is fuzzed: a function a reader, which says nothing or raises because of a fault of ours."""

from collections.abc import Callable
from typing import Final

from riskbild.documents.exchange import ExchangeDocument, read_exchange, write_exchange
from riskbild.intake.reading import read_bytes
from riskbild.rules.refusal import Refused


def _file(name: str) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        try:
            document = read_bytes(data, name)
        except Refused as refused:
            _look_at(refused, name)
        except RecursionError:
            return  # the process that reads apart refuses such a file
        else:
            _holds(document)

    return target


def _json(data: bytes) -> None:
    try:
        document = read_exchange(data, "fil.json")
    except Refused as refused:
        _look_at(refused, "fil.json")
    else:
        _holds(document)


def _look_at(refused: Refused, name: str) -> None:
    """A refusal is one sentence for people that names the file."""
    text = str(refused.sentence)
    assert name in text, text
    assert text.endswith("."), text
    assert "{" not in text.replace(name, ""), text


def _holds(document: ExchangeDocument) -> None:
    """What was read can be written, and read again as the same."""
    assert read_exchange(write_exchange(document)) == document


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "xlsx": _file("fil.xlsx"),
    "docx": _file("fil.docx"),
    "text": _file("fil.txt"),
    "pdf": _file("fil.pdf"),
    "ods": _file("fil.ods"),
    "xls": _file("fil.xls"),
    "json": _json,
}
