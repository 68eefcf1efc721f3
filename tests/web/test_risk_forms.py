"""The smaller forms about a risk: assessment, response, measures, secrecy, archiving."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.people import NOW, OPERATOR, TODAY, Town
from tests.web.filled_form import filled
from tests.web.listed import signed_in, words

from riskbild.documents.profile import Profile
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.register.actions.editing import archive_risk, edit_risk, respond
from riskbild.register.actions.measures import MeasureTexts, edit_measure, report_measure
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.actions.years import make_method, set_year_method
from riskbild.register.models import Assessment, Measure, Risk, SecrecyMark
from riskbild.rules.progress import Progress
from riskbild.rules.response import Response
from riskbild.rules.standard_methods import SCORE_ONLY

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


@pytest.fixture
def erik(storsjo: Town) -> User:
    return storsjo.user("erik", Role.EDITOR)


@pytest.fixture
def risk(storsjo: Town) -> Risk:
    return storsjo.risk("Fel beslut", measures="Ny rutin\nUtbildning", node=storsjo.school)


def now(risk: Risk) -> Risk:
    return Risk.objects.get(pk=risk.pk)


def first(risk: Risk) -> Measure:
    return Measure.objects.filter(risk=risk).earliest("position")


class Form:
    """One form about a risk in one person's browser: opened, then sent with changes."""

    def __init__(self, client: Client, risk: Risk, way: str) -> None:
        self.client, self.address = client, f"/risk/{risk.pk}/{way}/"
        answer = client.get(self.address)
        assert answer.status_code == 200, answer.status_code
        self.html, self.values = answer.text, filled(answer.text)

    def send(self, **changes: str) -> HttpResponse:
        return self.client.post(self.address, self.values | changes)  # type: ignore[return-value]  # the client's own


# --- Assessment


def test_an_assessment_is_chosen_on_the_scales_and_scored_by_the_matrix(anna: Client, risk: Risk) -> None:
    form = Form(anna, risk, "bedom")
    assert "Händer då och då. Kan hända en gång på ett till tre år." in form.html
    answer = form.send(likelihood="3", impact="4", motive="Två fall i våras", made_on="2026-11-20")
    assert answer.headers["Location"] == f"/risk/{risk.pk}/#riskvarde"
    saved = Assessment.objects.get(risk=risk)
    assert (saved.likelihood, saved.impact, saved.score, saved.motive) == (3, 4, 12, "Två fall i våras")
    assert (str(saved.made_on), saved.kind, now(risk).score) == ("2026-11-20", "inherent", 12)


def test_an_assessment_that_lacks_an_axis_or_lies_ahead_is_refused_with_the_choices_kept(
    anna: Client, risk: Risk
) -> None:
    form = Form(anna, risk, "bedom")
    one_axis = form.send(likelihood="3", motive="Halvfärdig")
    assert one_axis.status_code == 422
    assert "Ange både sannolikhet och konsekvens." in one_axis.text
    assert (filled(one_axis.text)["likelihood"], filled(one_axis.text)["motive"]) == ("3", "Halvfärdig")
    ahead = form.send(likelihood="3", impact="3", made_on=f"{TODAY.year + 5}-01-01")
    assert "Datumet ligger i framtiden." in ahead.text
    assert form.send(likelihood="9", impact="3").status_code == 422
    assert not Assessment.objects.exists()


def test_without_scales_the_score_is_given_as_it_is(storsjo: Town, anna: Client, risk: Risk) -> None:
    method = make_method(
        by=OPERATOR, node_id=storsjo.board.pk, profile=Profile(name="Utan", method=SCORE_ONLY), now=NOW
    )  # fmt: skip
    set_year_method(by=OPERATOR, board_year_id=storsjo.year.pk, version=1, method_id=method.pk, now=NOW)
    form = Form(anna, risk, "bedom")
    assert form.send(score="").status_code == 422
    assert form.send(score="99999999999999999999").status_code == 422
    assert form.send(score="15").status_code == 302
    assert now(risk).score == 15


def test_an_assessment_after_somebody_elses_change_is_shown_that_change_first(
    anna: Client, erik: User, risk: Risk
) -> None:
    form = Form(anna, risk, "bedom")
    edit_risk(by=erik, risk_id=risk.pk, version=1, changes={"causes": "Ny orsak"}, now=NOW)
    answer = form.send(likelihood="2", impact="2", motive="Min motivering")
    assert answer.status_code == 409
    assert "Erik har ändrat risken" in words(answer.text)
    sent = filled(answer.text)
    assert (sent["likelihood"], sent["motive"]) == ("2", "Min motivering")
    assert anna.post(form.address, sent).status_code == 302
    assert now(risk).score == 4


# --- Response


def test_a_response_needs_its_reason_and_is_shown_with_it(anna: Client, risk: Risk) -> None:
    form = Form(anna, risk, "stallning")
    answer = form.send(response="reduce", reason=" ")
    assert answer.status_code == 422
    assert "Motivera ställningstagandet." in answer.text
    assert filled(answer.text)["response"] == "reduce"
    assert form.send(response="reduce", reason="Drabbar enskilda").status_code == 302
    assert (now(risk).response, now(risk).response_reason) == ("reduce", "Drabbar enskilda")
    assert "Reducera" in words(anna.get(f"/risk/{risk.pk}/").text)


def test_a_response_can_be_taken_back(storsjo: Town, anna: Client, risk: Risk) -> None:
    by = storsjo.coordinator()
    respond(by=by, risk_id=risk.pk, version=1, response=Response.ACCEPT, reason="Känd", now=NOW)
    assert Form(anna, risk, "stallning").send(response="", reason="").status_code == 302
    assert now(risk).response == ""


def test_two_responses_at_once_are_shown_beside_each_other(storsjo: Town, anna: Client, risk: Risk) -> None:
    form = Form(anna, risk, "stallning")
    maja = storsjo.user("maja", Role.MANAGER)
    respond(by=maja, risk_id=risk.pk, version=1, response=Response.AVOID, reason="Majas skäl", now=NOW)
    answer = form.send(response="accept", reason="Annas skäl")
    assert answer.status_code == 409
    told = words(answer.text)
    for text in ("Eliminera", "Acceptera", "Majas skäl", "Annas skäl", "Ändrat av er båda"):
        assert text in told
    chosen = filled(answer.text) | {"keep-response": "theirs"}
    assert anna.post(form.address, chosen).status_code == 302
    assert (now(risk).response, now(risk).response_reason) == ("avoid", "Annas skäl")


# --- Measures


def test_a_measure_is_added_changed_and_taken_away(anna: Client, erik: User, risk: Risk) -> None:
    form = Form(anna, risk, "atgard/ny")
    assert form.send(text="Se över avtalet", roles="Jurist", deadline="Q1 2027", person=str(erik.pk)).status_code == 302
    added = Measure.objects.get(text="Se över avtalet")
    assert (added.roles, added.deadline, str(added.due_on), added.person_id) == (
        "Jurist",
        "Q1 2027",
        "2027-03-31",
        erik.pk,
    )
    Form(anna, risk, f"atgard/{added.pk}/andra").send(text="Se över alla avtal", person="")
    added.refresh_from_db()
    assert (added.text, added.roles, added.person_id) == ("Se över alla avtal", "Jurist", None)
    page = anna.get(f"/risk/{risk.pk}/atgard/{added.pk}/ta-bort/").text
    assert "Se över alla avtal" in page
    sent = dict(re.findall(r'name="(version|risk_version)" value="([^"]+)"', page))
    assert anna.post(f"/risk/{risk.pk}/atgard/{added.pk}/ta-bort/", sent).status_code == 302
    assert now(risk).measures == "Ny rutin\nUtbildning"


def test_a_measure_sent_twice_is_added_once(anna: Client, risk: Risk) -> None:
    form = Form(anna, risk, "atgard/ny")
    assert form.send(text="En enda").status_code == 302
    again = form.send(text="En enda")
    assert again.status_code == 409
    assert "Åtgärden är redan sparad." in again.text
    assert Measure.objects.filter(text="En enda").count() == 1


def test_a_new_measure_after_somebody_elses_change_is_sent_again_on_the_new_version(
    anna: Client, erik: User, risk: Risk
) -> None:
    form = Form(anna, risk, "atgard/ny")
    edit_risk(by=erik, risk_id=risk.pk, version=1, changes={"causes": "Ny orsak"}, now=NOW)
    answer = form.send(text="Min åtgärd")
    assert answer.status_code == 409
    assert anna.post(form.address, filled(answer.text)).status_code == 302
    assert Measure.objects.filter(text="Min åtgärd").count() == 1


def test_two_who_change_the_same_measure_see_both_texts(anna: Client, erik: User, risk: Risk) -> None:
    measure = first(risk)
    form = Form(anna, risk, f"atgard/{measure.pk}/andra")
    texts = MeasureTexts("Eriks åtgärd", "Eriks roll")
    edit_measure(by=erik, measure_id=measure.pk, version=1, risk_version=1, texts=texts, now=NOW)
    answer = form.send(text="Annas åtgärd", deadline="Löpande")
    assert answer.status_code == 409
    assert anna.post(form.address, filled(answer.text)).status_code == 302
    measure.refresh_from_db()
    assert (measure.text, measure.roles, measure.deadline) == ("Annas åtgärd", "Eriks roll", "Löpande")


def test_progress_is_reported_by_the_one_who_has_the_measure(storsjo: Town, anna: Client, risk: Risk) -> None:
    rolf = storsjo.user("rolf", Role.REPORTER)
    measure = first(risk)
    Form(anna, risk, f"atgard/{measure.pk}/andra").send(person=str(rolf.pk))
    theirs = signed_in(rolf)
    assert Form(theirs, risk, f"atgard/{measure.pk}/lage").send(progress="ongoing", note="På väg").status_code == 302
    measure.refresh_from_db()
    assert (measure.progress, measure.progress_note) == ("ongoing", "På väg")
    other = Measure.objects.filter(risk=risk).latest("position")
    assert theirs.get(f"/risk/{risk.pk}/atgard/{other.pk}/lage/").status_code == 403
    assert theirs.get(f"/risk/{risk.pk}/atgard/{measure.pk}/andra/").status_code == 403


def test_only_steps_that_can_follow_are_offered_and_others_are_refused(anna: Client, erik: User, risk: Risk) -> None:
    measure = first(risk)
    report_measure(by=erik, measure_id=measure.pk, version=1, progress=Progress.DONE, note="", now=NOW)
    form = Form(anna, risk, f"atgard/{measure.pk}/lage")
    assert 'value="cancelled"' not in form.html
    assert form.send(progress="cancelled").status_code == 422
    assert form.send(progress="ongoing").status_code == 302


def test_two_reports_at_once_are_shown_beside_each_other(anna: Client, erik: User, risk: Risk) -> None:
    measure = first(risk)
    form = Form(anna, risk, f"atgard/{measure.pk}/lage")
    report_measure(by=erik, measure_id=measure.pk, version=1, progress=Progress.ONGOING, note="Eriks läge", now=NOW)
    answer = form.send(progress="done", note="Annas läge")
    assert answer.status_code == 409
    for text in ("Eriks läge", "Annas läge", "Pågående", "Genomförd"):
        assert text in words(answer.text)


# --- Secrecy


def test_a_cell_is_marked_with_its_paragraph_and_the_mark_lifted(anna: Client, risk: Risk) -> None:
    form = Form(anna, risk, "sekretess")
    assert form.send(field="", paragraph="18 kap. 8 §").status_code == 422
    wrong = form.send(field="risk", paragraph="paragraf 8", reason="Larm")
    assert "Skriv paragrafen så här: 18 kap. 8 §." in wrong.text
    assert filled(wrong.text)["reason"] == "Larm"
    assert form.send(field="risk", paragraph="18 kap. 8 §").status_code == 302
    assert SecrecyMark.objects.get().field == "risk"
    page = anna.get(form.address).text
    assert "18 kap. 8 §" in page
    lifted = anna.post(f"/risk/{risk.pk}/sekretess/hav/", {"version": str(now(risk).version), "field": "risk"})
    assert lifted.status_code == 302
    assert not SecrecyMark.objects.exists()


def test_the_whole_risk_is_marked_by_choice_and_never_by_default(anna: Client, risk: Risk) -> None:
    form = Form(anna, risk, "sekretess")
    assert form.values["field"] == ""
    assert form.send(field="whole", paragraph="18 kap. 8 §").status_code == 302
    assert now(risk).secret


def test_a_mark_lifted_on_an_old_version_is_refused(storsjo: Town, anna: Client, risk: Risk) -> None:
    by = storsjo.coordinator()
    mark_secret(by=by, risk_id=risk.pk, version=1, field="risk", paragraph="18 kap. 8 §", reason="", now=NOW)
    answer = anna.post(f"/risk/{risk.pk}/sekretess/hav/", {"version": "1", "field": "risk"})
    assert answer.status_code == 409
    assert "Någon annan har ändrat" in answer.text
    assert SecrecyMark.objects.exists()


def test_an_editor_may_not_mark_and_is_told_so(erik: User, risk: Risk) -> None:
    answer = signed_in(erik).get(f"/risk/{risk.pk}/sekretess/")
    assert answer.status_code == 403
    assert "Du har inte behörighet att sekretessmarkera här." in answer.text


# --- Archiving


def test_a_risk_is_archived_with_a_reason_and_taken_back(anna: Client, risk: Risk) -> None:
    form = Form(anna, risk, "avfor")
    assert "Ange varför risken avförs." in form.send(reason=" ").text
    assert form.send(reason="Upphört").status_code == 302
    assert (now(risk).archived, now(risk).archived_reason) == (True, "Upphört")
    answer = anna.post(f"/risk/{risk.pk}/ta-tillbaka/", {"version": str(now(risk).version)})
    assert answer.status_code == 302
    assert not now(risk).archived


def test_a_risk_taken_back_on_an_old_version_stays_archived(storsjo: Town, anna: Client, risk: Risk) -> None:
    archive_risk(by=storsjo.coordinator(), risk_id=risk.pk, version=1, reason="Upphört", now=NOW)
    assert anna.post(f"/risk/{risk.pk}/ta-tillbaka/", {"version": "1"}).status_code == 409
    assert now(risk).archived
