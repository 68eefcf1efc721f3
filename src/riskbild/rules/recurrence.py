"""How often something is done, in a fixed set of words."""

import re
from dataclasses import dataclass
from enum import StrEnum

from riskbild.rules.vocabulary import Vocabulary


class Recurrence(StrEnum):
    """How often something is done, or what sets it off."""

    CONTINUOUS = "continuous"
    EACH_OCCASION = "each_occasion"
    WHEN_NEEDED = "when_needed"
    ON_DEVIATION = "on_deviation"
    SAMPLE = "sample"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    TERTIAL = "tertial"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    EVERY_OTHER_YEAR = "every_other_year"


_WORDS = {
    Recurrence.CONTINUOUS: (
        "Löpande", "Fortlöpande", "Kontinuerligt", "Kontinuerlig", "Kontinuerlig uppföljning", "Sker löpande",
        "Sker kontinuerligt", "Ständigt", "Hela tiden",
    ),
    Recurrence.EACH_OCCASION: (
        "Vid varje tillfälle", "Varje tillfälle", "Varje gång", "Vid varje händelse", "I varje ärende",
        "Vid varje ärende",
    ),
    Recurrence.WHEN_NEEDED: (
        "Vid behov", "Efter behov", "När behov finns", "Vb", "I förekommande fall", "När det är aktuellt",
    ),
    Recurrence.ON_DEVIATION: ("Vid avvikelse", "Vid avvikelser", "När avvikelse upptäcks"),
    Recurrence.SAMPLE: ("Stickprovsvis", "Genom stickprov", "Löpande stickprov"),
    Recurrence.DAILY: ("Dagligen", "Daglig", "Varje dag"),
    Recurrence.WEEKLY: (
        "Veckovis", "Varje vecka", "En gång i veckan", "En gång per vecka", "1 gång per vecka", "Per vecka",
    ),
    Recurrence.MONTHLY: (
        "Månatligen", "Månatlig", "Månadsvis", "Varje månad", "En gång i månaden", "Per månad",
        "En gång per månad", "1 gång per månad", "1 ggr/månad", "12 gånger per år",
    ),
    Recurrence.QUARTERLY: (
        "Kvartalsvis", "Varje kvartal", "Per kvartal", "En gång per kvartal", "1 gång per kvartal",
        "Fyra gånger per år", "4 gånger per år", "4 ggr/år", "4 ggr per år",
    ),
    Recurrence.TERTIAL: (
        "Tertialvis", "Varje tertial", "Per tertial", "En gång per tertial", "1 gång per tertial",
        "Tre gånger per år", "3 gånger per år", "3 ggr/år", "3 ggr per år",
    ),
    Recurrence.HALF_YEARLY: (
        "Halvårsvis", "Varje halvår", "Per halvår", "En gång per halvår", "Två gånger per år",
        "Två gånger om året", "2 gånger per år", "2 ggr/år", "2 ggr per år", "Varje termin", "Terminsvis",
    ),
    Recurrence.YEARLY: (
        "Årligen", "Årlig", "Årsvis", "Varje år", "Per år", "En gång per år", "En gång om året",
        "1 gång per år", "1 ggr/år", "1 gång/år", "1 ggr per år", "Minst årligen", "Minst en gång per år",
    ),
    Recurrence.EVERY_OTHER_YEAR: ("Vartannat år", "Varannat år"),
}  # fmt: skip

RECURRENCE_WORDS = Vocabulary(Recurrence, {word: one for one, words in _WORDS.items() for word in words})

FREQUENCY_WORDS = RECURRENCE_WORDS.with_words(
    {
        "Månad": Recurrence.MONTHLY,
        "Kvartal": Recurrence.QUARTERLY,
        "Tertial": Recurrence.TERTIAL,
        "Halvår": Recurrence.HALF_YEARLY,
        "År": Recurrence.YEARLY,
        "Stickprov": Recurrence.SAMPLE,
    }
)
"""The same with the bare nouns, which say how often only where nothing else is said."""

_BETWEEN = re.compile(r"\n|,|;|\+|\s/\s|\b(?:och|samt)\b")


@dataclass(frozen=True, slots=True)
class Frequency:
    """A frequency cell: the text as written and the recurrences it names, each once and in order.

    `is_complete` is False where a part of the text is none of the known words ("Efter ankomst").
    """

    text: str
    recurrences: tuple[Recurrence, ...]
    is_complete: bool


def read_frequency(text: str) -> Frequency:
    """What a frequency cell says: "Tertial och årligen" is two recurrences."""
    parts = [part for part in _BETWEEN.split(text.casefold()) if part.strip()]
    values = [FREQUENCY_WORDS.read(part).value for part in parts]
    known = dict.fromkeys(value for value in values if value is not None)
    return Frequency(text, tuple(known), is_complete=bool(parts) and None not in values)
