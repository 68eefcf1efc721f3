"""RB601: a control that only says "säkerställ"."""

import re
from collections.abc import Iterator

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.documents.exchange import ExchangeControl, ExchangeRow
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_SENTENCE = Sentence(
    "”{words}” säger vad som ska uppnås, inte vad som kontrolleras. Vad ska granskas, och hur?",
    "“{words}” says what is to be achieved, not what is controlled. What is to be examined, and how?",
)
_ENSURES = re.compile(
    r"\s*(?:att )?((?:\w+ ){1,3}ska (?:finnas|vara|följas)|ha (?:god|full|rätt|tydlig)\w*|säkerställ(?:a"
    r"|er|s|ande)?|säkra|tillförsäkra|tillse|tillser|se till|ser till|garantera|garanterar"
    r"|verka för|arbeta för"
    r"|kvalitetssäkra|kvalitetssäkring|upprätthåll(?:a|er)?|värna|borga för|ombesörj(?:a|er)?|försäkra (?:sig|oss))\b",
    re.IGNORECASE,
)
_EXAMINES = re.compile(
    r"\b(?:kontroller(?:a|as|ar)\b|kontroll av|stickprov|granska|granskning|följ(?:a|s|er)? upp"
    r"|uppföljning|jämför|stäm(?:ma|s|mer)? av"
    r"|avstämning|mät(?:a|er|s|ning)|räkna|inventer|gå(?:r|s)? igenom|genomgång|logg|enkät|intervju|besök"
    r"|inspektion|observation"
    r"|analys|provtag|genom \w+(?:ning|else|tion)ar?\b|redovis|rapporter|testa|test\b|prov(?:a|er|ning)"
    r"|verifier|revider)",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Hit]:
    """Controls, and activities of a plan, that begin by ensuring and name no way to examine."""
    for line in subject.lines:
        for place, control in line.controls():
            if control.control and (words := _only_ensures(control.control)):
                yield Hit(line.place(f"controls[{place}].control"), _SENTENCE.format(words=words))
    for line in subject.plan:
        if not line.row.controls and (words := _activity(line)):
            yield Hit(line.place("measures"), _SENTENCE.format(words=words))


def _only_ensures(text: str) -> str:
    found = _ENSURES.match(text)
    return "" if found is None or _EXAMINES.search(text) else found[1]


def _activity(line: Line) -> str:
    return _only_ensures(line.row.measures or "")


def _control(text: str) -> tuple[ExchangeRow, ...]:
    return (ExchangeRow(process="Intrång i verksamhetssystem", controls=(ExchangeControl(text),)),)


RULE = Rule(
    code="RB601",
    name=Sentence("Kontrollen säger bara ”säkerställ”", "The control only says “ensure”"),
    why=Sentence(
        "Att säkerställa något är målet med en kontroll. Kontrollen är det som görs för att se hur det är: vad som "
        "granskas, mot vad, i vilket urval.",
        "To ensure something is the aim of a control. The control is what is done to see how things are: what is "
        "examined, against what, in which sample.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "”Säkerställ kännedom om nämndens informationshanteringsplan”",
            rows=_control("Säkerställ kännedom om nämndens informationshanteringsplan"),
        ),
        Example("”Tillse att rutinen är känd”", rows=_control("Tillse att rutinen är känd")),
    ),
    good=(
        Example(
            "”Inventera status och säkerställ att det finns alternativ för alla verksamhetskritiska system”",
            rows=_control(
                "Inventera status och säkerställ att det finns alternativ för alla verksamhetskritiska system"
            ),
        ),
        Example(
            "”Säkerställ genom stickprov att delegationsbeslut är anmälda”",
            rows=_control("Säkerställ genom stickprov att delegationsbeslut är anmälda"),
        ),
    ),
)
