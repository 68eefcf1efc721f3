"""A heat map in HTML: a drawing in SVG with its description, and the same as a table."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from riskbild.publishing.html.writing import Writer, colour_class
from riskbild.publishing.publication import Matrix, Square
from riskbild.rules.sentence import Sentence

_LIKELIHOOD = Sentence("Sannolikhet", "Likelihood")
_IMPACT = Sentence("Konsekvens", "Impact")
_AS_TABLE = Sentence("Visa som text och tabell", "Show as text and table")
_NONE = Sentence("ingen", "none")

_LEFT: Final = 150
_TOP: Final = 30
_HEIGHT: Final = 58
_WIDTH: Final = 118
_FOOT: Final = 66
_LETTER: Final = 7.2
"""The drawing's own units: the words' column, the first square, a square, the words below, a letter's width."""


def matrix_html(matrix: Matrix, number: int, writer: Writer) -> str:
    """The drawing, and behind a summary what it shows as text and as a table."""
    name = f"matris-{number}"
    return (
        f'<figure class="rd-matrix"><div class="rd-scroll" role="region" aria-label="{escape(matrix.name)} {number}" '
        f'tabindex="0">{_drawing(matrix, name, writer)}</div>'
        f"<details><summary>{writer.say(_AS_TABLE)}</summary><p>{writer.text(matrix.description)}</p>"
        f"{_table(matrix, name, writer)}</details></figure>\n"
    )


def _drawing(matrix: Matrix, name: str, writer: Writer) -> str:
    rows = len(matrix.likelihood)
    width, height = _LEFT + len(matrix.impact) * _WIDTH + 2, _TOP + rows * _HEIGHT + _FOOT
    inside = "".join([
        f'<text class="rd-axis" x="0" y="16">{writer.say(_LIKELIHOOD)}</text>',
        f'<text class="rd-axis" x="{width - 2}" y="{height - 6}" text-anchor="end">{writer.say(_IMPACT)}</text>',
        *_squares(matrix),
        *_steps_down(matrix.likelihood),
        *_steps_across(matrix.impact, _TOP + rows * _HEIGHT),
    ])  # fmt: skip
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="{name}-namn {name}-text"><title id="{name}-namn">{escape(matrix.name)}</title>'
        f'<desc id="{name}-text">{escape(matrix.description)}</desc>{inside}</svg>'
    )


def _squares(matrix: Matrix) -> Iterator[str]:
    for down, (likelihood, _) in enumerate(reversed(matrix.likelihood)):
        for across, (impact, _) in enumerate(matrix.impact):
            square = matrix.squares.get((likelihood, impact))
            if square is not None:
                yield from _square(square, _LEFT + across * _WIDTH, _TOP + down * _HEIGHT)


def _square(square: Square, x: int, y: int) -> Iterator[str]:
    mark = square.mark
    level = f"rd-{colour_class(mark)}" if mark else "rd-none"
    yield f'<rect class="rd-square {level}" x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}"/>'
    symbol = f"{mark.symbol} " if mark and mark.symbol else ""
    yield f'<text class="rd-score {level}" x="{x + 8}" y="{y + 18}">{escape(symbol)}{square.score}</text>'
    if square.texts:
        yield (
            f'<text class="rd-inside {level}" x="{x + _WIDTH / 2:g}" y="{y + 44}" text-anchor="middle">'
            f"{escape(_fitting(square.texts))}</text>"
        )


def _fitting(texts: Sequence[str]) -> str:
    """As many as there is room for; the table has them all."""
    room = int(_WIDTH / 9)
    told = ", ".join(texts)
    if len(told) <= room:
        return told
    return f"{len(texts)} st"


def _steps_down(steps: Sequence[tuple[int, str]]) -> Iterator[str]:
    for down, (value, word) in enumerate(reversed(steps)):
        middle = _TOP + down * _HEIGHT + _HEIGHT / 2
        lines = _lines(f"{value} {word}".strip(), _LEFT - 14)
        for place, line in enumerate(lines):
            y = middle + 5 + (place - (len(lines) - 1) / 2) * 16
            yield f'<text class="rd-step" x="{_LEFT - 12}" y="{y:g}" text-anchor="end">{escape(line)}</text>'


def _steps_across(steps: Sequence[tuple[int, str]], foot: int) -> Iterator[str]:
    for across, (value, word) in enumerate(steps):
        x = _LEFT + (across + 0.5) * _WIDTH
        for place, line in enumerate(_lines(f"{value} {word}".strip(), _WIDTH)):
            y = foot + 18 + place * 16
            yield f'<text class="rd-step" x="{x:g}" y="{y}" text-anchor="middle">{escape(line)}</text>'


def _lines(text: str, width: float) -> list[str]:
    """The text in at most two lines."""
    letters = int(width / _LETTER)
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    kept = lines if len(lines) <= 2 else [lines[0], " ".join(lines[1:])]
    return [line if len(line) <= letters else f"{line[: letters - 1]}…" for line in kept]


def _table(matrix: Matrix, name: str, writer: Writer) -> str:
    head = "".join(f'<th scope="col">{value} {writer.text(word)}</th>' for value, word in matrix.impact)
    rows = "".join(
        f'<tr><th scope="row">{value} {writer.text(word)}</th>'
        + "".join(_told(matrix.squares.get((value, impact)), writer) for impact, _ in matrix.impact)
        + "</tr>"
        for value, word in reversed(matrix.likelihood)
    )
    axes = f"{writer.say(_LIKELIHOOD)} / {writer.say(_IMPACT)}"
    return (
        f'<div class="rd-scroll" role="region" aria-labelledby="{name}-tabell" tabindex="0"><table>'
        f'<caption id="{name}-tabell"><span class="rd-hidden">{escape(matrix.name)}: {axes}</span></caption>'
        f'<thead><tr><th scope="col">{axes}</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _told(square: Square | None, writer: Writer) -> str:
    if square is None:
        return "<td></td>"
    score = writer.marked(str(square.score), square.mark)
    texts = escape(", ".join(square.texts)) if square.texts else writer.say(_NONE)
    return f"<td>{score} {texts}</td>"
