"""Result: what a control showed. Whether it was carried out is the status, another thing."""

from collections.abc import Mapping
from enum import StrEnum

from riskbild.rules.sentence import Sentence
from riskbild.rules.vocabulary import Vocabulary


class Result(StrEnum):
    """What a control showed, by the severity of the deviation.

    DEVIATION is one whose severity the document does not state; that severity goes unstated is a finding that
    auditors make, so it is kept visible and never rounded to minor or major. NOT_DONE is a control that was never
    carried out, with its reason: that is a result too.
    """

    NO_DEVIATION = "no_deviation"
    MINOR_DEVIATION = "minor_deviation"
    MAJOR_DEVIATION = "major_deviation"
    DEVIATION = "deviation"
    NOT_DONE = "not_done"


DEVIATIONS = (Result.MINOR_DEVIATION, Result.MAJOR_DEVIATION, Result.DEVIATION)
"""The results of a control that found a deviation, graded or not."""

NOT_IN_ORDER = frozenset({*DEVIATIONS, Result.NOT_DONE})
"""What counts when the same comes back: a deviation, and a control that was never carried out."""

CRITERIA: Mapping[Result, Sentence] = {
    Result.NO_DEVIATION: Sentence(
        "Kontrollen är utförd som planerat och visar att rutinen följs.",
        "The control was carried out as planned and shows that the routine is followed.",
    ),
    Result.MINOR_DEVIATION: Sentence(
        "Enstaka fel som går att rätta inom ordinarie arbete och inte skadar någon enskild, ekonomin eller "
        "förtroendet.",
        "Single faults that ordinary work can correct and that harm no person, the finances or public trust.",
    ),
    Result.MAJOR_DEVIATION: Sentence(
        "Upprepade fel eller ett fel med allvarlig följd: för en enskild, för ekonomin, mot lag eller för "
        "förtroendet. Kräver beslut om åtgärd.",
        "Repeated faults, or one with a serious effect on a person, the finances, lawfulness or trust. "
        "Requires a decision on a measure.",
    ),
    Result.DEVIATION: Sentence(
        "Avvikelse utan angiven allvarlighetsgrad. Ange om den är mindre eller större.",
        "Deviation with no severity stated. State whether it is minor or major.",
    ),
    Result.NOT_DONE: Sentence(
        "Kontrollen har inte genomförts. Ange varför.", "The control has not been carried out. Say why."
    ),
}
"""The written criteria that apply until a municipality writes its own."""

_WORDS = {
    Result.NO_DEVIATION: (
        "Utan anmärkning", "Utan anmärkningar", "Ingen anmärkning", "Inga anmärkningar", "U.a",
        "Ingen avvikelse", "Inga avvikelser", "Utan avvikelse", "Utan avvikelser", "Avvikelse saknas",
        "Avvikelser saknas", "Ingen brist", "Inga brister", "Utan brister",
        "Rutinen fungerar enligt rutinbeskrivning",
    ),
    Result.MINOR_DEVIATION: (
        "Mindre avvikelse", "Mindre avvikelser", "Mindre brist", "Mindre brister", "Mindre anmärkning",
        "Mindre anmärkningar", "Ringa avvikelse",
    ),
    Result.MAJOR_DEVIATION: (
        "Större avvikelse", "Större avvikelser", "Större brist", "Större brister", "Allvarlig avvikelse",
        "Allvarliga avvikelser", "Allvarlig brist", "Allvarliga brister", "Väsentlig avvikelse",
        "Väsentliga avvikelser", "Väsentlig brist", "Väsentliga brister",
    ),
    Result.DEVIATION: (
        "Avvikelse", "Avvikelser", "Avvikelse finns", "Avvikelser finns", "Med avvikelse", "Brist", "Brister",
        "Anmärkning", "Med anmärkning",
    ),
    Result.NOT_DONE: (
        "Ej genomförd", "Ej genomfört", "Inte genomförd", "Inte genomfört", "Ej utförd", "Inte utförd",
        "Ej kontrollerat", "Inte kontrollerat", "Ej granskat", "Inte granskat", "Kontrollen har inte genomförts",
    ),
}  # fmt: skip

RESULT_WORDS = Vocabulary(Result, {word: result for result, words in _WORDS.items() for word in words})
