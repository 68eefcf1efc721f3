"""Two follow-ups as they were, played in a real Chromium: by tertial on a telephone, and a whole year's risks."""

import json
import re
from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.deciding import begin_and_conclude, decide
from tests.browser.letting_in import let_in, sign_in_beside, sign_out_elsewhere
from tests.browser.looking import faults, faults_in_every_look
from tests.delivery.postbox import mailer, open_postbox, text_of
from tests.people import OPERATOR
from tests.web.followup_scene import Scene, tertials, whole_year

from riskbild.delivery.models import OutboxMessage
from riskbild.followup.actions.reminding import remind
from riskbild.followup.actions.reporting import report as give_report
from riskbild.followup.models import BoardReport, Report, ReportDraft
from riskbild.followup.post import send_waiting
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.planning.freezing import is_whole
from riskbild.rules.board_report_life import BoardReportState
from riskbild.rules.reporting import Filled, OnPlan
from riskbild.rules.result import Result
from riskbild.rules.status import Status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOTHING = "Inget att tillägga."
TELEPHONE, DESK = {"width": 320, "height": 740}, {"width": 1440, "height": 900}


def mailed_link(made: Scene, key: str, name: str, settings: Settings) -> str:
    """The link in the mail that this person is sent, through a real mail server, about what they have to report."""
    period, person = made.periods[key], made.town.users[name]
    remind(by=OPERATOR, period_id=period.pk, person_ids=[person.pk], now=made.now)
    with open_postbox() as postbox:
        settings.MAILERS = mailer(postbox.port)
        send_waiting(now=made.now)
    (letter,) = postbox.arrived
    (link,) = re.findall(r"https?://[^/]+(/r/[^/]+/)", text_of(letter))
    return str(link)


def opened_to_report(page: Page) -> None:
    """Follows the link to what is to be reported, and waits until the page's script shows one thing at a time."""
    page.get_by_role("link", name="Rapportera", exact=True).press("Enter")
    expect(page.locator("[data-step]:visible")).to_have_count(1)


def fill(page: Page, word: str, text: str) -> None:
    """Says what has been done in the report that is shown."""
    form = page.locator("[data-step]:visible form")
    form.get_by_label(word, exact=True).check()
    form.locator("[name=text]").fill(text)


def state(page: Page) -> Locator:
    """Where the form that is shown says how far it is saved."""
    return page.locator("[data-step]:visible [data-state]")


@dataclass(frozen=True)
class Effort:
    """What it took to report on a page: presses on the screen, characters typed, and how long each report took from
    the press on its button until the server had it, in milliseconds.
    """

    presses: int
    characters: int
    given_in: list[float]

    @property
    def seconds(self) -> float:
        """What a practised person needs, by the keystroke-level model (Card, Moran and Newell, CACM 23:7, 1980).

        1.1 s to point and 1.35 s to make up one's mind before each press, one more of each into a report's text, 0.28 s
        a character at 40 words a minute, and the wait. To read the page and to find the words is not in it.
        """
        presses = self.presses + len(self.given_in)
        return presses * (1.1 + 1.35) + self.characters * 0.28 + sum(self.given_in) / 1000


COUNTING = """() => {
  window.effort = { presses: 0, characters: 0, given_in: [] };
  let sent = 0;
  addEventListener("pointerdown", () => window.effort.presses++, true);
  addEventListener("input", ({ target }) => {
    if (target.matches("textarea")) window.effort.characters += target.value.length;
  }, true);
  addEventListener("submit", () => { sent = performance.now(); }, true);
  document.addEventListener("report:done", () => window.effort.given_in.push(performance.now() - sent));
}"""
"""A script that counts, from here on, in the page that is open. A text comes all at once, and is counted once."""


def effort_on(page: Page) -> Effort:
    return Effort(**page.evaluate("window.effort"))


def type_through_a_sign_out(page: Page, server: str, person: User) -> None:
    """Types while the sign-in ends elsewhere, signs in again in another tab, and finds all that was typed kept."""
    sign_out_elsewhere(person)
    comment = page.locator("[data-step]:visible [name=comment]")
    comment.fill("Skrivet när inloggningen var slut.")
    expect(state(page)).to_contain_text("Du är utloggad. Det du skrev finns kvar här")
    expect(page.get_by_role("link", name="Logga in i en ny flik")).to_be_visible()
    assert not ReportDraft.objects.filter(texts__comment="Skrivet när inloggningen var slut.").exists()
    sign_in_beside(page, server, person)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # back in this tab
    expect(state(page)).to_contain_text("Sparat")
    expect(comment).to_have_value("Skrivet när inloggningen var slut.")
    assert ReportDraft.objects.filter(person=person, texts__comment="Skrivet när inloggningen var slut.").exists()
    comment.fill("")
    expect(state(page)).to_contain_text("Sparat")


def report_all(page: Page, made: Scene, key: str, printed: str) -> int:
    """Reports everything that is left on the page with the words of the document; gives how many."""
    count = 0
    while page.locator("[data-step]:visible form").count():
        activity = page.locator("[data-step]:visible h2").inner_text()
        report = Report.objects.filter(period=made.periods[key], activity__contains=activity.split("\n")[0]).first()
        assert report is not None, activity
        fill(page, "Pågående", made.status(report.activity, printed) or NOTHING)
        page.locator("[data-step]:visible").get_by_role("button", name="Rapportera").click()
        count += 1
        expect(page.locator("[data-step]:visible h2")).not_to_have_text(activity)
    return count


def report_as_printed(browser: Browser, server: str, made: Scene, key: str) -> None:
    """A head of unit reports the first of theirs on the page; what is left then is reported as the document has it."""
    head = made.town.users["enhetschef"]
    left = Report.objects.filter(period=made.periods[key], reported_at=None)
    page = let_in(browser, server, head, viewport=TELEPHONE)
    page.goto(f"{server}/uppfoljning/")
    opened_to_report(page)
    activity = page.locator("[data-step]:visible h2").inner_text()
    one = left.get(activity__contains=activity.split("\n")[0])
    fill(page, "Pågående", made.status(one.activity, f"{key} 2022"))
    page.locator("[data-step]:visible").get_by_role("button", name="Rapportera").click()
    expect(page.locator("[data-step]:visible h2")).not_to_have_text(activity)
    page.context.close()
    one.refresh_from_db()
    assert one.reported_by == head
    for one in left.all():
        text = made.status(one.activity, f"{key} 2022") or NOTHING
        filled = Filled(status=Status.ONGOING, text=text)
        give_report(by=OPERATOR, report_id=one.pk, version=one.version, filled=filled, now=made.now)


def test_case_004_is_reported_by_link_on_a_telephone_and_followed_up(
    browser: Browser, live_server: LiveServer, settings: Settings
) -> None:
    made = tertials(timezone.now())
    anna = made.town.coordinator()
    t1 = made.open("T1", due_in=-1)
    server = live_server.url
    telephone = browser.new_context(viewport=TELEPHONE)
    page = telephone.new_page()
    link = server + mailed_link(made, "T1", "direktor", settings)
    page.goto(link)
    assert ReportDraft.objects.count() == 0, "opening a link writes nothing"
    expect(page.get_by_text("1 av 7")).to_be_visible()
    assert faults_in_every_look(page) == []
    first = Report.objects.get(period=t1, activity="Kontrollera att utvecklingsarbete är påbörjat")

    # Typed, and saved by itself.
    fill(page, "Genomfört", made.status(first.activity, "T1 2022"))
    expect(state(page)).to_contain_text("Sparat")
    assert ReportDraft.objects.get(report=first).texts["text"] == "Genomfört"

    # Without a network the text stays in the browser, also when the tab is closed.
    telephone.set_offline(True)
    page.locator("[data-step]:visible [name=comment]").fill("Skrivet på tåget.")
    expect(state(page)).to_contain_text("Inte sparat än – sparas när nätet är tillbaka")
    page.close()
    telephone.set_offline(False)
    page = telephone.new_page()
    page.goto(link)
    expect(page.locator("[data-step]:visible")).to_have_count(1)
    expect(page.locator("[data-step]:visible [name=comment]")).to_have_value("Skrivet på tåget.")
    expect(state(page)).to_contain_text("Sparat")

    # What is missing is said where it is missing; then it is given, and the next one is shown.
    page.locator("[data-step]:visible").get_by_role("button", name="Rapportera").click()
    expect(page.get_by_text("Ange vad kontrollen visade.")).to_be_visible()
    page.get_by_label("Utan anmärkning").first.check()
    page.locator("[data-step]:visible").get_by_role("button", name="Rapportera").click()
    expect(page.get_by_text("2 av 7")).to_be_visible()
    first.refresh_from_db()
    assert (first.status_word, first.result, first.comment) == ("Genomfört", Result.NO_DEVIATION, "Skrivet på tåget.")
    page.evaluate(COUNTING)
    assert report_all(page, made, "T1", "T1 2022") == 6
    effort = effort_on(page)
    # The word for the status and the button: six reports with the document's words take less than two minutes.
    assert (effort.presses, effort.characters, len(effort.given_in)) == (2 * 6, 160, 6)
    assert effort.seconds < 120
    expect(page.get_by_role("heading", name="Översikt")).to_be_visible()
    page.goto(f"{link}{first.pk}/underlag/")
    assert faults(page) == []

    # The coordinator sees who is late, reminds with one press, and closes the period.
    desk = let_in(browser, server, anna, viewport=DESK)
    desk.goto(f"{server}/ar/{made.year.pk}/uppfoljning/")
    desk.get_by_role("link", name=f"T1 {made.year.year}").click()
    row = desk.locator("tbody tr", has_text="Enhetschef")
    expect(row).to_contain_text("Försenad")
    row.get_by_role("button", name="Påminn").press("Enter")
    expect(desk.get_by_text("1 påminnelse är på väg.")).to_be_visible()
    assert OutboxMessage.objects.exclude(name=made.town.users["direktor"].name).count() == 1
    report_as_printed(browser, server, made, "T1")
    desk.get_by_role("link", name="Nämndens uppföljning").click()
    expect(desk.locator("tr", has_text="Kontrollera att utvecklingsarbete är påbörjat")).to_contain_text(
        "Utan anmärkning"
    )
    page.goto(link)
    telephone.set_offline(True)
    page.locator("[data-step]:visible [name=comment]").fill("Tillagt på tåget hem.")
    expect(state(page)).to_contain_text("Inte sparat än")
    desk.goto(f"{server}/ar/period/{t1.pk}/stang/")
    desk.get_by_role("button", name="Stäng perioden").press("Enter")
    expect(desk.get_by_text("Perioden är stängd.")).to_be_visible()
    telephone.set_offline(False)
    expect(state(page)).to_contain_text("Länken har slutat gälla. Det du skrev finns kvar här")
    page.goto(link)
    expect(page.get_by_text("Perioden är stängd, så länken har slutat gälla.")).to_be_visible()
    assert faults(page) == []
    # What was typed by the link is kept by the next page of theirs that is opened when they have signed in.
    assert not ReportDraft.objects.exists()
    sign_in_beside(page, server, made.town.users["direktor"])
    with page.expect_response(lambda answer: answer.url.endswith(f"/rapport/{first.pk}/utkast/")):
        page.goto(f"{server}/uppfoljning/")
    assert ReportDraft.objects.get(report=first).texts["comment"] == "Tillagt på tåget hem."
    page.goto(f"{server}/uppfoljning/rapport/{first.pk}/")
    expect(page.get_by_text("Tillagt på tåget hem.")).to_be_visible()
    page.context.close()

    # The next tertial, signed in, with the text of the first beside it.
    made.open("T2")
    page = let_in(browser, server, made.town.users["direktor"], viewport=DESK)
    page.goto(f"{server}/uppfoljning/")
    opened_to_report(page)
    expect(page.locator("[data-step]:visible aside")).to_contain_text("T1")
    type_through_a_sign_out(page, server, made.town.users["direktor"])
    assert report_all(page, made, "T2", "T2 2022") == 7
    report_as_printed(browser, server, made, "T2")
    desk.goto(f"{server}/ar/kontroll/{first.lineage}/historik/")
    expect(desk.locator(".rb-strip")).to_contain_text("Utan anmärkning")
    for key in ("T1", "T2"):
        desk.goto(f"{server}/ar/period/{made.periods[key].pk}/uppfoljning/")
        printed, shown = made.statuses(f"{key} 2022"), " ".join(desk.locator("main").inner_text().split())
        assert [text for text in printed.values() if " ".join(text.split()) not in shown] == []
        told = {one.activity: one.status_text for one in Report.objects.filter(period=made.periods[key])}
        assert told == {activity: text or NOTHING for activity, text in printed.items()}
        assert len(told) == 24
    assert faults_in_every_look(desk) == []

    # The board's interim report of the second tertial, with its own conclusion, to the decision.
    reports = f"{server}/ar/{made.year.pk}/rapporter/"
    motive = "Kontrollerna är i huvudsak genomförda."
    begin_and_conclude(desk, reports, f"T2 {made.year.year}", motive, lambda _page: None)
    secretary = made.town.user("sekreterare", Role.SECRETARY)
    decided = decide(browser, server, secretary, desk.url, made.today.isoformat(), look=True)
    expect(decided.get_by_text("I allt väsentligt tillräcklig")).to_be_visible()
    row = decided.locator("tr", has_text="Kontrollera att utvecklingsarbete är påbörjat")
    expect(row).to_contain_text(made.status(first.activity, "T2 2022").split("\n")[0])
    expect(row).to_contain_text("Ändrat")
    adopted = BoardReport.objects.get()
    assert (adopted.state, adopted.key) == (BoardReportState.ADOPTED, "T2")


def test_case_003_is_followed_up_risk_by_risk_through_the_year(browser: Browser, live_server: LiveServer) -> None:
    made = whole_year(timezone.now())
    anna, chef = made.town.coordinator(), made.town.users["chef"]
    period, server = made.open("Y"), live_server.url
    printed = {row["risk"]: (row["follows_plan"], row["comment"]) for row in made.printed["rows"]}

    # Nobody owns the risks in the document: the coordinator says who reports them.
    desk = let_in(browser, server, anna, viewport=DESK)
    desk.goto(f"{server}/ar/period/{period.pk}/?urval=utan")
    desk.locator("[data-choose-all=rapport]").check()
    desk.locator("[name=person]").select_option(label=chef.name)
    desk.get_by_role("button", name="Utse").press("Enter")
    expect(desk.get_by_text("7 rapporter har fått en ny ansvarig.")).to_be_visible()

    page = let_in(browser, server, chef, viewport=TELEPHONE)
    page.goto(f"{server}/uppfoljning/")
    assert faults_in_every_look(page) == []
    opened_to_report(page)
    for number in range(1, 8):
        expect(page.get_by_text(f"{number} av 7")).to_be_visible()
        step = page.locator("[data-step]:visible")
        follows, comment = printed[step.locator("h2").inner_text()]
        step.get_by_label("Ja" if follows else "Nej", exact=True).check()
        step.locator("[name=comment]").fill(comment)
        step.get_by_role("button", name="Rapportera").click()
    expect(page.get_by_role("heading", name="Översikt")).to_be_visible()

    told = {one.risk_words: (one.on_plan == OnPlan.YES, one.comment) for one in Report.objects.filter(period=period)}
    assert told == printed
    desk.goto(f"{server}/ar/period/{period.pk}/uppfoljning/")
    expect(desk.get_by_text("Arbetet är försenat och är framskjutet till våren 2024.")).to_be_visible()
    expect(desk.locator("svg desc").first).to_contain_text("ja 6, nej 1")

    # The annual report: its numbers are counted, but the gross list is not here and its twenty risks are stated.
    def state_gross(form: Page) -> None:
        form.locator("[name=value_gross_risks]").fill("20")
        form.locator("[name=source_gross_risks]").fill("I nämndens bruttolista har 20 risker tagits fram och bedömts.")

    reports, motive = f"{server}/ar/{made.year.pk}/rapporter/", "Sex av sju kritiska risker följer planen."
    begin_and_conclude(desk, reports, "Helåret", motive, state_gross)
    secretary = made.town.user("sekreterare", Role.SECRETARY)
    decided = decide(browser, server, secretary, desk.url, made.today.isoformat())
    for sentence in (
        "I nämndens bruttolista har 20 risker tagits fram och bedömts. Sju av dessa risker har fått ett riskvärde",
        "Alla kritiska risker utom en bedöms följa beslutad planering.",
        "En av de kritiska riskerna ska även hanteras genom granskning i internkontrollplanen.",
    ):
        expect(decided.locator("main")).to_contain_text(sentence)
    adopted = BoardReport.objects.get()
    assert is_whole(adopted.content, adopted.sha256)
    assert {row["comment"] for row in json.loads(adopted.content)["rows"]} == {text for _, text in printed.values()}
