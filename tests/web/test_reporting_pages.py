"""Reporting on the screen: what the script is told, what is asked again without it, two people at once, costs."""

import copy
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from tests.people import OPERATOR
from tests.web.followup_scene import Scene, tertials
from tests.web.listed import signed_in, words

from riskbild.followup.models import Occurrence, Report, ReportDraft
from riskbild.planning.actions.years import make_rules
from riskbild.rules.duties import RuleSet
from riskbild.rules.result import CRITERIA, Result
from riskbild.rules.status import Status

pytestmark = pytest.mark.django_db
DATA = {"Accept": "application/json"}
QUERIES_OF_A_PERIOD = 22


@pytest.fixture(scope="module")
def made_once(module_database: None) -> Scene:
    here = tertials(timezone.now())
    here.open("T1")
    return here


@pytest.fixture
def made(made_once: Scene, db: None) -> Scene:
    return copy.deepcopy(made_once)


@pytest.fixture
def browser(made: Scene) -> Client:
    """The head of unit, signed in."""
    return signed_in(made.town.users["enhetschef"])


def monthly(made: Scene) -> Report:
    return Report.objects.get(period=made.periods["T1"], frequency="Månatligen")


def address(report: Report, more: str = "") -> str:
    return f"/uppfoljning/rapport/{report.pk}/{more}"


def answers(**more: str) -> dict[str, str]:
    return {"version": "1", "draft": "0", "word": "Pågående", "text": "Följs upp varje månad.", **more}


def test_what_is_typed_is_kept_and_stands_there_when_the_page_is_opened_again(made: Scene, browser: Client) -> None:
    report = monthly(made)
    told = browser.post(address(report, "utkast/"), answers(text="Halvfärdig\r\nmening"), headers=DATA).json()
    assert told["draft"] == 1
    assert ReportDraft.objects.get(report=report).texts["text"] == "Halvfärdig\nmening"
    html = browser.get(address(report)).text
    assert "Halvfärdig\nmening</textarea>" in html
    assert 'name="draft" value="1"' in html
    assert "Påbörjad" in words(browser.get("/uppfoljning/").text)


def test_a_text_from_another_window_is_put_aside_and_shown(made: Scene, browser: Client) -> None:
    report = monthly(made)
    browser.post(address(report, "utkast/"), answers(text="Skrivet på kontoret"), headers=DATA)
    told = browser.post(address(report, "utkast/"), answers(text="Skrivet på tåget"), headers=DATA).json()
    assert told["other"] == "Skrivet på kontoret"
    assert {"Skrivet på kontoret", "Skrivet på tåget"} <= {
        text for draft in ReportDraft.objects.filter(report=report) for text in draft.texts.values()
    }
    page = html.fromstring(browser.get(address(report)).text)
    assert "Skrivet på kontoret" in page.text_content()
    (field,) = page.xpath("//input[@name='aside']")
    where, sent = field.getparent().get("action"), {"aside": field.get("value")}
    assert signed_in(made.town.coordinator()).post(where, sent).status_code == 302
    assert browser.post(where, {"aside": ""}).status_code == 302
    assert ReportDraft.objects.filter(aside=True).exists(), "somebody else's stays, and what the page did not show"
    assert browser.post(where, sent).status_code == 302
    assert [one.texts["text"] for one in ReportDraft.objects.filter(report=report)] == ["Skrivet på tåget"]
    assert "Skrivet på kontoret" not in browser.get(address(report)).text


def test_why_something_was_not_done_last_period_stands_beside_this_one(made: Scene, browser: Client) -> None:
    report = monthly(made)
    browser.post(address(report), answers(word="Ej genomförd", text="", reason="Vakans.", comment="Rekrytering pågår."))
    made.open("T2")
    after = Report.objects.get(period=made.periods["T2"], lineage=report.lineage)
    (beside,) = html.fromstring(browser.get(address(after)).text).find_class("rb-last")
    told = words(html.tostring(beside, encoding="unicode"))
    assert all(text in told for text in ("Ej genomförd", "Vakans.", "Rekrytering pågår."))


def test_a_given_report_holds_the_words_the_reason_and_the_days(made: Scene, browser: Client) -> None:
    report = monthly(made)
    first, *_others = Occurrence.objects.filter(report=report).order_by("due")
    assert len(_others) == 3, "once a month is four times in a tertial"
    sent = answers(word="Ej genomförd", reason="Vakans.", **{f"done_on-{first.pk}": first.due.isoformat()})
    told = browser.post(address(report), sent, headers=DATA).json()
    assert told["given"] is True
    report.refresh_from_db()
    first.refresh_from_db()
    assert (report.status_word, report.result, report.reason) == ("Ej genomförd", Result.NOT_DONE, "Vakans.")
    assert (first.done_on, report.version) == (first.due, told["version"])


@pytest.mark.parametrize("by_script", [True, False], ids=["script", "plain"])
def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    made: Scene, browser: Client, *, by_script: bool
) -> None:
    report = monthly(made)
    answer = browser.post(address(report), answers(word="Genomfört"), headers=DATA if by_script else {})
    assert answer.status_code == 422
    if by_script:
        assert set(answer.json()["errors"]) == {"result"}
    else:
        assert "Ange vad kontrollen visade." in answer.text
        assert "Följs upp varje månad.</textarea>" in answer.text
    report.refresh_from_db()
    assert report.reported_at is None


def test_when_somebody_else_was_first_both_texts_stand_there_and_mine_can_replace_it(
    made: Scene, browser: Client
) -> None:
    report = monthly(made)
    assert signed_in(made.town.coordinator()).post(address(report), answers(text="Annas text")).status_code == 302
    assert browser.post(address(report), answers(text="Min text"), headers=DATA).status_code == 409
    answer = browser.post(address(report), answers(text="Min text"))
    assert answer.status_code == 409
    assert "Annas text" in answer.text
    assert "Min text</textarea>" in answer.text
    assert browser.post(address(report), answers(text="Min text", version="2")).status_code == 302
    report.refresh_from_db()
    assert report.status_text == "Min text"


def test_each_of_the_municipalitys_words_is_kept_with_what_it_stands_for(made: Scene, browser: Client) -> None:
    report = monthly(made)
    for version, (word, status) in enumerate((("Säkerställt", Status.DONE), ("Fortlöpande arbete", Status.ONGOING)), 1):
        sent = answers(word=word, result="no_deviation", version=str(version))
        assert browser.post(address(report), sent).status_code == 302
        report.refresh_from_db()
        assert (report.status, report.status_word, report.status_read) == (status, word, False)


def test_each_result_stands_with_its_written_criterion_the_municipalitys_own_where_it_has_one(
    made: Scene, browser: Client
) -> None:
    here = f"/uppfoljning/period/{made.periods['T1'].pk}/"
    for page in (address(monthly(made)), here):
        told = words(browser.get(page).text)
        for result in (Result.NO_DEVIATION, Result.MINOR_DEVIATION, Result.MAJOR_DEVIATION):
            assert CRITERIA[result].sv in told
    own = RuleSet("Reglemente", date(2020, 1, 1), criteria={Result.MAJOR_DEVIATION: "Mer än tre av tio är fel."})
    make_rules(by=OPERATOR, root_id=made.town.root.pk, rules=own, after_number=0, now=made.now)
    told = words(browser.get(address(monthly(made))).text)
    assert "Mer än tre av tio är fel." in told
    assert CRITERIA[Result.MAJOR_DEVIATION].sv not in told


@pytest.mark.parametrize(
    ("nonsense", "where", "sentence"),
    [
        ({"result": "?"}, "result", "”?” går inte att välja här. Välj ett av alternativen."),
        ({"on_plan": "kanske"}, "on_plan", "”kanske” går inte att välja här. Välj ett av alternativen."),
        ({"word": "Ord för länge sedan"}, "status", "”Ord för länge sedan” går inte att välja här."),
        ({"version": "x"}, "", "Formuläret är ofullständigt. Ladda om sidan och försök igen."),
    ],
    ids=["result", "on plan", "word", "version"],
)
def test_an_answer_that_cannot_be_given_is_refused_with_a_sentence_and_nothing_typed_is_lost(
    made: Scene, browser: Client, nonsense: dict[str, str], where: str, sentence: str
) -> None:
    report = monthly(made)
    answer = browser.post(address(report), answers(**nonsense), headers=DATA)
    assert answer.status_code == 422
    (told,) = answer.json()["errors"].items()
    assert (told[0], told[1].startswith(sentence)) == (where, True)
    answer = browser.post(address(report), answers(**nonsense))
    assert answer.status_code == 422
    assert sentence in words(answer.text)
    assert "Följs upp varje månad.</textarea>" in answer.text
    report.refresh_from_db()
    assert (report.reported_at, report.version) == (None, 1)


def test_a_day_or_a_draft_that_makes_no_sense_is_refused(made: Scene, browser: Client) -> None:
    report = monthly(made)
    day = {f"done_on-{Occurrence.objects.filter(report=report)[0].pk}": "igår"}
    answer = browser.post(address(report), answers(**day), headers=DATA)
    assert (answer.status_code, answer.json()["errors"][""]) == (422, "”igår” är ingen dag. Skriv som 2026-04-30.")
    assert "”igår” är ingen dag." in browser.post(address(report), answers(**day)).text
    assert browser.post(address(report, "utkast/"), {"draft": "-1"}, headers=DATA).status_code == 422
    assert not ReportDraft.objects.exists()


def test_my_page_takes_as_many_queries_for_much_as_for_little(made: Scene, browser: Client) -> None:
    counts = []
    for key in ("T2", "T3"):
        browser.get("/uppfoljning/")
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/uppfoljning/").status_code == 200
        counts.append(len(queries))
        made.open(key)
    assert counts[0] == counts[1] <= 8, counts


def test_my_page_marks_what_has_been_given(made: Scene, browser: Client) -> None:
    report = monthly(made)
    assert "Rapporterad" not in words(browser.get("/uppfoljning/").text).replace("Rapporterade", "")
    browser.post(address(report), answers())
    assert "Rapporterad " in words(browser.get("/uppfoljning/").text)


def test_who_has_very_much_to_report_sees_what_waits_first_and_how_much_is_left_out(
    made: Scene, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = monthly(made)
    browser.post(address(report), answers())
    whole = browser.get("/uppfoljning/").text
    assert address(report) in whole
    waiting = int(words(whole).partition(" saker väntar på dig")[0].rpartition(" ")[2])
    assert waiting > 1
    monkeypatch.setattr("riskbild.web.followup.mine.MOST_LINES", 1)
    short = browser.get("/uppfoljning/").text
    assert short.count('href="/uppfoljning/rapport/') == 1
    assert address(report) not in short
    assert f"{waiting - 1} till väntar" in words(short)


def test_the_page_with_every_form_of_a_period_takes_as_many_queries_for_few_as_for_many(made: Scene) -> None:
    forms, counts = [], []
    for name in ("direktor", "enhetschef"):
        person = signed_in(made.town.users[name])
        where = f"/uppfoljning/period/{made.periods['T1'].pk}/"
        person.get(where)
        with CaptureQueriesContext(connection) as queries:
            page = person.get(where)
        assert page.status_code == 200
        forms.append(page.text.count('<form class="rb-report__form"'))
        counts.append(len(queries))
    assert forms[0] < forms[1]
    assert counts == [QUERIES_OF_A_PERIOD] * 2
