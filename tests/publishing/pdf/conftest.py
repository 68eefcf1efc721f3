"""The documents that the tests look at, each drawn once."""

from collections.abc import Mapping

import pytest
from tests.publishing.conftest import PublishedCase
from tests.publishing.pdf import making

from riskbild.publishing.pdf import Level, draw, draw_each
from riskbild.publishing.publication import Page, Publication

TWENTY = "twenty"
EVERY = "every"
TALL = "tall"


@pytest.fixture(scope="session")
def publications(five: Mapping[str, PublishedCase]) -> Mapping[str, Publication]:
    """The five, one with every kind of block, one of twenty long rows, and one with a row higher than a page."""
    return {code: case.publication for code, case in five.items()} | {
        EVERY: making.everything(),
        TWENTY: making.publication(making.long_table(20), page=Page(text=7.5, margin=12.0)),
        TALL: making.publication(making.tall_table()),
    }


@pytest.fixture(scope="session")
def drawn(publications: Mapping[str, Publication]) -> Mapping[str, bytes]:
    """The same as PDF of the usual level."""
    return dict(zip(publications, (each.content for each in draw_each(publications.values())), strict=True))


@pytest.fixture(scope="session")
def levels() -> Mapping[Level, bytes]:
    """The one with every kind of block, of every level."""
    return {level: draw(making.everything(), level=level).content for level in Level}
