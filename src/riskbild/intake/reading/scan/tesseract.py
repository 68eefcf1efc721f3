"""Has Tesseract read a picture: a program of its own, that the operator may have installed with its Swedish words."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from riskbild.apart.limits import clean_environment

LANGUAGE: Final = "swe"
_WORD: Final = "5"
_BLOCK: Final = "6"
"""Tesseract's page mode for one even block of text, which a column of cells put below each other is."""


@dataclass(frozen=True, slots=True)
class Read:
    """A word that was read: where it stands in the picture, in dots, on which line, and how surely it was read."""

    text: str
    line: tuple[int, int, int]
    x0: int
    y0: int
    x1: int
    y1: int
    sure: float


@cache
def program() -> str | None:
    """Where Tesseract is, if it is there and knows Swedish."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    done = subprocess.run([found, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603 - as found
    return found if LANGUAGE in done.stdout.split() else None


def words_in(picture: bytes, dots: int) -> list[Read]:
    """The words of a picture (a PNG of so many dots an inch), in reading order.

    Raises `OSError` where there is no Tesseract that knows Swedish, or it fails.
    """
    found = program()
    if found is None:
        raise OSError
    command = [found, "stdin", "stdout", "-l", LANGUAGE, "--psm", _BLOCK, "--dpi", str(dots), "tsv"]
    settings = ["-c", "preserve_interword_spaces=1"]
    # One thread: the pages are what is done side by side.
    environment = clean_environment() | {"OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(  # noqa: S603 - the program as found, and no word of the file among its arguments
        [*command[:-1], *settings, command[-1]], input=picture, capture_output=True, check=False, env=environment
    )
    if done.returncode:
        raise OSError
    return list(_words(done.stdout.decode("utf-8", "replace")))


def _words(table: str) -> Iterator[Read]:
    for row in table.splitlines()[1:]:
        level, _, block, paragraph, line, _, left, top, width, height, sure, text = row.split("\t", 11)
        if level == _WORD and text.strip():
            x, y = int(left), int(top)
            place = (int(block), int(paragraph), int(line))
            yield Read(text.strip(), place, x, y, x + int(width), y + int(height), float(sure) / 100)
