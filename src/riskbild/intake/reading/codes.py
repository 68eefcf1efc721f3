"""The codes of what a reader notices in a file, each with what it means."""

from enum import StrEnum
from typing import Final

from riskbild.rules.finding import Finding, Severity
from riskbild.rules.sentence import Sentence


class Noticed(StrEnum):
    """A stable name for one kind of remark about a file that was read."""

    MACROS = "macros"
    EXTERNAL_LINKS = "external-links"
    HIDDEN_SHEET = "hidden-sheet"
    HIDDEN_ROWS = "hidden-rows"
    HIDDEN_COLUMNS = "hidden-columns"
    FORMULA_WITHOUT_VALUE = "formula-without-value"
    FORMULA_DIFFERS = "formula-differs"
    BEYOND_COLUMNS = "beyond-columns"
    NESTED_TABLE = "nested-table"
    TRACKED_CHANGES = "tracked-changes"
    RIGHT_TO_LEFT = "right-to-left"
    NO_ROWS = "no-rows"
    UNKNOWN_COLUMN = "unknown-column"
    NOT_A_NUMBER = "not-a-number"
    NOT_AN_ANSWER = "not-an-answer"
    COLOUR_ONLY = "colour-only"
    PRODUCT_DIFFERS = "product-differs"
    NO_RISK_TEXT = "no-risk-text"
    CUT_TEXT = "cut-text"
    HEADER_GUESSED = "header-guessed"
    PAIRING_UNSURE = "pairing-unsure"
    ENCODING_GUESSED = "encoding-guessed"
    CHARACTERS_REMOVED = "characters-removed"
    TWICE_THE_SAME = "twice-the-same"
    COLUMNS_LOST = "columns-lost"
    OWNER_PASSWORD = "owner-password"  # noqa: S105 - a code, no password
    LINKS = "links"
    UNMAPPED_FONT = "unmapped-font"
    PICTURED_PAGE = "pictured-page"
    SCANNED_PAGES = "scanned-pages"
    ATTACHMENTS = "attachments"
    FORM_FIELDS = "form-fields"
    ROWS_UNSURE = "rows-unsure"


SENTENCES: Final[dict[Noticed, Sentence]] = {
    Noticed.MACROS: Sentence("Filen innehåller makron. De körs aldrig.", "The file holds macros. They are never run."),
    Noticed.EXTERNAL_LINKS: Sentence(
        "Filen länkar till andra filer. De hämtas inte.", "The file links to other files. They are not fetched."
    ),
    Noticed.HIDDEN_SHEET: Sentence("Bladet {name} är dolt och läses inte.", "Sheet {name} is hidden and is not read."),
    Noticed.HIDDEN_ROWS: Sentence(
        "{count} dolda rader med innehåll läses inte.", "{count} hidden rows with content are not read."
    ),
    Noticed.HIDDEN_COLUMNS: Sentence(
        "{count} dolda kolumner med innehåll läses inte.", "{count} hidden columns with content are not read."
    ),
    Noticed.FORMULA_WITHOUT_VALUE: Sentence(
        "{count} formler saknar sparat värde och kunde inte räknas ut.",
        "{count} formulas have no saved value and could not be worked out.",
    ),
    Noticed.FORMULA_DIFFERS: Sentence(
        "Det sparade värdet {saved} är inte produkten {product} som formeln ger.",
        "The saved value {saved} is not the product {product} that the formula gives.",
    ),
    Noticed.BEYOND_COLUMNS: Sentence(
        "Det finns innehåll till höger om kolumn {column}. Det läses inte.",
        "There is content to the right of column {column}. It is not read.",
    ),
    Noticed.NESTED_TABLE: Sentence(
        "En cell innehåller en egen tabell. Dess text läses rad för rad.",
        "A cell holds a table of its own. Its text is read row by row.",
    ),
    Noticed.TRACKED_CHANGES: Sentence(
        "Dokumentet har spårade ändringar. Det läses som om de är godkända.",
        "The document has tracked changes. It is read as if they were accepted.",
    ),
    Noticed.RIGHT_TO_LEFT: Sentence(
        "Dokumentet har text eller kolumner från höger till vänster.",
        "The document has text or columns from right to left.",
    ),
    Noticed.NO_ROWS: Sentence(
        "Filen innehåller ingen tabell med risker eller kontroller.", "The file holds no table of risks or controls."
    ),
    Noticed.UNKNOWN_COLUMN: Sentence(
        "Kolumnen {title} kändes inte igen. Dess text finns kvar bland dokumentets texter.",
        "Column {title} was not recognised. Its text is kept among the document's texts.",
    ),
    Noticed.NOT_A_NUMBER: Sentence(
        "{text} är inget värde på en skala. Det finns kvar bland dokumentets texter.",
        "{text} is no value on a scale. It is kept among the document's texts.",
    ),
    Noticed.NOT_AN_ANSWER: Sentence(
        "{text} är varken Ja eller Nej. Det finns kvar bland dokumentets texter.",
        "{text} is neither Yes nor No. It is kept among the document's texts.",
    ),
    Noticed.COLOUR_ONLY: Sentence(
        "Cellen har bara en färg ({colour}), inget värde.", "The cell has only a colour ({colour}), no value."
    ),
    Noticed.PRODUCT_DIFFERS: Sentence(
        "{likelihood} gånger {impact} är inte {score}.", "{likelihood} times {impact} is not {score}."
    ),
    Noticed.NO_RISK_TEXT: Sentence("Raden saknar risk.", "The row has no risk."),
    Noticed.CUT_TEXT: Sentence(
        "Texten ser avhuggen ut. Jämför med dokumentet.", "The text looks cut off. Compare it with the document."
    ),
    Noticed.HEADER_GUESSED: Sentence(
        "Tabellen har inga kolumnrubriker. Kolumnerna är tolkade efter sitt innehåll.",
        "The table has no column titles. The columns are understood by what they hold.",
    ),
    Noticed.PAIRING_UNSURE: Sentence(
        "Styckena i raden är ihopparade efter läge. Kontrollera att de hör ihop.",
        "The paragraphs of the row are paired by position. Check that they belong together.",
    ),
    Noticed.ENCODING_GUESSED: Sentence(
        "Filens teckenkodning framgår inte. Den är läst som {encoding}.",
        "The file does not state its encoding. It is read as {encoding}.",
    ),
    Noticed.CHARACTERS_REMOVED: Sentence(
        "{count} osynliga styrtecken är borttagna.", "{count} invisible control characters are removed."
    ),
    Noticed.OWNER_PASSWORD: Sentence(
        "Filen har ett lösenord mot ändring eller utskrift. Den går ändå att läsa.",
        "The file has a password against changing or printing. It can be read all the same.",
    ),
    Noticed.LINKS: Sentence(
        "Dokumentet har {count} länkar. De följs inte.", "The document has {count} links. They are not followed."
    ),
    Noticed.UNMAPPED_FONT: Sentence(
        "{count} tecken är i typsnitt som inte säger vilka bokstäver det är. Jämför med dokumentet.",
        "{count} characters are in fonts that do not say which letters they are. Compare with the document.",
    ),
    Noticed.ATTACHMENTS: Sentence(
        "Filen har {count} bifogade filer. De läses inte.", "The file has {count} files attached. They are not read."
    ),
    Noticed.FORM_FIELDS: Sentence(
        "Dokumentet är ett formulär med {count} ifyllda fält. De läses som text.",
        "The document is a form with {count} fields filled in. They are read as text.",
    ),
    Noticed.ROWS_UNSURE: Sentence(
        "Det syns inte säkert var tabellens rader börjar och slutar. Jämför med dokumentet.",
        "It cannot be seen for certain where the table's rows begin and end. Compare with the document.",
    ),
    Noticed.SCANNED_PAGES: Sentence(
        "Inskannade sidor lästes i bilden: {count}. Jämför siffror och namn med originalet.",
        "Scanned pages were read in the picture: {count}. Compare numbers and names with the original.",
    ),
    Noticed.PICTURED_PAGE: Sentence(
        "Sidan är en bild utan text och läses inte.", "The page is a picture without text and is not read."
    ),
    Noticed.COLUMNS_LOST: Sentence(
        "Filen är ren text utan synliga kolumner. Läs originalfilen om den finns, granska annars varje rad.",
        "The file is plain text, in which the table's columns cannot be seen. Read the original file if there is one, "
        "else look at every row.",
    ),
    Noticed.TWICE_THE_SAME: Sentence(
        "Raden är ordagrant densamma som rad {row}.", "The row is word for word the same as row {row}."
    ),
}


def noticed(code: Noticed, severity: Severity, where: str, **values: object) -> Finding:
    """A finding with the code's own sentence, its places filled by `values`."""
    return Finding(code, severity, where, SENTENCES[code].format(**values))
