"""Phrases that people write to themselves while a text is being worked on."""

import re
from typing import Final

_ALTERNATIVES: Final = (
    r"todo\b|fixme\b|tbd\b|xx+\b|lorem ipsum|att[- ]göra:|obs[!:]|nb:|minnesanteckning|material under arbete",
    (
        r"kolla (?:med|upp|om|av|detta|det här)\b|stäm(?:ma|s|mer)? av (?:detta |det )?med (?:mig|\w+ (?:om"
        r"|innan|först))\b"
    ),
    r"fråga (?:\w+ ){1,3}(?:om|när|vem)\b|återkom(?:mer|ma)? (?:om|med|till) (?:detta|det|besked|svar|dig)\b",
    r"fyll(?:a|s|er)? (?:i|på) (?:senare|här|mer|detta)\b|skriv (?:mer|om) (?:här|detta)\b|text (?:saknas|kommer)\b",
    (
        r"(?:texten|raden|detta|cellen|denna|den här|det här) (?:ska|behöver|måste|bör) "
        r"(?:kompletteras|skrivas om|ses över|tas bort|uppdateras|diskuteras)"
    ),
    r"(?:ska vi|bör vi|vi får|vi måste) (?:se\b|ta ställning|diskutera|prata)",
    r"se över (?:denna|den här|detta) |oklart[,.]|\*\*+|(?<!.)(?:ej|inte) (?:färdig|klart?)\W*\Z|återkommer\W*\Z",
    r"diskuteras? (?:vidare|på (?:nästa )?möte)|ta bort (?:denna|raden|detta|den här)\b|ej klart? text",
    r"(?:det här|detta|den här)(?: ik[- ]?| )(?:moment|rad|punkt)\w* (?:har|ska|tar) vi\b",
)
NOTES: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_ALTERNATIVES)})")
"""A note to oneself, in lower case."""

_SIGNS: Final = (
    *("todo", "fixme", "tbd", "xx", "lorem", "göra:", "obs!", "obs:", "nb:", "minnesant", "under arbete", "kolla "),
    *(
        "stäm av",
        "stämma av",
        "stäms av",
        "stämmer av",
        "fråga ",
        "återkom",
        "fyll i",
        "fyll på",
        "fylla i",
        "fylla på",
    ),
    *("fylls i", "fylls på", "fyller ", "skriv mer", "skriv om", "text saknas", "text kommer", "texten ", "raden "),
    *("cellen ", "denna ska", "denna b", "denna m", "detta ska", "detta b", "detta m", "detta rad", "detta punkt"),
    *(
        "här ik",
        "här mom",
        "här rad",
        "här punkt",
        "här ska",
        "här b",
        "här m",
        "ska vi",
        "bör vi",
        "vi får",
        "vi måste",
    ),
    *("**", "oklart", "ej färdig", "inte färdig", "se över de", "diskutera", "ta bort ", "ej klar"),
)


def may_hold_note(folded: str) -> bool:
    """Whether a text in lower case has any of the words that a note has; far quicker than looking for the note."""
    return any(map(folded.__contains__, _SIGNS))
