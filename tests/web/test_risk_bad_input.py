"""What nobody should send to a risk's forms: each is refused clearly, writes nothing and tells nothing."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from tests.people import NOW, OPERATOR, Town, town
from tests.web.filled_form import filled
from tests.web.listed import signed_in

from riskbild.audit.models import AuditEvent
from riskbild.organisation import actions
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.roles import Role
from riskbild.register.actions.editing import archive_risk
from riskbild.register.actions.measures import MeasureTexts, add_measure
from riskbild.register.actions.years import open_year
from riskbild.register.models import Measure, Risk
from riskbild.web.forms.keys import new_key
from riskbild.web.forms.strict import TextField
from riskbild.web.risk.forms import RiskForm

pytestmark = pytest.mark.django_db
SCRIPT = "</textarea>\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
CELLS = [name for name, field in RiskForm().fields.items() if isinstance(field, TextField)]
MEASURE_WAYS = ("andra", "lage", "ta-bort")


@pytest.fixture
def fjallby() -> Town:
    return town("FJA", "Fjällby kommun")


@pytest.fixture
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


@pytest.fixture
def risk(storsjo: Town) -> Risk:
    return storsjo.risk("Fel beslut", measures="Ny rutin", node=storsjo.school)


def address(risk: Risk, way: str) -> str:
    return f"/risk/{risk.pk}/{way.format(measure=Measure.objects.get(risk=risk).pk)}/"


# Every form about a risk, with what a person would fill it in with.
FORMS: dict[str, dict[str, str]] = {
    "andra": {"causes": "Ny orsak"},
    "bedom": {"likelihood": "2", "impact": "2"},
    "stallning": {"response": "accept", "reason": "Känd"},
    "atgard/ny": {"text": "Ny åtgärd"},
    "atgard/{measure}/andra": {"text": "Ändrad åtgärd"},
    "atgard/{measure}/lage": {"progress": "ongoing"},
    "sekretess": {"field": "causes", "paragraph": "18 kap. 8 §"},
    "avfor": {"reason": "Upphört"},
}
FREE_TEXT = {
    "bedom": "motive", "stallning": "reason", "atgard/ny": "text", "atgard/{measure}/andra": "roles",
    "atgard/{measure}/lage": "note", "sekretess": "reason", "avfor": "reason",
}  # fmt: skip


# What says the same as is already saved leads back to the risk, which says so; everything else is refused.
REPLAYED = {
    "andra": 302, "bedom": 409, "stallning": 302, "atgard/ny": 409, "atgard/{measure}/andra": 302,
    "atgard/{measure}/lage": 302, "sekretess": 409, "avfor": 422,
}  # fmt: skip


@pytest.fixture
def untouched(risk: Risk) -> Callable[[], bool]:
    """Whether nothing has been written since the test began."""

    def state() -> tuple[object, ...]:
        texts = Risk.objects.order_by("pk").values_list()
        return AuditEvent.objects.count(), list(texts), list(Measure.objects.order_by("pk").values_list())

    before = state()
    return lambda: state() == before


@pytest.mark.parametrize("way", FORMS)
def test_a_field_that_is_not_in_the_form_is_refused(
    anna: Client, risk: Risk, untouched: Callable[[], bool], way: str
) -> None:
    to = address(risk, way)
    sent = filled(anna.get(to).text) | FORMS[way] | {"municipality_id": str(uuid4())}
    answer = anna.post(to, sent)
    assert answer.status_code == 422
    assert "Formuläret har inget fält som heter municipality_id." in answer.text
    assert untouched()


@pytest.mark.parametrize("way", FORMS)
def test_a_form_replayed_is_refused(anna: Client, risk: Risk, way: str) -> None:
    to = address(risk, way)
    sent = filled(anna.get(to).text) | FORMS[way]
    assert anna.post(to, sent).status_code == 302
    events = AuditEvent.objects.count()
    assert anna.post(to, sent).status_code == REPLAYED[way]
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("way", FORMS)
def test_a_version_that_is_none_is_refused(anna: Client, risk: Risk, untouched: Callable[[], bool], way: str) -> None:
    to = address(risk, way)
    sent = filled(anna.get(to).text) | FORMS[way]
    for version in ("", "abc", "-1", "0", "1e3", "²", "9" * 400, "\x00", "None"):
        assert anna.post(to, sent | {"version": version}).status_code == 422, version
    assert untouched()


def test_ten_megabytes_of_text_are_refused_before_they_are_read(
    anna: Client, risk: Risk, untouched: Callable[[], bool]
) -> None:
    sent = filled(anna.get(address(risk, "andra")).text)
    assert anna.post(address(risk, "andra"), sent | {"causes": "a" * 10_000_000}).status_code == 400
    assert untouched()


def test_a_text_too_long_for_its_field_is_refused_at_the_field(
    anna: Client, risk: Risk, untouched: Callable[[], bool]
) -> None:
    sent = filled(anna.get(address(risk, "andra")).text)
    answer = anna.post(address(risk, "andra"), sent | {"causes": "a" * 1_000_000})
    assert answer.status_code == 422
    assert re.search(r'id="id_causes"[^>]*aria-invalid="true"', answer.text)
    assert untouched()


def test_control_characters_are_refused_in_every_text(anna: Client, risk: Risk, untouched: Callable[[], bool]) -> None:
    sent = filled(anna.get(address(risk, "andra")).text)
    for sign in ("\x00", "\x1b", "\u202e"):
        answer = anna.post(address(risk, "andra"), sent | dict.fromkeys(CELLS, f"text{sign}"))
        assert answer.status_code == 422
        assert [cell for cell in CELLS if f'href="#id_{cell}"' not in answer.text] == []
    assert untouched()


@pytest.mark.parametrize(("way", "name"), FREE_TEXT.items())
def test_control_characters_are_refused_in_the_smaller_forms_too(
    anna: Client, risk: Risk, untouched: Callable[[], bool], way: str, name: str
) -> None:
    to = address(risk, way)
    sent = filled(anna.get(to).text) | FORMS[way] | {name: "text\x00"}
    assert anna.post(to, sent).status_code == 422
    assert untouched()


def test_script_in_every_text_is_shown_as_the_text_it_is(storsjo: Town, anna: Client, risk: Risk) -> None:
    sent = filled(anna.get(address(risk, "andra")).text)
    stale = dict(sent)
    assert anna.post(address(risk, "andra"), sent | dict.fromkeys(CELLS, SCRIPT)).status_code == 302
    for way, name in FREE_TEXT.items():
        if way == "avfor":
            continue
        to = f"/risk/{risk.pk}/{way.format(measure=Measure.objects.filter(risk=risk).earliest('position').pk)}/"
        filled_in = filled(anna.get(to).text) | FORMS[way] | {name: SCRIPT}
        assert anna.post(to, filled_in).status_code == 302, way
    pages = [
        anna.get(f"/risk/{risk.pk}/{way}") for way in ("", "spar/", "andra/", "bedom/", "stallning/", "sekretess/")
    ]
    pages.append(anna.post(address_of(risk), stale | {"causes": "Annat" + SCRIPT}))
    archive_risk(
        by=storsjo.coordinator(), risk_id=risk.pk, version=Risk.objects.get().version, reason=SCRIPT, now=NOW
    )  # fmt: skip
    pages.append(anna.get(f"/risk/{risk.pk}/"))
    for page in pages:
        assert "alert(1)" in page.text
        assert "<script>alert" not in page.text
        assert "<img" not in page.text


def address_of(risk: Risk) -> str:
    return f"/risk/{risk.pk}/andra/"


# --- Ids of somebody else's


WAYS = (
    "",
    "spar/",
    "andra/",
    "bedom/",
    "stallning/",
    "sekretess/",
    "sekretess/hav/",
    "avfor/",
    "ta-tillbaka/",
    "atgard/ny/",
)


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_municipalitys_risk_is_not_there_whatever_is_asked(anna: Client, fjallby: Town, method: str) -> None:
    theirs = fjallby.risk("Hemligt i Fjällby", measures="Deras åtgärd")
    measure = Measure.objects.get(risk=theirs)
    ways = [*WAYS, *(f"atgard/{measure.pk}/{way}/" for way in MEASURE_WAYS)]
    for way in ways:
        values = {
            "version": "1", "risk_version": "1", "text": "x", "reason": "x", "response": "accept", "kind": "inherent",
            "likelihood": "1", "impact": "1", "field": "risk", "paragraph": "18 kap. 8 §", "progress": "done",
            "key": new_key(uuid4()),
        }  # fmt: skip
        known = {name: value for name, value in values.items() if method == "post"}
        answer = getattr(anna, method)(f"/risk/{theirs.pk}/{way}", known)
        assert answer.status_code in {404, 405}, way
        assert "Fjällby" not in answer.text
    theirs.refresh_from_db()
    assert theirs.version == 1


def other_board(storsjo: Town) -> Town:
    """A second board in the same municipality, with a risk of its own."""
    board = actions.create_node(
        by=OPERATOR, parent_id=storsjo.root.pk, kind=NodeKind.BOARD, name="Socialnämnden", code="SOC", now=NOW
    )  # fmt: skip
    year = open_year(by=OPERATOR, board_id=board.pk, year=2026, method_id=storsjo.year.method_id, now=NOW)
    return Town(storsjo.root, board, board, board, board, year)


def test_another_boards_risk_is_not_there_for_who_belongs_to_one_board(storsjo: Town, anna: Client) -> None:
    theirs = other_board(storsjo).risk("Socialnämndens risk")
    for way in WAYS:
        assert anna.get(f"/risk/{theirs.pk}/{way}").status_code in {404, 405}, way


def test_units_people_and_years_of_others_cannot_be_named(
    storsjo: Town, fjallby: Town, anna: Client, risk: Risk, untouched: Callable[[], bool]
) -> None:
    soc = other_board(storsjo)
    stranger = fjallby.user("frida", Role.EDITOR)
    events = AuditEvent.objects.count()
    sent = filled(anna.get(address_of(risk)).text)
    forged = [{"node": str(node)} for node in (fjallby.school.pk, soc.board.pk, storsjo.root.pk, uuid4())]
    for changes in (*forged, {"owner": str(stranger.pk)}, {"owner": str(uuid4())}):
        assert anna.post(address_of(risk), sent | changes).status_code == 404, changes
    assert anna.post(address_of(risk), sent | {"node": "1 or 1=1"}).status_code == 422
    measure = filled(anna.get(address(risk, "atgard/ny")).text) | {"text": "x", "person": str(stranger.pk)}
    assert anna.post(address(risk, "atgard/ny"), measure).status_code == 404
    new = filled(anna.get("/risk/ny/").text) | {"risk": "x"}
    for year, node in (
        (fjallby.year.pk, storsjo.school.pk), (storsjo.year.pk, fjallby.school.pk), (storsjo.year.pk, soc.board.pk),
        (soc.year.pk, soc.board.pk),
    ):  # fmt: skip
        answer = anna.post("/risk/ny/", new | {"board_year": str(year), "node": str(node)})
        assert answer.status_code == 404, (year, node)
    assert AuditEvent.objects.count() == events


def test_a_key_made_for_somebody_else_is_refused(storsjo: Town, anna: Client, untouched: Callable[[], bool]) -> None:
    new = filled(anna.get("/risk/ny/").text) | {"risk": "x"}
    stolen = new_key(storsjo.user("erik", Role.EDITOR).pk)
    events = AuditEvent.objects.count()
    for key in (stolen, str(uuid4()), "", "x" * 150):
        assert anna.post("/risk/ny/", new | {"key": key}).status_code == 422, key
    assert AuditEvent.objects.count() == events


def test_a_measure_of_another_risk_is_not_there_under_this_one(storsjo: Town, anna: Client, risk: Risk) -> None:
    other = storsjo.risk("En annan risk")
    by = storsjo.coordinator()
    measure = add_measure(by=by, risk_id=other.pk, version=1, texts=MeasureTexts("Annan åtgärd"), now=NOW)
    for way in MEASURE_WAYS:
        answer = anna.get(f"/risk/{risk.pk}/atgard/{measure.pk}/{way}/")
        assert answer.status_code == 404
        assert "Annan åtgärd" not in answer.text


def test_nothing_is_changed_by_a_get_or_by_an_unknown_method(
    anna: Client, risk: Risk, untouched: Callable[[], bool]
) -> None:
    for way in ("sekretess/hav/", "ta-tillbaka/"):
        assert anna.get(f"/risk/{risk.pk}/{way}", {"version": "1", "field": "risk"}).status_code == 405
    for way in WAYS:
        assert anna.delete(f"/risk/{risk.pk}/{way}").status_code == 405
    assert untouched()


def test_nobody_gets_in_without_signing_in(risk: Risk) -> None:
    for way in WAYS:
        for answer in (Client().get(f"/risk/{risk.pk}/{way}"), Client().post(f"/risk/{risk.pk}/{way}")):
            assert answer.status_code == 405 or answer.headers["Location"].startswith("/logga-in/"), way
