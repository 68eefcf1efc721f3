"""Says in the finished file what the compiler cannot: which cell of a row names it to who listens to the table."""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from riskbild.publishing.publication import Band, Publication, Table

_COMPRESSED_SINCE: Final = "1.5"


def finished(content: bytes, publication: Publication, *, tagged: bool) -> bytes:
    """The file with row headers, packed; the same file gives the same bytes."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if tagged:
            _name_every_row(pdf.Root.StructTreeRoot, publication.tables)
        packed = pdf.pdf_version >= _COMPRESSED_SINCE
        streams = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.preserve
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=streams, deterministic_id=True)
    return out.getvalue()


def _name_every_row(root: Object, tables: Sequence[Table]) -> None:
    elements = [part for part in _elements(root) if part.get("/S") == Name.Table]
    made: dict[str, Object] = {}
    for number, (element, table) in enumerate(zip(elements, tables, strict=True)):
        _name_rows(element, table, f"R{number}", made)
    if made:
        _put_in_tree(root, made)


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K")
    if kids is None:
        return []
    each = kids.as_list() if isinstance(kids, Array) else [kids]
    return [kid for kid in each if isinstance(kid, Dictionary) and "/S" in kid]


def _elements(root: Object) -> Iterator[Object]:
    """Every element below, in the order of the document; not what is inside a table."""
    for kid in _kids(root):
        yield kid
        if kid.get("/S") != Name.Table:
            yield from _elements(kid)


def _name_rows(element: Object, table: Table, prefix: str, made: dict[str, Object]) -> None:
    """Makes each row's naming cell a header, known as `made` says, and tells the other cells of it."""
    header = 1 + any(column.over for column in table.columns)
    rows = [row for group in _kids(element) for row in _kids(group)][header:]
    # Which header names the rows that a cell over several rows reaches down into.
    naming: dict[int, str] = {}
    for number, (row, part) in enumerate(zip(rows, table.parts, strict=True)):
        if isinstance(part, Band):
            continue
        cells = _kids(row)
        own = [place for place, cell in enumerate(part.cells) if cell is not None]
        for place, cell in zip(own, cells, strict=True):
            if table.columns[place].row_header:
                name = naming[place] = f"{prefix}x{place}y{number}"
                _make_header(cell, name)
                made[name] = cell
        names = [String(name) for name in naming.values()]
        for cell in cells:
            if names and cell.S == Name.TD:
                _attributes(cell)["/Headers"].extend(names)


def _attributes(cell: Object) -> Object:
    """What a cell says of its place in the table; made where it says nothing."""
    there = cell.get("/A")
    each = there.as_list() if isinstance(there, Array) else [] if there is None else [there]
    found = next((one for one in each if one.get("/O") == Name.Table), None)
    if found is None:
        found = Dictionary(O=Name.Table)
        cell.A = Array([found, *each])
        found = cell.A[0]
    if "/Headers" not in found:
        found.Headers = Array()
    return found


def _make_header(cell: Object, name: str) -> None:
    cell.S = Name.TH
    cell.ID = String(name)
    _attributes(cell).Scope = Name.Row


def _put_in_tree(root: Object, made: Mapping[str, Object]) -> None:
    """Writes anew the tree in which cells are found by their names, as one sorted leaf (ISO 32000-1, 7.9.6)."""
    every = {bytes(name): cell for name, cell in _named(root.get("/IDTree"))}
    every |= {name.encode(): cell for name, cell in made.items()}
    names = Array([part for name in sorted(every) for part in (String(name), every[name])])
    root.IDTree = Dictionary(Names=names)


def _named(tree: Object | None) -> Iterator[tuple[Object, Object]]:
    if tree is None:
        return
    names = tree.get("/Names")
    if names is not None:
        each = names.as_list()
        yield from zip(each[::2], each[1::2], strict=True)
    for kid in tree.get("/Kids", []):
        yield from _named(kid)
