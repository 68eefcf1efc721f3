"""What an item of a control plan is, and where it comes from, with their names in both languages."""

from collections.abc import Mapping
from enum import StrEnum

from riskbild.rules.sentence import Sentence


class ItemKind(StrEnum):
    """What an item of a plan is: something done again and again, looked into once, or done at once."""

    CONTROL = "control"
    REVIEW = "review"
    DIRECT_ACTION = "direct_action"


class ItemOrigin(StrEnum):
    """Where an item of a plan comes from."""

    OWN = "own"
    COMMON = "common"
    CARRIED_OVER = "carried_over"
    BUSINESS_PLAN = "business_plan"
    AUDIT = "audit"


ITEM_KIND_LABELS: Mapping[StrEnum, Sentence] = {
    ItemKind.CONTROL: Sentence(sv="Kontrollmoment", en="Control activity"),
    ItemKind.REVIEW: Sentence(sv="Granskning", en="Review"),
    ItemKind.DIRECT_ACTION: Sentence(sv="Direktåtgärd", en="Direct action"),
}

ITEM_ORIGIN_LABELS: Mapping[StrEnum, Sentence] = {
    ItemOrigin.OWN: Sentence(sv="Egen", en="Own"),
    ItemOrigin.COMMON: Sentence(sv="Kommungemensam", en="Common"),
    ItemOrigin.CARRIED_OVER: Sentence(sv="Kvar från tidigare år", en="Carried over"),
    ItemOrigin.BUSINESS_PLAN: Sentence(sv="Verksamhetsplan", en="Business plan"),
    ItemOrigin.AUDIT: Sentence(sv="Revision", en="Audit"),
}
