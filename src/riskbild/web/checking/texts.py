"""What the checks remark on outside the tables of a year's documents: numbers, the statute's words, personal data."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from riskbild.checks.linting import chosen, lint
from riskbild.checks.place import Part
from riskbild.checks.remark import Remark
from riskbild.checks.setting import Setting
from riskbild.register.queries.checkable import checkable_texts
from riskbild.web.request import SignedInRequest

RULES_OF_TEXTS: Final = chosen(["RB4", "RB7"])
"""The rules that look outside the tables."""


def text_remarks(request: SignedInRequest, board_year_id: UUID, setting: Setting) -> Iterator[tuple[Remark, str]]:
    """Each remark with the title of its document, for who may read the texts."""
    for document in checkable_texts(request.user, board_year_id, request.today):
        for remark in lint(document, setting, RULES_OF_TEXTS):
            if remark.place.part is Part.DOCUMENT and remark.place.field:
                yield remark, document.title or document.source.name
