"""Counts and days as a letter writes them: "tre kontroller och en åtgärd", "den 15 maj"."""

from collections.abc import Mapping, Sequence
from datetime import date

from riskbild.rules.reporting import Subject
from riskbild.rules.sentence import Sentence

# Svenska skrivregler: numbers up to twelve as words in running text.
_SV = "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split()  # noqa: SIM905 - a list of words
_EN = "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905 - a list of words
_MONTHS_SV = "januari februari mars april maj juni juli augusti september oktober november december".split()  # noqa: SIM905
_MONTHS_EN = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_NAMES: Mapping[Subject, tuple[Sentence, Sentence]] = {
    Subject.CONTROL: (Sentence("kontroll", "control"), Sentence("kontroller", "controls")),
    Subject.MEASURE: (Sentence("åtgärd", "measure"), Sentence("åtgärder", "measures")),
    Subject.RISK: (Sentence("risk", "risk"), Sentence("risker", "risks")),
}


def number_text(number: int) -> Sentence:
    """A number in running text; all that is counted here is "en", never "ett"."""
    small = number < len(_SV)
    return Sentence(_SV[number] if small else str(number), _EN[number] if small else str(number))


def number_of(number: int, one: Sentence, several: Sentence) -> Sentence:
    """A number with the name of what is counted, in running text: "tre kontroller"."""
    words, name = number_text(number), one if number == 1 else several
    return Sentence(f"{words.sv} {name.sv}", f"{words.en} {name.en}")


def counted(subjects: Sequence[Subject]) -> Sentence:
    """How many there are of each kind: "två kontroller, en åtgärd och en risk", in this order."""
    parts = []
    for subject, (one, several) in _NAMES.items():
        if number := subjects.count(subject):
            parts.append(number_of(number, one, several))
    return Sentence(_listed([part.sv for part in parts], "och"), _listed([part.en for part in parts], "and"))


def day_text(day: date, today: date) -> Sentence:
    """A day, with the year where it is another than today's."""
    year = "" if day.year == today.year else f" {day.year}"
    return Sentence(f"den {day.day} {_MONTHS_SV[day.month - 1]}{year}", f"{day.day} {_MONTHS_EN[day.month - 1]}{year}")


def capital(text: Sentence) -> Sentence:
    """The text with a capital to begin with."""
    return Sentence(text.sv[:1].upper() + text.sv[1:], text.en[:1].upper() + text.en[1:])


def capital_in_swedish(text: Sentence) -> Sentence:
    """The text for a sentence that begins with it in Swedish and not in English."""
    return Sentence(capital(text).sv, text.en)


def _listed(parts: Sequence[str], last: str) -> str:
    return f" {last} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
