"""`riskbild publish`: one document or many, for the board or for everybody, and what the exit code says."""

import json
import zipfile
from pathlib import Path

import pytest
from tests.people import NOW, OPERATOR, Town, town
from tests.planning.scene import another_board
from tests.publishing.terminal import watched

from riskbild.cli.main import main
from riskbild.documents.exchange import read_exchange
from riskbild.organisation.models import Node
from riskbild.register.actions.adding import NewRisk, add_risk
from riskbild.register.actions.years import open_year

pytestmark = pytest.mark.django_db


def publish(*words: object) -> int:
    try:
        return main(["publish", "--year", "2026", *map(str, words)])
    except SystemExit as stopped:
        return int(stopped.code or 0)


def with_risk(place: Town, board: Node) -> None:
    year = open_year(by=OPERATOR, board_id=board.pk, year=2026, method_id=place.year.method_id, now=NOW)
    add_risk(by=OPERATOR, board_year_id=year.pk, new=NewRisk(fields={"risk": "Risk att akter blandas ihop"}), now=NOW)


def test_one_document_is_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = town()
    place.risk("Risk att fel elev får betyget", comment="Fråga Maria Lindqvist")
    file = tmp_path / "lista.json"
    assert publish("--board", "BUN", "--document", "risk_list", "--format", "json", "-o", file) == 0
    assert "Maria Lindqvist is named here" in capsys.readouterr().err
    assert read_exchange(file.read_bytes()).rows[0].risk == "Risk att fel elev får betyget"
    assert publish("--board", "BUN", "--document", "risk_list", "--format", "json", "--public", "-o", file) == 0
    assert "Lindqvist" not in file.read_text("utf-8") + capsys.readouterr().err


def test_several_boards_are_files_in_a_folder_and_one_that_has_nothing_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = town()
    place.risk()
    for number in range(2):
        with_risk(place, another_board(place, f"Nämnd {number}", f"N{number}"))
    another_board(place, "Nämnd utan år", "TOM")
    boards = ["--board", "BUN", "--board", "N0", "--board", "TOM", "--board", "N1"]
    assert publish(*boards, "--document", "risk_list", "--format", "xlsx", "-o", tmp_path / "ut") == 1
    assert sorted(file.name for file in (tmp_path / "ut").iterdir()) == [
        f"{code}-2026-risk_list.xlsx" for code in ("BUN", "N0", "N1")
    ]
    told = capsys.readouterr().err
    assert "TOM: TOM does not have 2026." in told
    assert "4/4" in told


def test_a_bar_grows_on_a_terminal(tmp_path: Path) -> None:
    place = town()
    place.risk()
    with_risk(place, another_board(place, "Nämnd 1", "N1"))
    words = ["--board", "BUN", "--board", "N1", "--document", "risk_list", "--format", "pdf", "-o", tmp_path / "ut"]
    with watched() as told:
        assert publish(*words) == 0
    bars = [line.split(" ", 1) for line in told[0].rstrip("\n").split("\r\x1b[K") if line.startswith("█")]
    assert [told for _, told in bars] == ["1/2 BUN-2026-risk_list.pdf", "2/2 N1-2026-risk_list.pdf"]
    assert [bar.count("█") / len(bar) for bar, _ in bars] == [0.5, 1]


def test_what_cannot_be_made_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    town()
    assert publish("--board", "BUN", "--document", "control_plan", "-o", "x.pdf") == 1
    assert "has no control plan for 2026: no plan has been begun." in capsys.readouterr().err
    assert publish("--board", "BUN", "--document", "control_card", "-o", "x.pdf") == 1
    assert "--control" in capsys.readouterr().err
    assert publish("--board", "BUN", "--board", "BUN2", "--document", "risk_list") == 1
    assert "Name a folder" in capsys.readouterr().err
    assert publish("--board", "BUN", "--document", "nonsense") == 2
    assert publish("--board", "BUN", "--document", "risk_list", "--control", "1", "-o", "x.pdf") == 1
    assert "--control belongs to the record card" in capsys.readouterr().err
    assert publish("--board", "BUN", "--document", "risk_list", "--offline", "--public", "-o", "x.xlsx") == 1
    assert "there is no public copy" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "said"), [
    (("--public",), "no public copy"), (("--format", "pdf"), "always a ZIP"), (("--control", "1"), "record card"),
    (("--offline",), "always --format xlsx"), (("--board", "SOC"), "of one board"),
])  # fmt: skip
def test_an_evidence_package_is_whole_and_internal(
    words: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "underlag.zip"
    assert publish("--board", "BUN", "--document", "evidence", *words, "-o", file) == 1
    assert said in capsys.readouterr().err
    assert not file.exists()


def test_the_evidence_package_is_a_zip_and_leaves_a_trace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = town()
    place.risk()
    data = tmp_path / "gammal.json"
    data.write_text('{"document": {"kind": "risk_list"}, "rows": [{"risk": "Risk ur en fil"}]}', "utf-8")
    assert main(["import", str(data), "--board", "BUN", "--year", "2026", "--yes"]) == 0
    file = tmp_path / "underlag.zip"
    assert publish("--board", "BUN", "--document", "evidence", "-o", file) == 0
    assert "the trail is whole" in capsys.readouterr().err
    with zipfile.ZipFile(file) as package:
        assert json.loads(package.read("manifest.json"))["board"] == place.board.name
        (read,) = [name for name in package.namelist() if name.startswith("filer/")]
        assert package.read(read) == data.read_bytes()
    again = tmp_path / "igen.zip"
    publish("--board", "BUN", "--document", "evidence", "-o", again)
    with zipfile.ZipFile(again) as package:
        assert "publishing.package_drawn" in package.read("spår/chain.jsonl").decode()
