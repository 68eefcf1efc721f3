"""PDF files that are broken, locked, swollen or odd."""

import io
import random
import zlib
from collections.abc import Sequence

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

ROWS = (
    ("Risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Åtgärd", "Ansvarig"),
    ("Risk att beslut försenas", "3", "4", "12", "Se över rutinen", "Enhetschef"),
    ("Risk att avtal saknas", "2", "2", "4", "Inventera avtal", "Upphandlare"),
)


def plain(rows: Sequence[Sequence[str]] = ROWS) -> bytes:
    """A ruled table with two risks."""
    stream = io.BytesIO()
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
    SimpleDocTemplate(stream, pagesize=A4[::-1]).build([Table([list(row) for row in rows], style=grid)])
    return stream.getvalue()


def _saved(document: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    stream = io.BytesIO()
    document.save(stream, encryption=encryption or False)
    return stream.getvalue()


def locked(*, user: str = "hemligt") -> bytes:
    """The table behind a password to open it; with "" only printing and changing need the owner's."""
    with pikepdf.open(io.BytesIO(plain())) as document:
        allowed = pikepdf.Permissions(extract=False, modify_other=False, print_highres=False)
        return _saved(document, pikepdf.Encryption(owner="ägarens", user=user, allow=allowed))


def cut(share: float) -> bytes:
    """The first part of the table's file."""
    data = plain()
    return data[: int(len(data) * share)]


def rotted(seed: int, share: float = 0.01) -> bytes:
    """The table's file with a share of its bytes changed."""
    chance, data = random.Random(seed), bytearray(plain())
    for _ in range(int(len(data) * share)):
        data[chance.randrange(20, len(data))] = chance.randrange(256)
    return bytes(data)


def without_contents() -> bytes:
    """The table's file whose streams are all rotten, so that it opens and shows nothing."""
    with pikepdf.open(io.BytesIO(plain())) as document:
        for page in document.pages:
            page.Contents = document.make_stream(b"\xff\xfe no such operators \x00" * 50)
        return _saved(document)


def pages(count: int) -> bytes:
    """A file of so many pages."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for number in range(count):
        canvas.drawString(72, 700, f"Sida {number + 1}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def picture() -> bytes:
    """A page that is one picture with nothing to read in it, as a scanner makes it of an empty sheet."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.drawInlineImage(_blank(), 0, 0, *A4)
    canvas.save()
    return stream.getvalue()


def _blank():  # type: ignore[no-untyped-def]  # Pillow has no types here
    from PIL import Image

    return Image.frombytes("L", (60, 80), bytes([230]) * 4800)


def bomb(megabytes: int = 1500) -> bytes:
    """A page whose content unpacks to far more than it says: blanks, then nothing."""
    packer, packed = zlib.compressobj(1), bytearray()
    for _ in range(megabytes):
        packed += packer.compress(b" " * (1 << 20))
    packed += packer.flush()
    with pikepdf.open(io.BytesIO(plain())) as document:
        document.pages[0].Contents = pikepdf.Stream(document, bytes(packed), Filter=pikepdf.Name.FlateDecode)
        stream = io.BytesIO()
        document.save(stream, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return stream.getvalue()


def many_operators(count: int = 1_000_000) -> bytes:
    """A page of more lines than anybody can see."""
    with pikepdf.open(io.BytesIO(plain())) as document:
        document.pages[0].Contents = document.make_stream(b"0 0 m 5 5 l S\n" * count)
        return _saved(document)


def without_unicode_map() -> bytes:
    """The table in a font that has pictures of letters and does not say which letters they are."""
    with pikepdf.open(io.BytesIO(_embedded())) as document:
        for font in document.pages[0].Resources.Font.values():
            if "/ToUnicode" in font:
                del font.ToUnicode
            if font.get("/Subtype") == pikepdf.Name.TrueType:
                names = [pikepdf.Name(f"/g{number}") for number in range(256)]
                font.Encoding = pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=[0, *names])
        return _saved(document)


def _embedded() -> bytes:
    """The table in an embedded TrueType font, whose codes are none of any known encoding."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if "Embedded" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Embedded", "Vera.ttf"))
    stream = io.BytesIO()
    look = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), "Embedded")]
    SimpleDocTemplate(stream, pagesize=A4[::-1]).build([Table([list(row) for row in ROWS], style=look)])
    return stream.getvalue()


def active() -> bytes:
    """The table with a script that runs when it is opened, a file inside it and a link to a program."""
    with pikepdf.open(io.BytesIO(plain())) as document:
        script = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS="app.alert('x'); this.submitForm('http://127.0.0.1:9/')"
        )
        document.Root.OpenAction = script
        document.attachments["lön.exe"] = b"MZ" * 50
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch)
        document.pages[0].Annots = document.make_indirect(pikepdf.Array([link]))
        return _saved(document)


def ring_of_pages() -> bytes:
    """A file whose tree of pages has its root among its own children."""
    with pikepdf.open(io.BytesIO(plain())) as document:
        tree = document.Root.Pages
        tree.Kids.append(tree)
        tree.Count = 1_000_000
        return _saved(document)


def form_in_itself() -> bytes:
    """A page that draws a form that draws itself."""
    with pikepdf.open(io.BytesIO(plain())) as document:
        form = document.make_stream(b"/Own Do /Own Do")
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 100, 100]
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Own=form))
        page = document.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(Own=form)
        page.contents_add(document.make_stream(b"\n/Own Do"))
        return _saved(document)


def boundless_page() -> bytes:
    """The table on a page as wide as a country."""
    with pikepdf.open(io.BytesIO(plain())) as document:
        document.pages[0].MediaBox = [-1e9, -1e9, 1e9, 1e9]
        return _saved(document)


def nested_arrays(depth: int = 200_000) -> bytes:
    """A file with an array in an array in an array."""
    body = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/X " + b"[" * depth + b"]" * depth + b">>\nendobj\n"
    body += b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n"
    return b"%PDF-1.7\n" + body + b"trailer\n<</Root 1 0 R>>\n%%EOF"


def huge_picture() -> bytes:
    """The table beside a picture that says to be 60 000 dots each way."""
    with pikepdf.open(io.BytesIO(plain())) as document:
        picture = document.make_stream(zlib.compress(b"\0" * 1000))
        picture.Type, picture.Subtype, picture.Filter = (
            pikepdf.Name.XObject,
            pikepdf.Name.Image,
            pikepdf.Name.FlateDecode,
        )
        picture.Width, picture.Height, picture.BitsPerComponent = 60_000, 60_000, 8
        picture.ColorSpace = pikepdf.Name.DeviceRGB
        page = document.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(Big=picture)
        page.contents_add(document.make_stream(b"\nq 50 0 0 50 0 0 cm /Big Do Q"))
        return _saved(document)
