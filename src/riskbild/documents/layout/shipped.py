"""The layouts that come with the program: a plain one for every kind of document, and those of the five examples."""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from riskbild.documents.layout.form import Layout, PublishedKind, read_layout
from riskbild.rules.sentence import Sentence

_FOLDER = "riskbild.documents"
_STANDARD = "standard-"
_IN_ENGLISH = {
    "afn": "Control plan with status per tertial",
    "amn": "Risk analyses with dates and people responsible",
    "sn": "Annual follow-up of critical risks",
    "sno": "Consolidated risk profile and control plan",
    "utb": "Risk list with process steps",
    "standard-annual_follow_up": "Annual follow-up of the control plan",
    "standard-consolidated_report": "The executive board's consolidated report on internal control",
    "standard-control_card": "Control record card",
    "standard-control_plan": "Control plan",
    "standard-interim_follow_up": "Interim follow-up of the control plan",
    "standard-risk_list": "Gross risk list",
    "standard-risk_profile": "Consolidated risk profile",
    "standard-risk_profile_and_plan": "Consolidated risk profile and control plan",
}


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


def shipped_title(name: str) -> Sentence:
    """What a shipped layout is called where one is chosen; its own name is that of the document that it makes."""
    return Sentence(shipped(name).name, _IN_ENGLISH[name])


def standard_layout(kind: PublishedKind) -> Layout:
    """The plain layout for a kind of document."""
    return shipped(f"{_STANDARD}{kind.value}")
