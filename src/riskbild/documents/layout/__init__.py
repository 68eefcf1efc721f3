"""Layouts: how a municipality prints its documents, as data."""

from riskbild.documents.layout.blocks import (
    FactsBlock,
    HeadingBlock,
    LayoutBlock,
    MatrixBlock,
    MatrixText,
    TextBlock,
    TitleBlock,
)
from riskbild.documents.layout.column import Join, LayoutColumn, Part
from riskbild.documents.layout.fields import FIELDS, SOURCE_LABELS, Source
from riskbild.documents.layout.form import (
    FORMAT,
    KIND_NAMES,
    Layout,
    LogoFile,
    PageSetup,
    PageSize,
    PublishedKind,
    read_layout,
)
from riskbild.documents.layout.said import Counted, Said, SentenceOf
from riskbild.documents.layout.shipped import shipped, shipped_names, shipped_title, standard_layout
from riskbild.documents.layout.table import Group, GroupForm, Only, SortKey, TableBlock

__all__ = [
    "FIELDS",
    "FORMAT",
    "KIND_NAMES",
    "SOURCE_LABELS",
    "Counted",
    "FactsBlock",
    "Group",
    "GroupForm",
    "HeadingBlock",
    "Join",
    "Layout",
    "LayoutBlock",
    "LayoutColumn",
    "LogoFile",
    "MatrixBlock",
    "MatrixText",
    "Only",
    "PageSetup",
    "PageSize",
    "Part",
    "PublishedKind",
    "Said",
    "SentenceOf",
    "SortKey",
    "Source",
    "TableBlock",
    "TextBlock",
    "TitleBlock",
    "read_layout",
    "shipped",
    "shipped_names",
    "shipped_title",
    "standard_layout",
]
