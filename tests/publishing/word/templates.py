"""Word templates as municipalities make them, and as nobody should."""

import io
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.document import Document
from docx.shared import Mm

from riskbild.publishing.word import shipped_template

type Change = Callable[[bytes], bytes]


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def letter(*paragraphs: str) -> bytes:
    """An upright template with these paragraphs, made in Word's own way."""
    document = upright()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def upright() -> Document:
    """An empty A4 template."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    return document


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(content: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in content.items():
            file.writestr(name, data)
    return stream.getvalue()


def changed(changes: Mapping[str, Change | bytes]) -> bytes:
    """The template of the program with parts of it changed or added."""
    content = parts(shipped_template())
    for name, change in changes.items():
        content[name] = change if isinstance(change, bytes) else change(content[name])
    return packed(content)


def with_body(xml: str) -> bytes:
    """The template of the program with more in its document, before what stands there."""
    return changed({"word/document.xml": lambda part: part.replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)})


def with_relation(kind: str, target: str, *, outside: bool = True, owner: str = "word/document.xml") -> bytes:
    """The template of the program with one reference more."""
    folder, name = owner.rsplit("/", 1)
    mode = ' TargetMode="External"' if outside else ""
    relation = (
        f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}"{mode}/>'
    ).encode()
    rels = f"{folder}/_rels/{name}.rels"
    namespace = b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    empty = b"<Relationships " + namespace + b"></Relationships>"
    content = parts(shipped_template())
    content[rels] = content.get(rels, empty).replace(b"</Relationships>", relation + b"</Relationships>")
    return packed(content)


def paragraph(text: str) -> str:
    """A paragraph as XML; the text is XML already."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
