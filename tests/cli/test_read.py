"""`riskbild read` prints what a file holds, needs no database and leaves nothing behind; `import` takes any file."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.installation import RISKBILD, Installation

from riskbild.cli.bench import reading
from riskbild.cli.commands import read as command
from riskbild.cli.document_table import document_table
from riskbild.documents.exchange import read_exchange
from riskbild.documents.profile import Profile
from riskbild.documents.profile.parts import FormColumn
from riskbild.intake import read
from riskbild.rules.standard_methods import FOUR_BY_FOUR

CASES = Path(__file__).parents[1] / "files" / "cases"
TEXTS = Path(__file__).parents[1] / "files" / "texts"


def run(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Runs the command in a folder that has no installation."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("RISKBILD_", "DJANGO_"))}
    environ |= {
        "HOME": str(home),
        "RISKBILD_HOME": str(home / "data"),
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x",
    }
    return subprocess.run(
        [RISKBILD, "read", *map(str, words)], env=environ, capture_output=True, text=True, check=False, cwd=home
    )


def test_one_file_prints_one_object_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = run(tmp_path, CASES / "A.xlsx")
    assert done.returncode == 0, done.stderr
    assert read_exchange(done.stdout) == read(CASES / "A.xlsx")
    assert "13 rows" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_several_files_print_a_line_each_and_a_refusal_stops_none(tmp_path: Path) -> None:
    broken = tmp_path / "trasig.xlsx"
    broken.write_bytes(b"PK\x03\x04 nonsense")
    done = run(tmp_path, CASES / "D.docx", broken, CASES / "D.xlsx")
    assert done.returncode == 1
    assert [len(json.loads(line)["rows"]) for line in done.stdout.splitlines()] == [7, 7]
    assert "trasig.xlsx is damaged and cannot be read." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_with_nothing_to_take_is_printed_with_exit_code_1(tmp_path: Path) -> None:
    letter = tmp_path / "brev.txt"
    letter.write_text("Hej!\n\nTack för ert brev.\n")
    done = run(tmp_path, letter)
    assert done.returncode == 1
    assert json.loads(done.stdout)["rows"] == []
    assert "nothing to take" in done.stderr


def test_findings_do_not_change_the_exit_code(tmp_path: Path) -> None:
    done = run(tmp_path, next(TEXTS.glob("003-*.txt")))
    assert done.returncode == 0
    assert "columns-lost" in {finding["code"] for finding in json.loads(done.stdout)["findings"]}


@pytest.mark.parametrize("name", ["ingen.xlsx", "."])
def test_a_file_that_is_not_there_is_told_in_one_sentence(tmp_path: Path, name: str) -> None:
    done = run(tmp_path, tmp_path / name)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_profile_says_what_the_columns_mean(tmp_path: Path) -> None:
    listed = tmp_path / "lista.csv"
    listed.write_text(
        "Läge;Grej;Tal;Vad då?\nNorra;Risk att avtal saknas;12;Inventera\nSödra;Brist på rutin;8;Skriva rutin\n"
    )
    known = {"process": "Läge", "risk": "Grej", "score": "Tal", "measures": "Vad då?"}
    profile = Profile("Vår", FOUR_BY_FOUR, tuple(FormColumn(field, title) for field, title in known.items()))
    given = tmp_path / "profil.json"
    given.write_text(json.dumps(profile.to_data()))
    done = run(tmp_path, listed, "--profile", given)
    assert done.returncode == 0, done.stderr
    assert [row["process"] for row in json.loads(done.stdout)["rows"]] == ["Norra", "Södra"]
    given.write_text("{}")
    refused = run(tmp_path, listed, "--profile", given)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "profil.json" in refused.stderr


def test_a_document_of_the_exchange_format_is_taken_as_it_is(tmp_path: Path) -> None:
    first = run(tmp_path, CASES / "A.xlsx")
    saved = tmp_path / "a.json"
    saved.write_text(first.stdout)
    assert run(tmp_path, saved).stdout == first.stdout


@pytest.mark.parametrize("width", [80, 140, 240])
@pytest.mark.parametrize("name", ["A.xlsx", "E.docx"])
def test_the_table_keeps_to_the_width_and_says_every_word(name: str, width: int) -> None:
    document = read(CASES / name)
    drawn = document_table(document, width)
    tables = drawn.split("\n\nFindings")[0].splitlines()
    assert max(map(len, tables)) <= width
    letters = set("".join(drawn.split()))
    assert all(set("".join(str(row.process).split())) <= letters for row in document.rows)
    for finding in document.findings:
        assert finding.message in drawn


def test_what_was_read_unsurely_is_marked_in_the_table() -> None:
    drawn = document_table(read(next(TEXTS.glob("000-*.txt"))), 400)
    assert "240311 (?)" in drawn
    assert "(?)" not in document_table(read(CASES / "A.docx"), 400)


def test_progress_is_told_as_pages_are_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    long = tmp_path / "sidor.txt"
    long.write_text("Risk\f" * 120)
    assert command._read(long, None, "json", alone=True) == 1
    assert "sidor.txt: page 120 of 120" in capsys.readouterr().err


@pytest.fixture
def town(installation: Installation) -> Installation:
    """An installation with the board BUN and the year 2026."""
    installation.shell("from tests.people import town; town()")
    return installation


@pytest.mark.database
@pytest.mark.parametrize(
    "file", [CASES / "A.xlsx", CASES / "A.docx", next(TEXTS.glob("000-*.txt"))], ids=lambda file: file.name
)
def test_import_takes_any_file_that_can_be_read(town: Installation, file: Path) -> None:
    # As one names a file that lies at hand.
    done = town.run("import", os.path.relpath(file), "--board", "BUN", "--year", "2026", "--yes")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("13 risks, 0 plan rows")
    assert f"{file.name}: 13 rows, 0 plan rows" in done.stderr
    again = town.run("import", file, "--board", "BUN", "--year", "2026", "--yes")
    assert again.returncode == 0
    assert "already" in again.stderr


@pytest.mark.database
def test_import_tells_what_it_read_before_it_asks_and_writes_nothing_without_a_yes(town: Installation) -> None:
    done = town.run("import", CASES / "A.xlsx", "--board", "BUN", "--year", "2026")
    assert done.returncode == 1
    assert "13 rows" in done.stderr
    assert "--yes" in done.stderr
    exported = town.run("export", "--board", "BUN", "--year", "2026")
    assert json.loads(exported.stdout)["rows"] == []


@pytest.mark.database
def test_import_refuses_a_file_with_nothing_to_take(town: Installation, tmp_path: Path) -> None:
    letter = tmp_path / "brev.txt"
    letter.write_text("Hej!\n\nTack för ert brev.\n")
    done = town.run("import", letter, "--board", "BUN", "--year", "2026", "--yes")
    assert (done.returncode, done.stdout) == (1, "")
    assert "holds nothing to take" in done.stderr


def test_bench_reads_files_beside_their_truth(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("A.xlsx", "A.docx"):
        (tmp_path / name).write_bytes((CASES / name).read_bytes())
        truth = f"{name}.truth.json"
        (tmp_path / truth).write_bytes((CASES / truth).read_bytes())
    figures = reading.measure(tmp_path, None)
    assert (figures["read_xlsx"]["exact"], figures["read_docx"]["spurious"]) == (1.0, 0.0)
    assert figures["read_xlsx"]["cpu_ms_a_file"] > 0
    assert figures["cold_start_ms"] > 0


def test_bench_without_a_folder_draws_the_examples_and_reads_them_back() -> None:
    figures = reading.measure(None, None)
    assert figures["read_xlsx"] | {"cpu_ms_a_file": 0} == {
        "files": 4, "exact": 1.0, "spurious": 0.0, "cpu_ms_a_file": 0, "cpu_ms_a_page": None
    }  # fmt: skip
