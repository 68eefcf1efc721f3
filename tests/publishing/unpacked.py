"""What lies in a drawn file, with every compression undone, and the words that it says."""

import io
import zipfile
from collections.abc import Iterator

import pikepdf
import pypdfium2


def pieces_of(content: bytes) -> Iterator[bytes]:
    """Everything that lies in a file, as bytes."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield from (package.read(name) for name in package.namelist())
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as drawn:
            for thing in drawn.objects:
                yield thing.read_bytes() if isinstance(thing, pikepdf.Stream) else repr(thing).encode()


def said_in(content: bytes) -> str:
    """All that a file says, closely set: a PDF's letters as they are drawn cannot be searched, so its text is read."""
    said = b"".join(pieces_of(content)).decode("utf-8", "replace")
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as drawn:
            said += "".join(page.get_textpage().get_text_range() for page in drawn)
    return "".join(said.replace("\u00ad", "").split())
