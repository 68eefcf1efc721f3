"""What can be wrong with a template, each with the sentence that tells who made it."""

from enum import StrEnum
from typing import Final

from riskbild.rules.finding import Finding, Severity
from riskbild.rules.sentence import Sentence


class Fault(StrEnum):
    """A stable name for one kind of fault in a template."""

    UNKNOWN_PLACEHOLDER = "unknown-placeholder"
    BROKEN_PLACEHOLDER = "broken-placeholder"
    NOT_ALLOWED = "template-not-allowed"
    NOT_ALONE = "placeholder-not-alone"
    WRONG_PLACE = "placeholder-in-wrong-place"
    TWICE = "placeholder-twice"
    NO_CONTENT = "no-content-placeholder"
    UNBALANCED = "unbalanced-conditions"
    TOO_MANY = "too-many-placeholders"
    STRICT = "template-strict"
    MACROS = "template-macros"
    EMBEDDED = "template-embedded"
    FETCHES = "template-fetches"
    FETCHING_FIELD = "template-fetching-field"
    COMMENTS = "template-comments"
    TRACKED_CHANGES = "template-tracked-changes"
    TEMPLATE_LINK = "template-link-removed"
    SIGNATURE = "template-signature-removed"
    LOGO_FORMAT = "logo-format"


SENTENCES: Final[dict[Fault, Sentence]] = {
    Fault.UNKNOWN_PLACEHOLDER: Sentence(
        "Mallen använder {tag}, som inte är en platshållare. {hint}",
        "The template uses {tag}, which is no placeholder. {hint}",
    ),
    Fault.BROKEN_PLACEHOLDER: Sentence(
        "Mallen har en trasig platshållare vid ”{tag}”. Den ska skrivas så här: {example}.",
        "The template has a broken placeholder at “{tag}”. It is written like this: {example}.",
    ),
    Fault.NOT_ALLOWED: Sentence(
        "Mallen innehåller {tag}, som inte får stå i en mall. Där får stå platshållare och villkor med if.",
        "The template holds {tag}, which may not stand in a template. Placeholders may, and conditions with if.",
    ),
    Fault.NOT_ALONE: Sentence(
        "Platshållaren {tag} ska stå ensam i ett eget stycke.",
        "The placeholder {tag} must stand alone in a paragraph of its own.",
    ),
    Fault.WRONG_PLACE: Sentence(
        "Platshållaren {tag} ska stå i mallens löpande text, inte i en tabell, en textruta, ett sidhuvud eller en "
        "sidfot.",
        "The placeholder {tag} must stand in the running text, not in a table, a text box, a header or a footer.",
    ),
    Fault.TWICE: Sentence(
        "Platshållaren {tag} står mer än en gång i mallen.", "The placeholder {tag} stands more than once."
    ),
    Fault.NO_CONTENT: Sentence(
        "Mallen saknar {tag}, som visar var dokumentets innehåll ska stå.",
        "The template has no {tag}, which says where the document's content goes.",
    ),
    Fault.UNBALANCED: Sentence(
        "Mallens villkor går inte ihop: varje {opens} ska ha sitt {closes}.",
        "The template's conditions do not match: each {opens} needs its {closes}.",
    ),
    Fault.TOO_MANY: Sentence(
        "Mallen har fler än {most} platshållare.", "The template has more than {most} placeholders."
    ),
    Fault.STRICT: Sentence(
        "Mallen är sparad som ”Strict Open XML”. Spara den i Word som ”Word-dokument (.docx)”.",
        "The template is saved as “Strict Open XML”. Save it in Word as “Word Document (.docx)”.",
    ),
    Fault.MACROS: Sentence(
        "Mallen innehåller makron. Spara den i Word som ”Word-dokument (.docx)”, så försvinner de.",
        "The template holds macros. Save it in Word as “Word Document (.docx)”, and they are gone.",
    ),
    Fault.EMBEDDED: Sentence(
        "Mallen innehåller ett inbäddat objekt ({part}). Ta bort det eller gör om det till en bild.",
        "The template holds an embedded object ({part}). Remove it or turn it into a picture.",
    ),
    Fault.FETCHES: Sentence(
        "Mallen hämtar innehåll utifrån ({target}). Infoga det i mallen i stället för att länka till det.",
        "The template fetches content from outside ({target}). Insert it instead of linking to it.",
    ),
    Fault.FETCHING_FIELD: Sentence(
        "Mallen har ett fält som hämtar innehåll utifrån ({field}). Ta bort fältet.",
        "The template has a field that fetches content from outside ({field}). Remove the field.",
    ),
    Fault.COMMENTS: Sentence(
        "Mallen innehåller kommentarer. Ta bort dem, annars följer de med i varje dokument.",
        "The template holds comments. Remove them, or they follow into every document.",
    ),
    Fault.TRACKED_CHANGES: Sentence(
        "Mallen innehåller spårade ändringar. Godkänn eller ignorera dem i Word och spara om.",
        "The template holds tracked changes. Accept or reject them in Word and save again.",
    ),
    Fault.TEMPLATE_LINK: Sentence(
        "Mallens koppling till en annan mallfil tas bort i de dokument som görs.",
        "The template's link to another template file is left out of the documents made by it.",
    ),
    Fault.SIGNATURE: Sentence(
        "Mallens digitala signatur följer inte med till de dokument som görs.",
        "The template's digital signature does not follow into the documents made by it.",
    ),
    Fault.LOGO_FORMAT: Sentence(
        "Logotypen är inte en PNG- eller JPEG-bild. I Word står dess text i stället.",
        "The mark is no PNG or JPEG picture. In Word its words stand instead.",
    ),
}


def fault(kind: Fault, where: str = "", severity: Severity = Severity.ERROR, **values: object) -> Finding:
    """A finding about a template; `where` is the placeholder or the part."""
    return Finding(kind.value, severity, where, SENTENCES[kind].format(**values))
