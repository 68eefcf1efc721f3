"""The five example documents as they are published: straight from their files, and out of a register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker
from tests.documents import cases
from tests.people import NOW, OPERATOR, TODAY, town

from riskbild.cli.demo.data import DemoTown, towns
from riskbild.documents.exchange import ExchangeDocument
from riskbild.documents.layout import Layout
from riskbild.documents.profile import Profile
from riskbild.intake.actions import import_document
from riskbild.planning.queries.printed import with_plan_items
from riskbild.publishing.assemble import DocumentFacts, layout_for, publication_of
from riskbild.publishing.publication import Publication
from riskbild.register.queries.board_years import asked_year_of
from riskbild.register.queries.documents import documents_of


@dataclass(frozen=True)
class PublishedCase:
    """One of the five: the transcription's name, its document, its profile, its layout and what comes out."""

    name: str
    document: ExchangeDocument
    profile: Profile
    layout: Layout
    publication: Publication


def published(name: str, document: ExchangeDocument, board: str) -> PublishedCase:
    """A case, printed by the layout that has its columns."""
    profile, year = cases.profile(name), cases.YEARS[name]
    layout = layout_for(document, profile)
    facts = DocumentFacts(dated=date(year, 12, 31), year=year, board=board)
    return PublishedCase(
        name, document, profile, layout, publication_of(document, layout, facts=facts, profile=profile)
    )


def _name(demo: DemoTown) -> str:
    return str(demo.data["case"]).removesuffix(".json")


@pytest.fixture(scope="session")
def five() -> Mapping[str, PublishedCase]:
    """The five by "utb", "amn", "sno", "sn", "afn", straight from their files; no database."""
    return {demo.code.lower(): published(_name(demo), demo.document, demo.data["board"]["name"]) for demo in towns()}


@pytest.fixture(scope="session")
def imported_five(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Mapping[str, PublishedCase]:
    """The five as they come out of a register that they were imported to; the register is gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = {demo.code.lower(): _imported(demo) for demo in towns()}
        transaction.set_rollback(True)
    return found


def _imported(demo: DemoTown) -> PublishedCase:
    board = town(demo.code).board
    import_document(by=OPERATOR, board=board, year=demo.year, document=demo.document, profile=demo.profile, now=NOW)
    year = asked_year_of(board, demo.year)
    (document,) = with_plan_items(OPERATOR, year, documents_of(OPERATOR, year, TODAY), TODAY)
    return published(_name(demo), document, demo.data["board"]["name"])
