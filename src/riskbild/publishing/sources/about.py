"""What is told of a document whatever it holds: whose it is, which day it stands for, the logo."""

from datetime import date
from typing import Final

from riskbild.documents.profile import Profile
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Municipality
from riskbild.organisation.tree import tree_of
from riskbild.publishing.assemble.facts import DocumentFacts
from riskbild.publishing.sources.asked import Asked

_SAMPLE: Final = "Exempeldata: uppgifterna är påhittade."


def facts_about(asked: Asked, profile: Profile) -> DocumentFacts:
    """The facts of any document of the year; two queries.

    One of sample data says so. A document of a year that has ended stands for its last day, so that drawing it again
    gives the same.
    """
    year = asked.year
    municipality = Municipality.objects.get(pk=year.municipality_id)
    tree = tree_of(municipality, asked.today)
    under = tree.subtree(year.board_id) if year.board_id in tree else frozenset()
    named = (node.name for _, node in tree.ordered() if node.id in under and node.kind is NodeKind.ADMINISTRATION)
    return DocumentFacts(
        dated=min(asked.today, date(year.year, 12, 31)), year=year.year, board=year.board.name,
        municipality=municipality.name, administration=next(named, ""), method=profile.method,
        draft=_SAMPLE if year.sample else "",
    )  # fmt: skip
