"""Draws a page as a picture, for a person who compares it with what was read; in a child process of its own."""

import json
import os
import subprocess
import sys
from typing import Any, Final

from riskbild.apart.limits import OUT_OF_TIME, clean_environment
from riskbild.intake.reading import limits
from riskbild.intake.reading.child import limit_itself
from riskbild.intake.reading.limits import refuse
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

WIDEST: Final = 3_000
"""Pixels; a picture asked for wider is drawn so wide."""
_MOST_PIXELS: Final = 24_000_000
_CODE: Final = "from riskbild.intake.reading.pdf.picture import serve; serve()"
_NAMELESS: Final = "PDF"
_LONGEST: Final = 120
"""Seconds by the clock that drawing one page may take."""


def page_png(data: bytes, page: int, *, width: int, name: str = _NAMELESS) -> bytes:
    """The page, counted from 1, as a PNG of so many pixels across, turned as it is shown.

    `name` is the file's, for a refusal. Refused if the file or the page cannot be drawn. A point of the page
    (`Cell.box`) is at the same share of the picture's width and height.
    """
    return _ask({"page": page, "width": width, "name": name}, data)


def page_sizes(data: bytes, *, name: str = _NAMELESS) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points, as it is shown; Refused as `page_png`."""
    sizes: list[list[float]] = json.loads(_ask({"name": name}, data))
    return tuple((width, height) for width, height in sizes)


def _ask(order: dict[str, Any], data: bytes) -> bytes:
    answer = _answer(json.dumps(order).encode() + b"\n" + data, order["name"])
    if answer.startswith(b"{"):
        refused = json.loads(answer)
        raise Refused(Sentence(refused["sv"], refused["en"]))
    return answer


def _answer(order: bytes, name: str) -> bytes:
    command = [sys.executable, "-I", "-X", "utf8", "-c", _CODE]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own module
            command,
            input=order,
            capture_output=True,
            cwd=os.sep,
            env=clean_environment(),
            timeout=_LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        refuse(limits.TOO_LONG_TIME, name)
    if done.returncode in OUT_OF_TIME:
        refuse(limits.TOO_LONG_TIME, name)
    if done.returncode or not done.stdout:
        refuse(limits.STOPPED, name)
    return done.stdout


def serve() -> None:
    """What the child does: limits itself, draws the one page it is told to, and answers on its output."""
    order = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    limit_itself()
    try:
        answer = _draw(data, order) if "page" in order else _sizes(data, order["name"])
    except Refused as refused:
        answer = _refusal(refused.sentence)
    except MemoryError:
        answer = _refusal(limits.TOO_MUCH_MEMORY.format(name=order["name"]))
    sys.stdout.buffer.write(answer)


def _refusal(sentence: Sentence) -> bytes:
    return json.dumps({"sv": sentence.sv, "en": sentence.en}).encode()


def _sizes(data: bytes, name: str) -> bytes:
    from riskbild.intake.reading.pdf.opening import opened  # noqa: PLC0415 - loads under the limits

    with opened(data, name) as document:
        return json.dumps([document.get_page_size(number) for number in range(len(document))]).encode()


def _draw(data: bytes, order: dict[str, Any]) -> bytes:
    from riskbild.intake.reading.pdf.fields import open_forms  # noqa: PLC0415 - loads under the limits
    from riskbild.intake.reading.pdf.opening import opened, page_of  # noqa: PLC0415
    from riskbild.intake.reading.pdf.png import png  # noqa: PLC0415

    with opened(data, order["name"]) as document:
        open_forms(document)
        page = page_of(document, order["page"], order["name"])
        across, down = page.get_size()
        if across <= 0 or down <= 0:
            refuse(limits.BROKEN, order["name"])
        wide = max(1, min(order["width"], WIDEST, int((_MOST_PIXELS * across / down) ** 0.5)))
        bitmap = page.render(scale=wide / across, rev_byteorder=True, may_draw_forms=True, no_smoothpath=False)
        return png(bytes(bitmap.buffer), width=bitmap.width, height=bitmap.height, stride=bitmap.stride)
