"""What is secret is not there: not in another cell, not in the data, not in a drawn file; and people are left out."""

import io
import zipfile
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import adopted, plan_with

from riskbild.audit.queries import trail_of
from riskbild.documents.exchange import DocumentKind, ExchangeControl, ExchangeDocument, ExchangeRow, Source
from riskbild.documents.layout import PublishedKind
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Role
from riskbild.publishing.actions.keeping import DrawnDocument, record_drawn
from riskbild.publishing.assemble import DocumentFacts, RowFacts
from riskbild.publishing.composed import Composed, composed
from riskbild.publishing.formats import FORMS, drawn_as
from riskbild.publishing.masking import hidden, without_people
from riskbild.publishing.sources import Asked
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.models import Risk
from riskbild.register.queries.board_years import asked_year_of

SECRET = "Adressen till det skyddade boendet på Björkgatan finns i vår delade mapp"
NUMBERS = {"likelihood": 3, "impact": 4, "score": 12}
ABOUT = DocumentFacts(dated=TODAY, year=2026, board="Socialnämnden")


def document(*rows: ExchangeRow, **parts: object) -> ExchangeDocument:
    return ExchangeDocument(source=Source("x.docx"), kind=DocumentKind.RISK_LIST, rows=rows, **parts)  # type: ignore[arg-type]  # whatever the test says


def test_a_marked_text_is_replaced_by_its_paragraph_wherever_it_is_repeated() -> None:
    marked = ExchangeRow(risk="Uppgifter sprids", causes=SECRET, secrecy={"causes": "26 kap. 1 §"}, **NUMBERS)
    copied = ExchangeRow(risk="En annan", comment=f"Se ovan: {SECRET.replace('boendet på', 'boendet\npå')}.")
    safe = hidden(document(marked, copied, conclusion=f"{SECRET.upper()}!"), ABOUT, public=True)
    assert safe.document.rows[0].causes == "Sekretess enligt OSL 26 kap. 1 §"
    assert safe.document.rows[0].risk == "Uppgifter sprids"
    assert safe.document.rows[1].comment == "Se ovan: Sekretess enligt OSL 26 kap. 1 §."
    assert "BJÖRKGATAN" not in repr(safe)
    assert [cell.to_data() for cell in safe.cells] == [
        {"part": "rows", "row": 1, "field": "causes", "paragraph": "26 kap. 1 §"}
    ]


def test_nothing_is_left_around_a_secret_that_stands_inside_another() -> None:
    inner, outer = "skyddat boende på Björkgatan", "Familjen bor i skyddat boende på Björkgatan sedan i våras"
    rows = [
        ExchangeRow(risk=f"Risk {number}", causes=text, secrecy={"causes": "26 kap. 1 §"})
        for number, text in enumerate((inner, outer))
    ]
    copied = ExchangeRow(risk="Kopia", comment=f"{outer}. Övrigt.")
    safe = hidden(document(*rows, copied), ABOUT, public=True)
    assert safe.document.rows[2].comment == "Sekretess enligt OSL 26 kap. 1 §. Övrigt."


def test_of_a_row_that_is_secret_as_a_whole_nothing_is_left_but_that_it_is_there() -> None:
    controls = (ExchangeControl("Granska akten", "Stickprov", status={"T1": "Gjord"}),)
    row = ExchangeRow(risk=SECRET, controls=controls, in_plan=True, secrecy={"row": "26 kap. 1 §"}, **NUMBERS)
    worth = RowFacts(likelihood=3, impact=4, score=12, critical=True, more={"method": "Läsning"})
    safe = hidden(document(row), DocumentFacts(dated=TODAY, year=2026, rows=(worth,)), public=True)
    (left,) = safe.document.rows
    assert (left.score, left.likelihood, left.in_plan) == (None, None, None)
    assert {left.risk, left.controls[0].control, left.controls[0].status["T1"]} == {"Sekretess enligt OSL 26 kap. 1 §"}
    assert (safe.facts.rows[0].score, safe.facts.rows[0].critical) == (None, None)
    for told in ("Björkgatan", "Granska", "Stickprov", "Gjord", "Läsning"):
        assert told not in repr(safe)


def test_in_the_boards_own_document_only_what_its_reader_may_not_see_is_explained() -> None:
    row = ExchangeRow(
        risk="Uppgifter sprids",
        causes=None,
        comment="Klart",
        secrecy={"causes": "26 kap. 1 §", "comment": "26 kap. 1 §"},
    )
    safe = hidden(document(row), ABOUT, public=False)
    assert safe.document.rows[0].causes == "Sekretess enligt OSL 26 kap. 1 §"
    assert safe.document.rows[0].comment == "Klart"
    assert [cell.field for cell in safe.cells] == ["causes"]


def test_a_public_copy_names_nobody_and_the_boards_own_tells_where_somebody_is_named() -> None:
    row = ExchangeRow(
        risk="Akter saknas", responsible="Enhetschef Integration (Elsa Exempel)",
        comment="Maria Lindqvist svarar; mejla maria.lindqvist@kommunen.se.",
    )  # fmt: skip
    left, _, findings = without_people(document(row), ABOUT, public=True)
    assert left.rows[0].responsible == "Enhetschef Integration"
    assert left.rows[0].comment == "[namn utelämnat] svarar; mejla [e-postadress utelämnad]."
    assert len(findings) == 2
    assert "Elsa" not in repr(findings)
    kept, _, told = without_people(document(row), ABOUT, public=False)
    assert kept.rows == (row,)
    assert "Elsa Exempel" in str(told[0].sentence)


def marked(place: Town, field: str, paragraph: str = "26 kap. 1 §") -> Risk:
    risk = place.risk(
        "Risk att uppgifter sprids", causes=SECRET, comment="Maria Lindqvist svarar", likelihood=4, impact=4
    )
    return mark_secret(
        by=OPERATOR, risk_id=risk.pk, version=risk.version, field=field, paragraph=paragraph, reason="Enskilds", now=NOW
    )


def made(
    place: Town, kind: PublishedKind, *, public: bool, by: Actor = OPERATOR, control: int | None = None
) -> Composed:
    year = asked_year_of(place.board, place.year.year)
    return composed(Asked(by, year, kind, TODAY, control, public))


def unpacked(form: str, content: bytes) -> Iterator[bytes]:
    """Everything that lies in a file, with every compression undone."""
    yield content
    if form in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield from (package.read(name) for name in package.namelist())
    if form == "pdf":
        with pikepdf.open(io.BytesIO(content)) as drawn:
            for thing in drawn.objects:
                yield thing.read_bytes() if isinstance(thing, pikepdf.Stream) else repr(thing).encode()


def said_in(form: str, content: bytes) -> str:
    """The words of a file: a PDF's letters as they are drawn cannot be searched, so its text layer is read."""
    if form == "pdf":
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    return "".join(piece.decode("utf-8", "replace") for piece in unpacked(form, content))


@pytest.mark.django_db
def test_no_drawn_file_holds_a_secret_or_a_name_that_the_public_must_not_read() -> None:
    place = town()
    plan_with(place, marked(place, "causes"))
    public = made(place, PublishedKind.RISK_LIST, public=True)
    own = made(place, PublishedKind.RISK_LIST, public=False)
    assert [cell.field for cell in public.masked] == ["causes"]
    for form in FORMS:
        content = drawn_as(form, public.publication).content
        words = "".join(said_in(form, content).split())
        for piece in unpacked(form, content):
            assert "Björkgatan".encode() not in piece
            assert b"Lindqvist" not in piece
        assert "Björkgatan" not in words
        assert "Lindqvist" not in words
        assert "uppgiftersprids" in words
        assert "Björkgatan" in "".join(said_in(form, drawn_as(form, own.publication).content).split())


@pytest.mark.django_db
def test_a_secret_of_a_risk_is_not_in_the_plan_that_answers_it_nor_in_its_cards() -> None:
    place = town()
    risk = marked(place, "")
    adopted(place, plan_with(place, risk))
    for kind, control in ((PublishedKind.CONTROL_PLAN, None), (PublishedKind.CONTROL_CARD, 1)):
        told = repr(made(place, kind, public=True, control=control).publication)
        assert "sprids" not in told
        assert "Sekretess enligt OSL 26 kap. 1 §" in told
        assert "sprids" in repr(made(place, kind, public=False, control=control).publication)


@pytest.mark.django_db
def test_a_reader_without_the_right_gets_the_paragraph_in_the_boards_own_document() -> None:
    place = town()
    marked(place, "causes")
    reader = place.user("rut", Role.READER)
    told = repr(made(place, PublishedKind.RISK_LIST, public=False, by=reader).publication)
    assert "Björkgatan" not in told
    assert "Sekretess enligt OSL 26 kap. 1 §" in told


@pytest.mark.django_db
def test_the_trail_tells_what_was_masked_in_what_and_never_the_text() -> None:
    place = town()
    marked(place, "causes")
    public = made(place, PublishedKind.RISK_LIST, public=True)
    drawn = DrawnDocument(
        kind="risk_list", form="json", public=True, title="Bruttolista", content=public.publication.data or b"",
        media_type="application/json", masked=[cell.to_data() for cell in public.masked],
    )  # fmt: skip
    record_drawn(by=place.coordinator(), board_year_id=place.year.pk, drawn=drawn, now=NOW)
    event = trail_of(place.municipality_id, [place.year.pk])[0]
    assert event.name == "publishing.document_drawn"
    assert event.after["masked"] == [{"part": "rows", "row": 1, "field": "causes", "paragraph": "26 kap. 1 §"}]
    assert event.after["sha256"] == drawn.sha256
