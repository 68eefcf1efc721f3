"""RB701: the law is quoted in a wording that no longer holds."""

import re
from collections.abc import Iterator
from datetime import date

from riskbild.checks.personal.found_in_texts import running_texts
from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.setting import Setting
from riskbild.checks.subject import Subject
from riskbild.checks.whole.law import IRREGULARITIES, NEW_ACT
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_OLD_WORDING = Sentence(
    "Kommunallagen 6 kap. 6 § citeras i sin lydelse före den 1 juli 2025. Nu står där att den interna kontrollen ska "
    "vara tillräcklig ”för att förebygga fel och oegentligheter i verksamheten” (SFS 2025:374).",
    "Kommunallagen 6 kap. 6 § is quoted as it stood before 1 July 2025. It now says that internal control must be "
    "adequate “to prevent errors and irregularities in the activities” (SFS 2025:374).",
)
_OLD_ACT = Sentence(
    "Texten hänvisar till 1991 års kommunallag. Sedan 2018 gäller kommunallagen (2017:725), och bestämmelsen om intern "
    "kontroll står i 6 kap. 6 §.",
    "The text refers to the act of 1991. Since 2018 kommunallagen (2017:725) is in force, and the provision about "
    "internal control stands in 6 kap. 6 §.",
)
_ADEQUATE = re.compile(
    r"intern[a]? kontrollen? (?:är|ska vara|skall vara|inom \w+ är)(?: \w+)? tillräcklig(?P<next>[^.]{0,140}?)"
    r"verksamheten (?:bedrivs|bedrives|i övrigt bedrivs)"
)
_OF_1991 = re.compile(
    r"(?:sfs )?1991:900|kommunallagen?s? 6 ?kap(?:\.|itlet)? ?7 ?§|6 ?kap(?:\.|itlet)? ?7 ?§ ?(?:i "
    r")?(?:kommunallagen|kl\b)|kl 6:7\b"
)


def find(subject: Subject) -> Iterator[Hit]:
    """Running texts, title, decision and conclusion that quote the old words or the old act after they ended."""
    new_wording = subject.setting.decided_after(IRREGULARITIES, subject.document)
    if not subject.setting.decided_after(NEW_ACT, subject.document):
        return
    for place, text in running_texts(subject):
        plain = " ".join(text.casefold().split())
        if new_wording and (found := _ADEQUATE.search(plain)) and "oegentlighet" not in found["next"]:
            yield Hit(place, _OLD_WORDING)
        if _OF_1991.search(plain):
            yield Hit(place, _OLD_ACT)


_OLD = (
    "Nämnderna ska också se till att den interna kontrollen är tillräcklig och att verksamheten bedrivs "
    "på ett i övrigt "
    "tillfredsställande sätt."
)
_NEW = (
    "Nämnderna ska också se till att den interna kontrollen är tillräcklig för att förebygga fel och oegentligheter i "
    "verksamheten och att verksamheten bedrivs på ett i övrigt tillfredsställande sätt."
)

RULE = Rule(
    code="RB701",
    name=Sentence("Lagtexten är inaktuell", "The statute is out of date"),
    why=Sentence(
        "Inledningen följer ofta med från år till år. Byt till lagens nuvarande lydelse; den ändrades den 1 juli 2025.",
        "The introduction often comes along from year to year. Change to the law's present wording; it changed on 1 "
        "July 2025.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "Den gamla lydelsen i en plan beslutad 2025-11-20",
            texts=(_OLD,),
            setting=Setting(decided_on=date(2025, 11, 20)),
        ),
        Example(
            "”kommunallagen 6 kap. 7 §” i en plan för 2024",
            texts=("Enligt kommunallagen 6 kap. 7 § ska nämnden ha en plan.",),
            year=2024,
        ),
    ),
    good=(
        Example("Den gamla lydelsen i en uppföljning för 2023", texts=(_OLD,), year=2023),
        Example(
            "Den nya lydelsen i en plan beslutad 2025-11-20",
            texts=(_NEW,),
            setting=Setting(decided_on=date(2025, 11, 20)),
        ),
    ),
)
