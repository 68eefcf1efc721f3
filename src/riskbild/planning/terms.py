"""The planning's own enums, with their names in both languages."""

from enum import StrEnum

from riskbild.rules.sentence import Sentence


class NominationState(StrEnum):
    """What has become of a nomination."""

    OPEN = "open"
    TAKEN = "taken"
    MERGED = "merged"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ProfileOrigin(StrEnum):
    """How a risk came into a risk profile. NOT_STATED is a document that does not say: nothing is made up."""

    CHOSEN = "chosen"
    NOMINATED = "nominated"
    CARRIED_OVER = "carried_over"
    NOT_STATED = "not_stated"


NOMINATION_STATE_LABELS: dict[NominationState, Sentence] = {
    NominationState.OPEN: Sentence(sv="Väntar på svar", en="Awaits an answer"),
    NominationState.TAKEN: Sentence(sv="Mottagen", en="Taken"),
    NominationState.MERGED: Sentence(sv="Sammanförd", en="Merged"),
    NominationState.DECLINED: Sentence(sv="Avböjd", en="Declined"),
    NominationState.WITHDRAWN: Sentence(sv="Återtagen", en="Withdrawn"),
}

PROFILE_ORIGIN_LABELS: dict[ProfileOrigin, Sentence] = {
    ProfileOrigin.CHOSEN: Sentence(sv="Egen", en="Own"),
    ProfileOrigin.NOMINATED: Sentence(sv="Nominerad", en="Nominated"),
    ProfileOrigin.CARRIED_OVER: Sentence(sv="Kvar från tidigare år", en="Carried over"),
    ProfileOrigin.NOT_STATED: Sentence(sv="Ej angiven", en="Not stated"),
}


def kept_from(year: int) -> Sentence:
    """How what is carried over is marked: "Kvar från 2023"."""
    return Sentence(sv=f"Kvar från {year}", en=f"Carried over from {year}")
