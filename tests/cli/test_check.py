"""`riskbild check`: files and a board's year, chosen rules, three forms, and what the exit code says."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.documents.cases import FOLDER, NAMES
from tests.people import Town, town
from tests.planning.scene import item, plan_with

from riskbild.checks.catalogue import RULES
from riskbild.cli.main import main
from riskbild.documents.exchange import DocumentKind

CASES = {name[:3]: FOLDER / f"{name}.json" for name in NAMES}
PROFILES = {"000": "utb", "001": "amn", "002": "sno", "003": "sn", "004": "afn"}


def check(*words: object) -> int:
    try:
        return main(["check", *map(str, words)])
    except SystemExit as stopped:
        return int(stopped.code or 0)


def of_case(case: str, *words: object) -> int:
    return check(CASES[case], "--profile", FOLDER / f"profile-{PROFILES[case]}.json", *words)


def test_a_file_is_told_line_by_line_with_the_place_the_code_and_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert of_case("000") == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 10
    assert "rad 11, När: RB501 Att se över: Här står en status" in lines[-4]
    assert lines[-4].endswith("[går att rätta]")
    assert lines[-1] == "Att se över: 9"


def test_it_speaks_english_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    of_case("003", "--lang", "en")
    out = capsys.readouterr().out
    assert "row 6, Comment: RB309 Information: The comment begins with “Ja”" in out


def test_information_alone_is_no_reason_to_stop(capsys: pytest.CaptureFixture[str]) -> None:
    assert of_case("003", "--select", "RB309") == 0
    assert "Upplysning: 2" in capsys.readouterr().out


def test_rules_are_chosen_and_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert of_case("004", "--select", "RB1,RB602", "--ignore", "RB101", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)["documents"][0]["findings"]
    assert {one["code"] for one in found} == {"RB104", "RB602"}


def test_nothing_found_is_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert of_case("002", "--ignore", "RB202") == 0
    assert capsys.readouterr().out == "Inget att anmärka.\n"


@pytest.mark.parametrize(
    "words",
    [
        (), ("x.json", "--board", "UTB"), ("x.json", "--select", "RB999"), ("x.json", "--format", "xml"),
        ("x.json", "--document", "novel"), ("x.json", "--decided", "i går"),
    ],
    ids=["nothing", "both", "no such rule", "no such form", "no such kind", "no day"],
)  # fmt: skip
def test_wrong_usage_is_two_and_says_why(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert check(*words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "riskbild check" in captured.err


def test_who_names_no_kind_of_document_is_told_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("x.json", "--document", "novel") == 2
    assert "'novel' (choose from " in (told := capsys.readouterr().err)
    assert all(kind in told for kind in DocumentKind)


def test_a_file_that_is_not_there_is_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert check(tmp_path / "borta.json") == 1
    assert "borta.json cannot be read" in capsys.readouterr().err


def test_json_holds_both_languages_the_place_and_the_repair(capsys: pytest.CaptureFixture[str]) -> None:
    of_case("000", "--select", "RB501", "--format", "json")
    found = json.loads(capsys.readouterr().out)["documents"][0]["findings"][0]
    assert (found["part"], found["row"], found["field"], found["where"]) == ("rows", 11, "deadline", "row 11, deadline")
    assert found["sentence"]["sv"] != found["sentence"]["en"]
    assert found["repair"]["deadline"] == ""


def sarif(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    of_case("001", "--format", "sarif")
    log: dict[str, Any] = json.loads(capsys.readouterr().out)
    return log


def test_sarif_has_what_the_standard_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    """The properties that SARIF 2.1.0 requires, and every result pointing to its rule and its file."""
    log = sarif(capsys)
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    artifacts = [one["location"]["uri"] for one in run["artifacts"]]
    assert len(run["results"]) == 39
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"note", "warning", "error"}
        assert result["message"]["text"]
        [location] = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] in artifacts


def test_several_files_and_files_of_several_documents_are_told_apart(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    both = tmp_path / "två.json"
    lines = [json.dumps(json.loads(CASES[case].read_text(encoding="utf-8"))) for case in ("000", "003")]
    both.write_text("\n".join(lines), encoding="utf-8")
    check(both, CASES["004"], "--format", "json")
    assert [len(one["findings"]) > 0 for one in json.loads(capsys.readouterr().out)["documents"]] == [True] * 3
    check(both, CASES["004"], "--document", "annual_follow_up", "--format", "json")
    assert len(json.loads(capsys.readouterr().out)["documents"]) == 1


def test_the_day_of_the_decision_tells_which_wording_of_the_law_applies(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = json.loads(CASES["003"].read_text(encoding="utf-8"))
    law = "Nämnden ska se till att den interna kontrollen är tillräcklig och att verksamheten bedrivs bra."
    data["document"]["texts"] = [{"section": None, "text": law, "where": None}]
    path = tmp_path / "lag.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert check(path, "--select", "RB701", "--decided", "2025-06-30") == 0
    assert check(path, "--select", "RB701", "--decided", "2025-07-01") == 1
    assert "RB701" in capsys.readouterr().out


def test_a_spreadsheet_is_read_and_checked(capsys: pytest.CaptureFixture[str]) -> None:
    sheet = Path(__file__).parents[1] / "files" / "cases" / "A.xlsx"
    assert check(sheet, "--select", "RB501") == 1
    assert capsys.readouterr().out.count("RB501") == 3


@pytest.mark.django_db
def test_a_boards_year_is_checked_with_its_own_method(capsys: pytest.CaptureFixture[str]) -> None:
    made: Town = town()
    made.risk("Risk för jäv", deadline="Pågår", measures="Utbilda", responsible="Rektor", in_plan=True)
    assert check("--board", "BUN", "--year", "2026", "--format", "json") == 1
    [document] = json.loads(capsys.readouterr().out)["documents"]
    assert document["name"].startswith("BUN 2026")
    assert [one["code"] for one in document["findings"]] == ["RB501", "RB107"]
    assert check("--board", "BUN", "--document", "control_plan") == 0


@pytest.mark.django_db
def test_a_boards_plan_is_checked_as_it_stands_now(capsys: pytest.CaptureFixture[str]) -> None:
    made: Town = town()
    plan = plan_with(made)
    item(made, plan, activity="Säkerställ att rutinen är känd", risk="Rutinen är okänd", frequency="Löpande")
    item(made, plan, activity="Räkna kassan", risk="Pengar försvinner", performer="Ekonomichef")
    item(made, plan, activity="Granska loggarna", risk="Uppgifter röjs", performer="Controller")
    assert check("--board", "BUN", "--year", "2026", "--document", "control_plan", "--format", "json") == 1
    [document] = json.loads(capsys.readouterr().out)["documents"]
    assert document["name"] == "BUN 2026, Internkontrollplan, version 1"
    found = [(one["code"], one["where"]) for one in document["findings"] if one["code"][:3] == "RB6"]
    assert found == [
        ("RB601", "plan row 1, controls[0].control"), ("RB602", "plan row 1, controls[0].frequency"),
        ("RB604", "plan row 2, controls[0].responsible"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_board_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--board", "XYZ") == 1
    assert capsys.readouterr().err.startswith("riskbild: ")
