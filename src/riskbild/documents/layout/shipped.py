"""The layouts that come with the program: a plain one for every kind of document, and those of the five examples."""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from riskbild.documents.layout.form import Layout, PublishedKind, read_layout

_FOLDER = "riskbild.documents"
_STANDARD = "standard-"


@cache
def shipped(name: str) -> Layout:
    """The shipped layout with this file name, such as "standard-control_plan" or "utb"."""
    file = f"{name}.json"
    return read_layout(resources.files(_FOLDER).joinpath("layouts", file).read_bytes(), file)


@cache
def shipped_names() -> Sequence[str]:
    """The names of all shipped layouts, those of the examples first."""
    names = [one.name.removesuffix(".json") for one in resources.files(_FOLDER).joinpath("layouts").iterdir()]
    return sorted(names, key=lambda name: (name.startswith(_STANDARD), name))


def standard_layout(kind: PublishedKind) -> Layout:
    """The plain layout for a kind of document."""
    return shipped(f"{_STANDARD}{kind.value}")
