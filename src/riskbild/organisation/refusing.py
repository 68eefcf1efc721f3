"""What the organisation's texts may hold, and refusals that a form can show at the field they speak of."""

from riskbild.rules.finding import Finding, Severity
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence
from riskbild.rules.text_limits import text_findings

LONGEST_NAME = 150
LONGEST_MUNICIPALITY = 120
LONGEST_NODE_NAME = 200
LONGEST_CODE = 20
LONGEST_MAIL = 254

_TOO_LONG = Sentence(
    sv="Högst {longest} tecken; det här är {length}.", en="At most {longest} characters; this is {length}."
)


def at(where: str, sentence: Sentence) -> Refused:
    """A refusal that belongs to one field of a form."""
    return Refused(sentence, [Finding("refused", Severity.ERROR, where, sentence)])


def one_line(text: str, *, where: str, longest: int) -> str:
    """The text on one line, without doubled blanks. Raises `Refused` for one too long or with control characters."""
    line = " ".join(text.split())
    for finding in text_findings(line, where):
        raise at(where, finding.sentence)
    if len(line) > longest:
        raise at(where, _TOO_LONG.format(longest=longest, length=len(line)))
    return line


def filled_line(text: str, *, where: str, longest: int, empty: Sentence) -> str:
    """The same, refusing an empty text with the sentence given."""
    line = one_line(text, where=where, longest=longest)
    if not line:
        raise at(where, empty)
    return line
