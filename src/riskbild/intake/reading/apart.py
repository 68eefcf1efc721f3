"""Opens a file in a child process with little memory and time, so that no file can harm who asked for it."""

import base64
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from riskbild.apart.asking import Nursery
from riskbild.apart.limits import OUT_OF_TIME
from riskbild.documents import limits as written
from riskbild.documents.exchange import ExchangeDocument, read_exchange
from riskbild.documents.profile import Profile
from riskbild.documents.workbook.returned import Returned
from riskbild.intake.reading import limits
from riskbild.intake.reading.child import MEMORY, WALL_SECONDS, allow_pages, page_read
from riskbild.intake.reading.limits import refuse
from riskbild.intake.reading.plain_table import PlainTable
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

__all__ = [
    "MEMORY", "OUT_OF_TIME", "Progress", "allow_pages", "page_apart", "page_read", "read_apart",
    "read_table_apart", "read_with_look_apart", "returned_apart",
]  # fmt: skip

type Progress = Callable[[int, int], object]
"""Is told, as a file is read, how many of its pages are read and how many it has."""

nursery: Final = Nursery("riskbild.intake.reading.child", WALL_SECONDS)
"""The process that forks a child for each file."""


def read_apart(
    path: Path | str, profile: Profile | None = None, *, name: str | None = None, progress: Progress | None = None
) -> ExchangeDocument:
    """As `read`, in a process of its own with limits on memory and time; Refused if it takes more.

    `name` is what the file is called where its path does not say so, as in a store.

    `progress(done, pages)` is called in the caller's own thread, now and then, once the file's pages are counted;
    a file without pages is read without a call. If it raises, the child is stopped. The child is killed when its
    time is up, and nothing of it is left behind.
    """
    called = name or Path(path).name
    return read_exchange(_ask_to_read("read", Path(path), profile, called, progress), called, written.OWN)


def read_with_look_apart(
    path: Path, profile: Profile | None = None, *, name: str | None = None, progress: Progress | None = None
) -> tuple[ExchangeDocument, list[dict[str, Any]]]:
    """As `read_apart`, and how the file looks (`look.look_of`): it is opened once for both."""
    called = name or path.name
    found = _ask_to_read("read_with_look", path, profile, called, progress)
    return read_exchange(found["document"], called, written.OWN), found["look"]


def read_table_apart(path: Path, *, name: str, sheet: str = "") -> PlainTable:
    """As `plain_table.read_plain_table`, in the same kind of process; Refused if it takes more."""
    return PlainTable.from_data(_ask("table", path, name, sheet=sheet))


def returned_apart(path: Path, *, name: str) -> Returned | None:
    """The workbook of our own that was filled in offline, if the file is one; read in the same kind of process."""
    found = _ask("returned", path, name)
    return None if found is None else Returned.from_data(found)


def page_apart(path: Path, page: int, *, width: int, name: str) -> bytes:
    """As `pdf.picture.page_png`, in the same kind of process; Refused if it takes more."""
    return base64.b64decode(_ask("page", path, name, page=page, width=width))


def _ask_to_read(do: str, path: Path, profile: Profile | None, name: str, progress: Progress | None) -> Any:
    if not path.is_file():
        refuse(limits.NOTHING_THERE, name)
    return _ask(do, path, name, progress, profile=None if profile is None else profile.to_data())


def _ask(do: str, path: Path, name: str, progress: Progress | None = None, **asked: object) -> Any:
    if path.stat().st_size > limits.FILE_BYTES:
        refuse(limits.TOO_LARGE, name)
    # The child stands in another folder, and so is told the whole path.
    order = {"do": do, "path": str(path.resolve()), "name": name, "with": asked}
    answer = _answer(json.dumps(order).encode(), name, progress)
    if "refused" in answer:
        raise Refused(Sentence(answer["refused"]["sv"], answer["refused"]["en"]))
    return answer["answer"]


def _answer(order: bytes, name: str, progress: Progress | None) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    with closing(nursery.ask(order)) as messages:
        for message in messages:
            if "pages" in message:
                if progress is not None:
                    progress(message["done"], message["pages"])
            else:
                answer |= message
    if not answer.keys() & {"answer", "refused"}:
        refuse(limits.TOO_LONG_TIME if answer.get("ended") in OUT_OF_TIME else limits.STOPPED, name)
    return answer
