"""Pairs the paragraphs of parallel cells: several controls in one, their methods, owners and statuses beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final

from riskbild.intake.reading.lexicon import CONTROL, CONTROL_OWNER

_GAP: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_MARK: Final = re.compile(r"^\s*(?:[-–•*·]|\d{1,2}[.)])\s+", re.MULTILINE)
_WORD: Final = re.compile(r"[a-zåäöé]{4,}")
_ENDINGS: Final = re.compile(
    r"(?:arnas|ernas|ornas|arna|erna|orna|ande|ende|ning|else|het|aren|ets|ens|ar|er|or|en|et|na|a|e|s)$"
)
_COMMON: Final = frozenset(
    ("kontroll", "uppfölj", "genom", "samt", "eller", "finns", "inom", "från", "till", "följ", "alla")
)
# Where something new begins though no stop stands before it: on a new line, or with a capital after a small letter.
_SEAM: Final = re.compile(r"\n(?=[A-ZÅÄÖ])|(?<=[a-zåäö)]) (?=[A-ZÅÄÖ][a-zåäö]{3})")
_ALIKE: Final = 3
_AGAIN: Final = 0.2
_CHARACTERS: Final = 28.0
"""How many characters a line of a cell holds where the file does not say how wide its columns are."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Paragraphs that stand together in a cell, and the line they begin at."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Paired:
    """The parts of each control, keyed as the cells were, and how sure the pairing is (1 where nothing was to pair)."""

    controls: tuple[dict[str, str], ...]
    sure: float


def pair(cells: Mapping[str, str], widths: Mapping[str, float]) -> Paired:
    """Pairs parallel cells; `cells` has the control's cell under CONTROL, `widths` the characters a line holds.

    Blocks are parted by empty lines, else by bullets, else by lines where all cells have as many. As many blocks
    as controls go one to one. A single block counts for all, unless its words point to one. Otherwise blocks
    go, in order, to the control beside which they stand or whose words they share.
    """
    blocks = {key: _blocks(text, widths.get(key) or _CHARACTERS) for key, text in cells.items() if text.strip()}
    controls = blocks.get(CONTROL, [])
    if len(controls) < 2:
        return _line_by_line({key: text.strip() for key, text in cells.items() if text.strip()})
    paired: list[dict[str, str]] = [{CONTROL: block.text} for block in controls]
    sure, others = 0.95, {key: found for key, found in blocks.items() if key != CONTROL}
    for key, found in others.items():
        targets, certain = _targets(key, others, controls)
        sure = min(sure, certain)
        for block, numbers in zip(found, targets, strict=True):
            for number in numbers:
                paired[number][key] = f"{paired[number][key]}\n{block.text}" if key in paired[number] else block.text
    return Paired(tuple(paired), sure)


def _line_by_line(cells: dict[str, str]) -> Paired:
    """The control of a cell without gaps, or several where at least three cells have as many lines, each a beginning.

    Where as many cells go on with a capital and no stop before it, there may be several all the same.
    """
    seams = {key: len(_SEAM.findall(text)) for key, text in cells.items()}
    if not seams.get(CONTROL) or sum(map(bool, seams.values())) < _ALIKE:
        return Paired((cells,), 1.0)
    lines = {key: text.split("\n") for key, text in cells.items()}
    if {len(parts) for parts in lines.values()} != {seams[CONTROL] + 1} or len(set(seams.values())) > 1:
        return Paired((cells,), 0.6)
    each = zip(*lines.values(), strict=True)
    return Paired(tuple(dict(zip(lines, parts, strict=True)) for parts in each), 0.6)


def _targets(
    key: str, others: Mapping[str, Sequence[_Block]], controls: Sequence[_Block]
) -> tuple[list[list[int]], float]:
    """The controls that each block of a cell is for, and how sure that is."""
    found = others[key]
    if (by_entry := _by_entry(key, others, controls)) is not None:
        return by_entry, 0.5
    if len(found) == len(controls):
        return [[number] for number in range(len(found))], 0.95
    if len(found) == 1:
        return [_for_one(found[0], controls)], 0.8
    if key == CONTROL_OWNER:
        return _owners(found, controls), 0.5
    parallel = [blocks for other, blocks in others.items() if len(blocks) == len(found) and other != CONTROL_OWNER]
    return _beside(parallel, controls), 0.5


def _by_entry(key: str, others: Mapping[str, Sequence[_Block]], controls: Sequence[_Block]) -> list[list[int]] | None:
    """Blocks beside the entries of two other cells that agree on more entries than there are controls.

    Several methods and frequencies of one control stand line by line; a status that is set apart by empty lines
    is beside one of them. None where there is no such pattern.
    """
    found = others[key]
    counts = [len(blocks) for other, blocks in others.items() if other != CONTROL_OWNER]
    entries = max(counts, default=0)
    if key == CONTROL_OWNER or entries <= len(controls) or counts.count(entries) < 2 or not 1 < len(found) < entries:
        return None
    if not any(later.line - block.line > len(block.text) / 4 for block, later in pairwise(found)):
        return None
    parallel = [blocks for blocks in others.values() if len(blocks) == entries]
    owners = _beside(parallel, controls)
    lines = max((blocks for blocks in parallel), key=lambda blocks: -blocks[-1].line)
    nearest = [min(range(entries), key=lambda place: abs(lines[place].line - block.line)) for block in found]
    return [owners[place] for place in nearest] if len(set(nearest)) == len(nearest) else None


def _blocks(text: str, width: float) -> list[_Block]:
    text = text.strip("\n")
    if not _GAP.search(text) and len(_MARK.findall(text)) > 1:
        text = _MARK.sub(lambda found: f"\n\n{found[0].lstrip()}", text).strip("\n")
    found, line, start, kept = [], 0, 0, list[str]()
    for paragraph in [*text.split("\n"), ""]:
        if paragraph.strip():
            start = start if kept else line
            kept.append(paragraph.strip())
            line += max(1, ceil(len(paragraph) / max(width, 4.0)))
            continue
        if kept:
            found.append(_Block("\n".join(kept), start))
            kept = []
        line += 1
    return found


def _stems(text: str) -> set[str]:
    words = (_ENDINGS.sub("", word) for word in _WORD.findall(text.casefold()))
    return {word for word in words if len(word) >= 4 and not any(word.startswith(common) for common in _COMMON)}


def likeness(one: str, other: str) -> float:
    """How many words two texts share, as a share of the shorter one's; parts of compounds count half."""
    first, second = _stems(one), _stems(other)
    if not first or not second:
        return 0.0
    alike = 0.0
    for word in first:
        if word in second:
            alike += 1
        elif any(word in long or long in word or word[:7] == long[:7] for long in second):
            alike += 0.5
    return alike / min(len(first), len(second))


def _for_one(block: _Block, controls: Sequence[_Block]) -> list[int]:
    """The controls that a single block is for: the one it shares words with, if it is one of several, else all."""
    alike = [likeness(block.text, control.text) for control in controls]
    named = [number for number, share in enumerate(alike) if share > 0]
    return named if len(named) == 1 and len(controls) > 2 and len(block.text) > 20 else list(range(len(controls)))


def _owners(found: Sequence[_Block], controls: Sequence[_Block]) -> list[list[int]]:
    """An owner is for the controls from where the owner stands down to the next one."""
    targets: list[list[int]] = [[] for _ in found]
    for number, control in enumerate(controls):
        above = [place for place, block in enumerate(found) if block.line <= control.line]
        targets[above[-1] if above else 0].append(number)
    if not targets[-1]:
        last = targets[-2].pop() if len(targets[-2]) > 1 else len(controls) - 1
        targets[-1].append(last)
    return targets


def _beside(parallel: Sequence[Sequence[_Block]], controls: Sequence[_Block]) -> list[list[int]]:
    """Each block to one control, in order, by where they stand and what words they share; least cost overall.

    `parallel` are the cells with as many blocks: their blocks belong together. Neighbours that say the same, such
    as "Stickprov" twice, rather belong to one control.
    """
    height = max(controls[-1].line, *(found[-1].line for found in parallel), 1)
    costs = [
        [sum(_cost(found[place], control, height) for found in parallel) / len(parallel) for control in controls]
        for place in range(len(parallel[0]))
    ]
    best: list[tuple[float, list[int]]] = [(costs[0][number], [number]) for number in range(len(controls))]
    for place in range(1, len(costs)):
        again = _AGAIN if any(found[place].text == found[place - 1].text for found in parallel) else -_AGAIN
        following = []
        for number in range(len(controls)):
            ways = [(cost - (again if way[-1] == number else 0.0), way) for cost, way in best[: number + 1]]
            cost, way = min(ways, key=lambda each: each[0])
            following.append((cost + costs[place][number], [*way, number]))
        best = following
    return [[number] for number in min(best, key=lambda each: each[0])[1]]


def _cost(block: _Block, control: _Block, height: int) -> float:
    return abs(block.line - control.line) / height - 1.5 * likeness(block.text, control.text)
