"""What must be there, and what must not, for a risk to be saved: a short list on purpose."""

from collections.abc import Mapping

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.personal_number import personal_number_findings
from riskbild.rules.sentence import Sentence
from riskbild.rules.text_limits import text_findings

ONE_OF = ("risk", "process", "description")
"""A risk needs a text in one of these; it is the one the risk is shown by (`rules.title`)."""

_NO_TEXT = Sentence(
    "Beskriv risken. Minst ett av fälten risk, process och beskrivning ska vara ifyllt.",
    "Describe the risk. At least one of the fields risk, process and description must be filled in.",
)


def field_findings(text: str, where: str) -> tuple[Finding, ...]:
    """The errors of one text field: too long, a control character, a personal identity number."""
    return text_findings(text, where) + personal_number_findings(text, where)


def risk_findings(fields: Mapping[str, str | None]) -> tuple[Finding, ...]:
    """The errors of a risk's text fields, by field name; none if it can be saved.

    Everything else (score, response, owner, deadline) may be missing: real lists have risks without each of
    them, and a missing value must stay missing rather than be made up to get past a form.
    """
    findings = _errors_in(fields)
    if not any((fields.get(name) or "").strip() for name in ONE_OF):
        findings = (Finding(Code.RISK_WITHOUT_TEXT, Severity.ERROR, ONE_OF[0], _NO_TEXT), *findings)
    return findings


def _errors_in(fields: Mapping[str, str | None]) -> tuple[Finding, ...]:
    return tuple(finding for name, text in fields.items() for finding in field_findings(text or "", name))
