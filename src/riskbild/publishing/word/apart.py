"""Draws with a template that nobody vouches for, in a child process with little memory and time."""

import pickle
from base64 import b64decode
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from typing import Any, Final

from riskbild.apart.asking import Nursery
from riskbild.publishing.drawn import Drawn
from riskbild.publishing.publication import Publication
from riskbild.publishing.word.child import TOO_MUCH, WALL_SECONDS
from riskbild.publishing.word.package import LARGEST_TEMPLATE, TOO_LARGE
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

nursery: Final = Nursery("riskbild.publishing.word.child", WALL_SECONDS)
"""The process that forks a child for each drawing."""


def draw_apart(publication: Publication, template: bytes) -> Drawn:
    """As `drawing.draw_here`, in a process of its own; Refused also where it takes too much memory or time."""
    if len(template) > LARGEST_TEMPLATE:
        raise Refused(TOO_LARGE)
    order = pickle.dumps((replace(publication, data=None), template))
    answer: dict[str, Any] = {}
    with closing(nursery.ask(order)) as messages:
        for message in messages:
            answer |= message
    findings = _findings(answer.get("findings", ()))
    if "content" in answer:
        return Drawn(b64decode(answer["content"]), findings)
    raise Refused(Sentence(*answer["refused"]) if "refused" in answer else TOO_MUCH, findings)


def _findings(told: Iterable[Any]) -> tuple[Finding, ...]:
    return tuple(Finding(code, Severity(severity), where, Sentence(*said)) for code, severity, where, said in told)
