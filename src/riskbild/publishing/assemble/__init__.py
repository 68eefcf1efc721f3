"""Assembling: a document, its layout and the facts about it made into a publication that any drawer can draw."""

from riskbild.publishing.assemble.composing import publication_of
from riskbild.publishing.assemble.facts import Decision, DocumentFacts, RowFacts, row_facts
from riskbild.publishing.assemble.layouts import layout_for, layout_of_form

__all__ = ["Decision", "DocumentFacts", "RowFacts", "layout_for", "layout_of_form", "publication_of", "row_facts"]
