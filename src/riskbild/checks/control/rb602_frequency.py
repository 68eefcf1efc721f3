"""RB602: a frequency that cannot be tested."""

import re
from collections.abc import Iterator
from functools import lru_cache

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeControl, ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.recurrence import RECURRENCE_WORDS, Recurrence, read_frequency
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "”{text}” går inte att pröva: det går inte att se om kontrollen är gjord i tid. Ange när eller hur ofta.",
    "“{text}” cannot be tested: whether the control was done in time cannot be seen. Say when or how often.",
)
# A sample says how, not when; the others leave both to whoever does it.
_OPEN = frozenset({Recurrence.CONTINUOUS, Recurrence.WHEN_NEEDED, Recurrence.SAMPLE})
_VAGUE = re.compile(
    r"(?:regelbundet|regelbunden|återkommande|ofta|ad hoc|med jämna mellanrum|då och då|när tid finns|i mån av tid|"
    r"så ofta som möjligt|vid tillfälle|vid lämpligt tillfälle|när det passar|efter hand|allt eftersom"
    r"|pågående|flera gånger|sporadisk\w*|(?:då|när|om) (?:det )?behov\w*|(?:då|när|om) det behövs|vid "
    r"förekommande fall|löp)\b"
)
_WHEN = re.compile(
    r"\d|år|månad|vecka|veckovis|dag|kvartal|tertial|halvår|termin|\b(?:inför|efter|före|innan|vid "
    r"(?!behov))|varje|per\b"
)


def find(subject: Subject) -> Iterator[Hit]:
    """Frequencies that name no time, no number and no occasion."""
    for line in subject.lines:
        for place, control in enumerate(line.row.controls):
            if control.frequency and _is_open(control.frequency):
                text = " ".join(control.frequency.split())
                yield Hit(line.place(f"controls[{place}].frequency"), _SENTENCE.format(text=text))


@lru_cache(maxsize=8192)
def _is_open(text: str) -> bool:
    frequency = read_frequency(text)
    if frequency.recurrences and frequency.is_complete:
        return _OPEN.issuperset(frequency.recurrences)
    plain = " ".join(text.casefold().split())
    if vague := _VAGUE.match(plain):
        return not _WHEN.search(plain[vague.end() :])
    leading = RECURRENCE_WORDS.leading(text)
    return leading is not None and leading[0] in _OPEN and not _WHEN.search(_without_the_year(leading[1]))


def _without_the_year(rest: str) -> str:
    """What follows "löpande" without "under året", which adds nothing to it."""
    return re.sub(
        r"(?:under|över) (?:hela )?året|året runt|hela året|i det dagliga arbetet|i verksamheten|vid behov", "", rest
    )


def _every(frequency: str) -> tuple[ExchangeRow, ...]:
    control = ExchangeControl("Granska loggar", "Stickprov på 20 åtkomster", "Enhetschef", frequency)
    return (ExchangeRow(process="Intrång i verksamhetssystem", controls=(control,)),)


RULE = Rule(
    code="RB602",
    name=Sentence("Frekvensen går inte att pröva", "The frequency cannot be tested"),
    why=Sentence(
        "”Löpande” och ”vid behov” kan aldrig vara försenade. Ange en tid, ett antal eller en händelse, till exempel "
        "”varje tertial”, ”stickprov på 20 ärenden i mars” eller ”vid varje nyanställning”.",
        "“Continuously” and “when needed” can never be late. Give a time, a number or an occasion, such as “every "
        "tertial”, “a sample of 20 cases in March” or “at each new appointment”.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("”Löpande”", rows=_every("Löpande")),
        Example("”Vid behov”", rows=_every("Vid behov")),
        Example("”Stickprov”", rows=_every("Stickprov")),
        Example("”Regelbundet”", rows=_every("Regelbundet")),
    ),
    good=(
        Example("”Tertial och årligen”", rows=_every("Tertial och årligen")),
        Example("”Årligen och vid avvikelse”", rows=_every("Årligen och vid avvikelse")),
        Example(
            "”Löpande och inför avslut av etableringsstöd”", rows=_every("Löpande och inför avslut av etableringsstöd")
        ),
        Example("”Efter ankomst”", rows=_every("Efter ankomst")),
    ),
)
