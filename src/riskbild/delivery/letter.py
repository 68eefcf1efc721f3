"""A letter as a value: what it says in both languages, drawn as plain text and as plain accessible HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import fill
from typing import Any

from riskbild.rules.count_text import number_text
from riskbild.rules.sentence import Sentence

_WIDTH = 76
MOST_LISTED = 15
"""More lines than a list in a letter has."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the blocks after it are about."""

    text: Sentence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Sentence


@dataclass(frozen=True, slots=True)
class Items:
    """A list, an item a line."""

    texts: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """The one thing to press, and the address it leads to (`delivery.address`)."""

    text: Sentence
    address: str


@dataclass(frozen=True, slots=True)
class Note:
    """Small print."""

    text: Sentence


def listed(lines: Sequence[Sentence]) -> Items:
    """A list that nobody has to scroll through: what is too much for it is counted at its end."""
    if len(lines) <= MOST_LISTED:
        return Items(tuple(lines))
    more = _MORE.format(number=number_text(len(lines) - MOST_LISTED + 1))
    return Items((*lines[: MOST_LISTED - 1], more))


_MORE = Sentence("och {number} till", "and {number} more")

type Block = Heading | Paragraph | Items | Button | Note


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject and blocks. Never a secret field in either: mail lies open on its way."""

    subject: Sentence
    blocks: tuple[Block, ...]


def to_data(letter: Letter, language: str) -> list[dict[str, Any]]:
    """The blocks in one language, as they are stored."""
    return [_data(block, language) for block in letter.blocks]


def _data(block: Block, language: str) -> dict[str, Any]:
    match block:
        case Items(texts):
            return {"kind": "items", "texts": [text.text(language) for text in texts]}
        case Button(text, address):
            return {"kind": "button", "text": text.text(language), "address": address}
        case _:
            return {"kind": type(block).__name__.lower(), "text": block.text.text(language)}


def as_text(content: Sequence[Mapping[str, Any]]) -> str:
    """Stored blocks as plain text; addresses stand on lines of their own, so that no program breaks them."""
    return "\n\n".join(_plain(block) for block in content) + "\n"


def _plain(block: Mapping[str, Any]) -> str:
    match block["kind"]:
        case "items":
            return "\n".join(fill(text, _WIDTH, initial_indent="• ", subsequent_indent="  ") for text in block["texts"])
        case "button":
            return f"{block['text']}:\n{block['address']}"
        case "heading":
            return f"{block['text']}\n{'-' * min(len(block['text']), _WIDTH)}"
        case _:
            return fill(block["text"], _WIDTH)


def as_html(content: Sequence[Mapping[str, Any]], *, subject: str, language: str) -> str:
    """Stored blocks as an HTML page: real headings and lists, colours with contrast, no pictures, nothing fetched."""
    body = "\n".join(_marked_up(block) for block in content)
    title = escape(subject)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{title}</title></head>'
        f'\n<body style="{_BODY}">\n<h1 style="{_TITLE}">{title}</h1>\n{body}\n</body>\n</html>\n'
    )


def _marked_up(block: Mapping[str, Any]) -> str:
    match block["kind"]:
        case "items":
            items = "".join(f'<li style="{_ITEM}">{escape(text)}</li>' for text in block["texts"])
            return f"<ul>{items}</ul>"
        case "button":
            address, text = escape(block["address"]), escape(block["text"])
            return f'<p style="{_SPACED}"><a href="{address}" style="{_BUTTON}">{text}</a></p>'
        case "heading":
            return f'<h2 style="{_HEADING}">{escape(block["text"])}</h2>'
        case "note":
            return f'<p style="{_NOTE}">{escape(block["text"])}</p>'
        case _:
            return f"<p>{escape(block['text'])}</p>"


_BODY = (
    "font-family:'Segoe UI',Arial,sans-serif;font-size:16px;line-height:1.5;color:#1a1f2b;background:#ffffff;"
    "max-width:36em;margin:0;padding:16px"
)
_TITLE = "font-size:22px;line-height:1.3;margin:0 0 16px"
_HEADING = "font-size:18px;line-height:1.3;margin:24px 0 8px"
_ITEM = "margin:0 0 6px"
_SPACED = "margin:20px 0"
_BUTTON = (
    "display:inline-block;background:#0b4f91;color:#ffffff;text-decoration:none;padding:10px 18px;border-radius:4px;"
    "font-weight:600"
)
_NOTE = "font-size:14px;color:#4a5160;margin:24px 0 0"
