"""Cells that hold several fields, each with a label: "Riskbeskrivning … Konsekvensbeskrivning …"."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from riskbild.documents.exchange import ROW_TEXTS
from riskbild.intake.reading.titles import meanings_of, plain_title

_LONGEST_LABEL: Final = 45
_SURE: Final = 0.9
_BELOW: Final = frozenset(ROW_TEXTS) - {"process", "risk", "step", "reference", "heading", "category"}
_BEFORE_COLON: Final = re.compile(r"([^:\n.!?]{1,80}):(?=\s|$)")
_WORD: Final = re.compile(r"\S+")
_MOST_WORDS: Final = 5
_BEHIND: Final = re.compile(r"^\s*([A-ZÅÄÖ][^:\n.]{2,44}):\s+(?=\S)")


def labels_in(texts: Iterable[str], saved: Mapping[str, str], taken: frozenset[str], own: str) -> dict[str, str]:
    """The labels, by plain title, that most cells of a column have, and the field of each.

    `saved` are labels that a profile knows, `taken` the fields that have columns of their own, `own` the
    column's own field. Empty where the column has no labels: a single one in a cell is a text like any other.
    """
    cells = [text for text in texts if text.strip()]
    counts: dict[str, int] = {}
    leads: dict[str, int] = {}
    for text in cells:
        labels = [label for label, _ in _lines(text, frozenset(saved))]
        for label in {label for label in labels if label}:
            counts[label] = counts.get(label, 0) + 1
            leads[label] = leads.get(label, 0) + (labels[0] == label)
    fields: dict[str, str] = {}
    for label, count in counts.items():
        meant = [saved[label]] if label in saved else [name for name, sure in meanings_of(label) if sure >= 0.8]
        # Below a text that is the column's own, a label names something else.
        another = leads[label] < 0.5 * count and any(name not in taken and name in ROW_TEXTS for name in meant)
        free = [
            name
            for name in meant
            if name in ROW_TEXTS
            and (name == own or name not in taken | set(fields.values()))
            and not (another and name == own)
        ]
        if free and (label in saved or count >= 0.5 * len(cells)):
            fields[label] = free[0]
    return fields if len(set(fields.values())) > 1 or fields.keys() & saved.keys() else {}


def split_by_labels(text: str, labels: Mapping[str, str], own: str) -> dict[str, str]:
    """The text of each field in a cell; what stands before the first label is the column's own."""
    parts: dict[str, list[str]] = {}
    field = own
    for label, rest in _lines(text, frozenset(labels)):
        if label in labels:
            field = labels[label]
            parts.setdefault(field, [])
            if rest.strip():
                parts[field].append(rest)
        else:
            parts.setdefault(field, []).append(rest)
    return {name: joined for name, lines in parts.items() if (joined := "\n".join(lines).strip("\n"))}


def told_below(text: str) -> dict[str, str]:
    """What a text below a row says of it, by field: "Åtgärd: … Ansvarig: …"; {} where it does not begin with a label.

    Only labels with a colon count, also within a line, and only those whose field a row has as a text.
    """
    places = label_places(text, _told_field, _told_field)
    found = [(start, start + len(label) + 1, _told_field(label)) for start, label in places]
    if not found or text[: found[0][0]].strip():
        return {}
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    told: dict[str, str] = {}
    for (_, start, name), end in zip(found, ends, strict=True):
        if part := text[start:end].strip(" \n;"):
            told[name] = f"{told[name]}\n{part}" if name in told else part
    return told


def _told_field(label: str) -> str:
    return next((name for name, sure in meanings_of(label) if sure >= _SURE and name in _BELOW), "")


def label_places(text: str, may_be: Callable[[str], object], is_one: Callable[[str], object]) -> list[tuple[int, str]]:
    """The labels of a text, each before a colon, with where it begins.

    What stands from the beginning of a line to the colon is a label if it may be one; further on in a line it is the
    longest part, from a capital to the colon, that surely is one.
    """
    found: list[tuple[int, str]] = []
    for part in _BEFORE_COLON.finditer(text):
        ways = [part[1]] if may_be(part[1]) else []
        if part.start() and text[part.start() - 1] != "\n":
            words = list(_WORD.finditer(part[1]))[-_MOST_WORDS:]
            ways = [part[1][word.start() :] for word in words if is_one(part[1][word.start() :])]
        if label := next((way for way in ways if way.lstrip()[:1].isupper()), ""):
            found.append((part.end(1) - len(label), label))
    return found


def _lines(text: str, known: frozenset[str]) -> Iterable[tuple[str, str]]:
    """Each line with the label it is or begins with ("" if none), and what follows the label."""
    for line in text.split("\n"):
        plain = plain_title(line) if len(line) < 2 * _LONGEST_LABEL else ""
        behind = _BEHIND.match(line)
        label = "" if behind is None or plain in known else plain_title(behind[1])
        if behind is not None and label and (label in known or _is_label(label)):
            yield label, line[behind.end() :]
        elif 2 < len(plain) <= _LONGEST_LABEL and (plain in known or _is_label(plain)):
            yield plain, ""
        else:
            yield "", line


def _is_label(plain: str) -> bool:
    found = meanings_of(plain)
    return bool(found) and found[0][1] >= _SURE and len(plain.split()) <= 5
