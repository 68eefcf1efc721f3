"""Where in a document something is masked or was noticed, as people read it."""

from typing import Final

from riskbild.checks.place import Part, Place, field_label
from riskbild.documents.exchange import WHOLE_ROW
from riskbild.documents.layout import FIELDS, SOURCE_LABELS, Source
from riskbild.publishing.masking.every_text import place_in_table
from riskbild.rules.sentence import Sentence

_WHOLE: Final = Sentence("Hela raden", "The whole row")
_OUTSIDE: Final = {
    "title": Sentence("Titel", "Title"),
    "section": Sentence("Rubrik", "Heading"),
    "decision": Sentence("Beslut", "Decision"),
    "conclusion": Sentence("Samlad bedömning", "Conclusion"),
    "control": Sentence("Kontrollmoment", "Control activity"),
}
_RUNNING: Final = Sentence("Löpande text", "Running text")
_IN_ROW: Final = Sentence("{row}, {field}", "{row}, {field}")
_IN_TABLE: Final = Sentence("{table}, rad {row}: {field}", "{table}, row {row}: {field}")


def field_told(part: str, field: str) -> Sentence:
    """What a field of a part of a document is called; of what stands outside every table, what kind of text it is."""
    if field == WHOLE_ROW:
        return _WHOLE
    if part not in set(Source):
        return _OUTSIDE.get(field, _RUNNING)
    return FIELDS[Source(part)].get(field) or field_label(field)


def place_told(where: str) -> Sentence:
    """A place such as "rows 2.comment" in words."""
    part, row, name = place_in_table(where) or ("", 0, where)
    field = field_told(part, name)
    if part not in set(Source):
        return field
    if part in set(Part):
        return _IN_ROW.format(row=Place(Part(part), row).sentence, field=field)
    return _IN_TABLE.format(table=SOURCE_LABELS[Source(part)], row=row, field=field)
