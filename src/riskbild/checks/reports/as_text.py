"""What was found as lines that a person reads and `grep` finds: document, place, code, weight, sentence."""

from collections import Counter
from collections.abc import Sequence

from riskbild.checks.remark import Remark
from riskbild.checks.reports.checked import Checked
from riskbild.rules.finding import Severity
from riskbild.rules.labels import label
from riskbild.rules.sentence import Language, Sentence

_CLEAN = Sentence("Inget att anmärka.", "Nothing to remark on.")
_LINE = Sentence("{name}: {place}: {code} {weight}: {text}", "{name}: {place}: {code} {weight}: {text}")
_REPAIR = Sentence(" [går att rätta]", " [can be put right]")


def as_text(checked: Sequence[Checked], language: Language) -> str:
    """A line a remark and last a line with how many there are of each weight."""
    lines = [_line(one.name, remark, language) for one in checked for remark in one.remarks]
    return "\n".join([*lines, _summary(checked, language)])


def _line(name: str, remark: Remark, language: Language) -> str:
    values = {"place": remark.place.sentence, "weight": label(remark.severity), "text": remark.sentence}
    line = _LINE.format(name=name, code=remark.code, **values)
    return line.text(language) + (_REPAIR.text(language) if remark.repair else "")


def _summary(checked: Sequence[Checked], language: Language) -> str:
    counts = Counter(remark.severity for one in checked for remark in one.remarks)
    told = [
        f"{label(weight).text(language)}: {counts[weight]}" for weight in reversed(tuple(Severity)) if counts[weight]
    ]
    return ", ".join(told) or _CLEAN.text(language)
