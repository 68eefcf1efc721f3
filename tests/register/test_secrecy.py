"""A secret field is absent for who may not read it: on the page, in list, search, filters and export."""

import json

import pytest
from tests.people import NOW, OPERATOR, TODAY, Town

from riskbild.organisation.roles import Role
from riskbild.publishing.export import export_year
from riskbild.register.actions.editing import edit_risk
from riskbild.register.actions.secrecy import lift_secrecy, mark_secret
from riskbild.register.models import BoardYear, Risk
from riskbild.register.queries.choices import roles_seen_by, values_seen_by
from riskbild.register.queries.filters import RiskFilter
from riskbild.register.queries.listing import ListRequest, list_risks
from riskbild.register.queries.page import risk_seen_by, trail_of_risk
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence

pytestmark = pytest.mark.django_db
SECRET = "Reservnyckeln ligger under mattan"


def marked(storsjo: Town, field: str = "causes", **cells: str) -> Risk:
    risk = storsjo.risk(**{field or "causes": SECRET, **cells})
    return mark_secret(
        by=storsjo.coordinator(), risk_id=risk.pk, version=1, field=field, paragraph="18 kap. 8 §", reason="", now=NOW
    )


def titles(storsjo: Town, who: Role, text: str = "", **wanted: str) -> list[str]:
    request = ListRequest(RiskFilter(year=2026, text=text, **wanted))
    return [str(line.title) for line in list_risks(storsjo.user(who.value, who), request, TODAY).lines]


def test_a_reader_meets_the_paragraph_where_the_text_would_stand(storsjo: Town) -> None:
    risk = marked(storsjo)
    seen = risk_seen_by(storsjo.user("rolf", Role.READER), risk.pk, TODAY)
    assert seen.texts["causes"] == Sentence(sv="Sekretess (18 kap. 8 §)", en="Secret (18 kap. 8 §)")
    assert SECRET not in repr(seen)
    assert risk_seen_by(storsjo.coordinator(), risk.pk, TODAY).texts["causes"] == SECRET


def test_the_trail_hides_the_text_too(storsjo: Town) -> None:
    risk = marked(storsjo)
    assert SECRET not in repr(trail_of_risk(storsjo.user("rolf", Role.READER), risk.pk, TODAY))
    assert SECRET in repr(trail_of_risk(storsjo.user("ada", Role.AUDITOR), risk.pk, TODAY))


def test_search_finds_a_secret_word_only_for_those_who_may_read_it(storsjo: Town) -> None:
    marked(storsjo)
    assert titles(storsjo, Role.READER, "reservnyckeln") == []
    assert len(titles(storsjo, Role.EDITOR, "reservnyckeln")) == 1


def test_a_filter_tells_nothing_of_a_secret_cell(storsjo: Town) -> None:
    marked(storsjo, "category")
    marked(storsjo, "responsible")
    assert titles(storsjo, Role.READER, category=SECRET) == []
    assert titles(storsjo, Role.READER, role=SECRET) == []
    assert len(titles(storsjo, Role.EDITOR, category=SECRET)) == 1
    reader, editor = storsjo.user("reader"), storsjo.user("editor")
    assert SECRET not in values_seen_by(reader, 2026, "category", TODAY)
    assert SECRET not in roles_seen_by(reader, 2026, TODAY)
    assert SECRET in values_seen_by(editor, 2026, "category", TODAY)


def test_a_wholly_secret_risk_is_not_there_for_a_reader(storsjo: Town) -> None:
    risk = marked(storsjo, "")
    rolf = storsjo.user("rolf", Role.READER)
    assert titles(storsjo, Role.READER) == []
    with pytest.raises(Missing):
        risk_seen_by(rolf, risk.pk, TODAY)


def test_an_export_lacks_what_the_reader_must_not_read_and_keeps_it_for_the_operator(storsjo: Town) -> None:
    marked(storsjo, risk="Fel person får besked")
    year = BoardYear.objects.select_related("board", "method").get(pk=storsjo.year.pk)
    for_reader = export_year(by=storsjo.user("rolf", Role.READER), year=year, form="json", now=NOW).decode()
    assert SECRET not in for_reader
    assert "Fel person får besked" in for_reader
    whole = json.loads(export_year(by=OPERATOR, year=year, form="json", now=NOW))
    assert whole["rows"][0]["causes"] == SECRET
    assert whole["rows"][0]["secrecy"] == {"causes": "18 kap. 8 §"}


def test_who_may_not_read_a_field_may_not_overwrite_it(storsjo: Town) -> None:
    risk = marked(storsjo)
    mixed = storsjo.user("mia", Role.READER)
    with pytest.raises(Forbidden):
        edit_risk(by=mixed, risk_id=risk.pk, version=2, changes={"causes": "x"}, now=NOW)


def test_a_mark_names_a_paragraph_and_can_be_lifted(storsjo: Town) -> None:
    risk = storsjo.risk(causes="Öppet")
    anna = storsjo.coordinator()
    with pytest.raises(Refused, match="Skriv paragrafen"):
        mark_secret(by=anna, risk_id=risk.pk, version=1, field="causes", paragraph="hemligt", reason="", now=NOW)
    mark_secret(by=anna, risk_id=risk.pk, version=1, field="causes", paragraph="26 kap. 1 §", reason="", now=NOW)
    lift_secrecy(by=anna, risk_id=risk.pk, version=2, field="causes", now=NOW)
    assert risk_seen_by(storsjo.user("rolf", Role.READER), risk.pk, TODAY).texts["causes"] == "Öppet"
