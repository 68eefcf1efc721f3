"""A cell that prints several fields below each other is read back field by field."""

from hypothesis import given
from hypothesis import strategies as st

from riskbild.documents.workbook.combined import name_of, parted, parts_in, together

LABELLED = (("description", "Riskbeskrivning"), ("consequence", "Konsekvensbeskrivning"))
LED = (("risk", ""), ("description", "Riskbeskrivning"), ("consequence", "Konsekvens"))
LABELS = {label for parts in (LABELLED, LED) for _, label in parts}
paragraphs = st.lists(st.text("abc åäö.", min_size=1, max_size=30).map(str.strip).filter(bool), max_size=3)
texts = paragraphs.map("\n".join)


@given(st.sampled_from([LABELLED, LED]), st.tuples(texts, texts, texts))
def test_what_is_put_together_is_parted_again(parts: tuple[tuple[str, str], ...], said: tuple[str, ...]) -> None:
    known = {field: text for (field, _), text in zip(parts, said, strict=False)}
    assert parted(parts, together(parts, known)) == known


def test_without_its_labels_a_cell_is_the_first_fields() -> None:
    assert parted(LABELLED, "En text\nutan etiketter") == {"description": "En text\nutan etiketter", "consequence": ""}
    assert parted(LED, "Risken\nKonsekvens\nDyrt") == {"risk": "Risken", "description": "", "consequence": "Dyrt"}


def test_a_column_is_named_by_its_fields() -> None:
    assert parts_in(name_of(LED)) == LED
    assert (name_of((("risk", ""),)), parts_in("risk"), parts_in("")) == ("risk", (("risk", ""),), ())
    assert parts_in("[trasigt") == ()
