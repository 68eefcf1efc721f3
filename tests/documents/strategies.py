"""Documents of every shape the exchange format allows, for hypothesis."""

from hypothesis import strategies as st

from riskbild.documents.exchange import (
    CONTROL_TEXTS,
    ROW_ANSWERS,
    ROW_FIELDS,
    ROW_NUMBERS,
    ROW_OPTIONAL,
    ROW_TEXTS,
    CellOrigin,
    DocumentKind,
    ExchangeControl,
    ExchangeDocument,
    ExchangeFinding,
    ExchangeRow,
    LeftOut,
    Provenance,
    Source,
    TextPart,
)

_TURNING_MARKS = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))

letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff" + _TURNING_MARKS) | st.just(
    "\n"
)
texts = st.text(letters, min_size=1, max_size=40).filter(str.strip)
cells = st.none() | texts
names = texts.map(lambda text: text[:30]).filter(str.strip)
shares = st.floats(0, 1)
sides = st.floats(-1_000_000, 1_000_000)
cell_names = st.sampled_from((*ROW_FIELDS, *ROW_OPTIONAL, "controls[0].method", "controls[12].status.T1 2022"))

origins = st.builds(
    CellOrigin, text=cells, box=st.none() | st.tuples(sides, sides, sides, sides), cell=st.none() | names
)
provenances = st.builds(
    Provenance,
    page=st.none() | st.integers(0, 500),
    sheet=st.none() | names,
    table=st.none() | st.integers(0, 50),
    row=st.none() | st.integers(0, 5000),
    cells=st.dictionaries(cell_names, origins, max_size=3),
)
controls = st.builds(
    ExchangeControl, **dict.fromkeys(CONTROL_TEXTS, cells), status=st.dictionaries(names, cells, max_size=3)
)
rows = st.builds(
    ExchangeRow,
    **dict.fromkeys((*ROW_TEXTS, *ROW_OPTIONAL), cells),
    **dict.fromkeys(ROW_NUMBERS, st.none() | st.integers(0, 9999)),
    **dict.fromkeys(ROW_ANSWERS, st.none() | st.booleans()),
    controls=st.lists(controls, max_size=3).map(tuple),
    secrecy=st.dictionaries(st.sampled_from((*ROW_FIELDS, "row")), names, max_size=2),
    provenance=st.none() | provenances,
    confidence=st.dictionaries(cell_names, shares, max_size=3),
)
findings = st.builds(
    ExchangeFinding, code=names, severity=st.sampled_from(("info", "warning", "error")), where=cells, message=texts
)
sources = st.builds(
    Source,
    name=names,
    sha256=st.none() | st.text("0123456789abcdef", min_size=64, max_size=64),
    media_type=st.none() | names,
    pages=st.none() | st.integers(0, 900),
)
documents = st.builds(
    ExchangeDocument,
    source=sources,
    kind=st.sampled_from(DocumentKind),
    title=cells,
    authority=cells,
    year=st.none() | st.integers(1900, 2199),
    sections=st.lists(texts, max_size=3).map(tuple),
    texts=st.lists(st.builds(TextPart, text=texts, section=cells, where=cells), max_size=2).map(tuple),
    left_out=st.lists(st.builds(LeftOut, text=texts, where=cells), max_size=2).map(tuple),
    decision=cells,
    conclusion=cells,
    header=st.lists(cells, max_size=4).map(tuple),
    plan_header=st.lists(cells, max_size=4).map(tuple),
    rows=st.lists(rows, max_size=3).map(tuple),
    plan=st.lists(rows, max_size=2).map(tuple),
    findings=st.lists(findings, max_size=2).map(tuple),
    notes=st.lists(texts, max_size=2).map(tuple),
)
