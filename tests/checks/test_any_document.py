"""Whatever a document says, the checks answer: never an error, the same each time, and with places that exist."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checks.planting import KNOWN
from tests.documents.strategies import documents

from riskbild.checks.linting import lint
from riskbild.checks.place import Part
from riskbild.checks.setting import NOTHING_KNOWN, Setting
from riskbild.documents.exchange import ExchangeDocument


@settings(max_examples=60, deadline=None)
@given(document=documents, setting=st.sampled_from([KNOWN, NOTHING_KNOWN, Setting(year=2026)]))
def test_any_document_is_answered_with_places_that_exist(document: ExchangeDocument, setting: Setting) -> None:
    remarks = lint(document, setting)
    assert remarks == lint(document, setting)
    rows = {Part.ROWS: len(document.rows), Part.PLAN: len(document.plan), Part.DOCUMENT: 0}
    for remark in remarks:
        assert remark.sentence.sv
        assert (remark.place.row or 0) <= rows[remark.place.part]
        assert remark.finding.where == str(remark.place)
