"""`riskbild publish` makes every kind of document in every form, at the level of PDF/A that is asked for."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from lxml import html
from pytest_django import Settings
from tests.followup import scene as followed
from tests.people import OPERATOR, Town
from tests.publishing.pdf.every import profiles_of
from tests.publishing.pdf.looking import text_of

from riskbild.cli.main import main
from riskbild.documents.layout import PublishedKind
from riskbild.followup.actions.reporting import report
from riskbild.planning.actions.profiles import choose_risks
from riskbild.register.models import Risk

pytestmark = pytest.mark.django_db
RISK = "Risk att beslut fattas på fel underlag"
KINDS = {
    "risk_list": ("docx", RISK), "risk_profile": ("pdf", RISK), "control_plan": ("html", "Kontroll tertial"),
    "risk_profile_and_plan": ("pdf", "Kontroll årligen"), "interim_follow_up": ("html", "Två av tio var fel."),
    "annual_follow_up": ("docx", "Två av tio var fel."), "consolidated_report": ("pdf", "Rapporten omfattar en nämnd"),
    "control_card": ("xlsx", "Kontroll tertial"),
}  # fmt: skip
"""What is drawn of each kind, and what it must say."""


@pytest.fixture(scope="module")
def place(module_database: None) -> Town:
    """A board with a risk profile, an adopted plan for 2027, and a period that has been reported."""
    made = followed.board()
    (risk,) = Risk.objects.filter(board=made.board)
    choose_risks(
        by=OPERATOR, board_year_id=made.year.pk, node_id=made.board.pk, risk_ids=[risk.pk], group="Ekonomi",
        now=followed.T1_OPEN,
    )  # fmt: skip
    followed.opened(made)
    filled = replace(followed.DONE, text="Två av tio var fel.", comment="Fråga Maria Lindqvist.")
    report(by=OPERATOR, report_id=followed.the_report().pk, version=1, filled=filled, now=followed.T1_OPEN)
    return made


def published(file: Path, kind: str, *words: str) -> bytes:
    """The file that the command writes."""
    control = ["--control", "2"] if kind == "control_card" else []
    given = ["publish", "--board", "BUN", "--year", "2027", "--document", kind, *control, *words, "-o", str(file)]
    assert main(given) == 0
    return file.read_bytes()


def read(form: str, content: bytes) -> str:
    """All that a reader sees, as one line."""
    if form == "pdf":
        text = text_of(content)
    elif form == "html":
        text = html.fromstring(content).text_content()
    elif form == "xlsx":
        sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
        text = " ".join(str(cell.value) for sheet in sheets for row in sheet.rows for cell in row)
    else:
        text = " ".join(part.text or "" for part in docx.Document(io.BytesIO(content)).element.body.iter("{*}t"))
    return " ".join(text.replace("\u00ad", "").split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_document_is_made(place: Town, kind: str, tmp_path: Path) -> None:
    form, said = KINDS[kind]
    assert set(KINDS) == {kind.value for kind in PublishedKind}
    assert said in read(form, published(tmp_path / f"ut.{form}", kind, "--format", form))


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "xlsx"])
def test_the_public_copy_names_nobody_in_any_form(place: Town, form: str, tmp_path: Path) -> None:
    inside = read(form, published(tmp_path / "egen", "interim_follow_up", "--format", form))
    outside = read(form, published(tmp_path / "allmän", "interim_follow_up", "--format", form, "--public"))
    assert "Lindqvist" in inside
    assert "Lindqvist" not in outside
    assert "Två av tio var fel." in outside


@pytest.mark.parametrize("public", [(), ("--public",)], ids=["own", "public"])
def test_a_pdf_of_level_a_3a_carries_the_document_as_data(place: Town, public: tuple[str, ...], tmp_path: Path) -> None:
    data = published(tmp_path / "data.json", "interim_follow_up", "--format", "json", *public)
    file = published(tmp_path / "ut.pdf", "interim_follow_up", "--level", "a-3a", *public)
    with pikepdf.open(io.BytesIO(file)) as pdf:
        (attached,) = [pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments]
    assert attached == data
    assert ("Lindqvist" in attached.decode()) is not public


def test_the_level_is_the_operators_choice_and_what_is_public_can_be_listened_to(
    place: Town, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "ut.pdf"
    assert profiles_of(published(file, "control_card")) == ("2a", "ua1")
    settings.RISKBILD_PDF_LEVEL = "a-1a"
    assert profiles_of(published(file, "control_card")) == ("1a",)
    assert profiles_of(published(file, "control_card", "--public")) == ("2a", "ua1")
    assert profiles_of(published(file, "control_card", "--level", "a-2b")) == ("2b",)


def test_only_a_pdf_has_a_level(place: Town, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["publish", "--board", "BUN", "--year", "2027", "--document", "risk_list", "--level", "a-3a"]
    assert main([*asked, "--format", "docx", "-o", "x.docx"]) == 1
    assert "--level belongs to --format pdf" in capsys.readouterr().err
