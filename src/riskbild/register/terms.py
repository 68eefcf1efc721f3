"""The register's own enums, with their names in both languages."""

from enum import StrEnum

from riskbild.rules.sentence import Sentence


class AssessmentKind(StrEnum):
    """Before or after the existing controls are counted in."""

    INHERENT = "inherent"
    RESIDUAL = "residual"


class AssessmentOrigin(StrEnum):
    """Where an assessment comes from: a document's cells, a document's group heading, or somebody in the register."""

    PRINTED = "printed"
    HEADING = "heading"
    ASSESSED = "assessed"


ASSESSMENT_KIND_LABELS: dict[AssessmentKind, Sentence] = {
    AssessmentKind.INHERENT: Sentence(sv="Före åtgärder (brutto)", en="Inherent"),
    AssessmentKind.RESIDUAL: Sentence(sv="Efter åtgärder (netto)", en="Residual"),
}

ASSESSMENT_ORIGIN_LABELS: dict[AssessmentOrigin, Sentence] = {
    AssessmentOrigin.PRINTED: Sentence(sv="Ur dokumentet", en="From the document"),
    AssessmentOrigin.HEADING: Sentence(sv="Ur gruppens rubrik", en="From the group heading"),
    AssessmentOrigin.ASSESSED: Sentence(sv="Bedömd i registret", en="Assessed in the register"),
}
