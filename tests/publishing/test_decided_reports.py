"""A board's own report and the executive board's: frozen as they were put before the board, kept, and made public."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from tests.followup.board_report_scene import followed
from tests.people import OPERATOR, Town
from tests.planning.scene import DECISION, another_board, secretary
from tests.publishing.decided_scene import (
    ANNUAL,
    INTERIM,
    NOW,
    TODAY,
    WHOLE,
    decided,
    page_of,
    proposed,
    published,
    whole_report,
)
from tests.publishing.readers_text import text_of

from riskbild.documents.layout import PublishedKind
from riskbild.followup.actions.reporting import report
from riskbild.followup.models import FollowUpPeriod as Period
from riskbild.followup.models import Report
from riskbild.organisation.roles import Role
from riskbild.planning.queries.seen import year_for
from riskbild.publishing.actions.adopting import adopt_board_report
from riskbild.publishing.actions.keeping import keep_published
from riskbild.publishing.actions.releasing import publish
from riskbild.publishing.composed import Composed, composed
from riskbild.publishing.evidence import write_package
from riskbild.publishing.models import FrozenDocument
from riskbild.publishing.own_copy import own_copy
from riskbild.publishing.public_copy import PublicDraft, drawn_forms, public_draft
from riskbild.publishing.queries import kept_bytes
from riskbild.publishing.queries.available import Standing, available_of_year
from riskbild.publishing.sources import Asked
from riskbild.register.actions.editing import edit_risk
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.actions.years import open_year
from riskbild.register.models import Risk
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.refusal import Forbidden, Refused
from riskbild.rules.reporting import Filled, OnPlan

pytestmark = pytest.mark.django_db


def drawn(place: Town, kind: PublishedKind, *, public: bool = False, by: object = OPERATOR) -> Composed:
    year = asked_year_of(place.board, place.year.year)
    return composed(Asked(by, year, kind, TODAY, public=public))  # type: ignore[arg-type]  # a person or the operator


def one_that_is_late() -> Report:
    return Report.objects.select_related("period").get(on_plan=OnPlan.NO)


def test_what_the_board_decided_on_is_what_is_drawn_whatever_happens_afterwards() -> None:
    place = followed(8)
    put = proposed(place)
    before = drawn(place, ANNUAL)
    said = one_that_is_late()
    told = {"report_id": said.pk, "version": said.version, "filled": Filled(on_plan=OnPlan.YES, comment="Allt klart.")}
    report(by=OPERATOR, now=NOW, **told)
    risk = Risk.objects.get(pk=said.risk_id)
    changes = {"risk": "Risk att allt är annorlunda", "measures": "En annan åtgärd"}
    edit_risk(by=OPERATOR, risk_id=risk.pk, version=risk.version, changes=changes, now=NOW)
    adopt_board_report(by=secretary(place), report_id=put.pk, version=put.version, decision=DECISION, now=NOW)
    after = drawn(place, ANNUAL)
    assert after.document.rows == before.document.rows
    text = text_of(after)
    assert "Arbetet är försenat." in text
    assert "Allt klart." not in text
    assert "Beslut: Barn- och utbildningsnämnden 2026-11-20 § 118" in text
    assert "En följer inte plan." in text
    assert "Utkast" not in text
    own = own_copy(OPERATOR, place.year, ANNUAL, TODAY)
    assert [one.form for one in own] == ["pdf", "json"]
    assert own == own_copy(OPERATOR, place.year, ANNUAL, TODAY + timedelta(days=300))


def test_a_decided_report_is_published_like_a_plan() -> None:
    place = followed(8)
    with pytest.raises(Refused, match="inte har beslutat"):
        public_draft(secretary(place), place.year.pk, ANNUAL, TODAY)
    decided(place)
    seen = available_of_year(place.coordinator(), place.year.pk, TODAY).of(ANNUAL)
    assert seen.standing is Standing.DECIDED
    assert seen.decision is not None
    draft = public_draft(secretary(place), place.year.pk, ANNUAL, TODAY)
    forms = drawn_forms(draft)
    assert {one.form for one in forms} == {"html", "pdf", "docx", "xlsx", "json", "csv"}
    publish(by=secretary(place), draft=draft, drawn=forms, now=NOW)
    address = "/offentligt/storsjo-kommun/BUN/2027/helarsuppfoljning/"
    page = Client().get(address).text.replace("\u00ad", "")
    for told in ("§ 118", "BUN 2026/41", "Arbetet är försenat.", "I allt väsentligt tillräcklig"):
        assert told in page
    assert Client().get(f"{address}1/dokument.pdf").status_code == 200
    assert address in Client().get("/offentligt/dcat.jsonld").text


def test_each_periods_report_has_its_own_lasting_address() -> None:
    place = followed(8)
    decided(place, Period.objects.get(key="T1"))
    published(place, INTERIM)
    town = "/offentligt/storsjo-kommun/"
    own = f"{town}BUN/2027/delarsuppfoljning-t1/"
    assert own in Client().get(town).text
    for address in (own, f"{own}1/", f"{town}BUN/2027/delarsuppfoljning/"):
        assert "Arbetet är försenat." in Client().get(address).text.replace("\u00ad", "")
    assert Client().get(own.replace("t1", "t2")).status_code == 404


def test_what_is_marked_secret_after_the_decision_is_gone_from_every_copy_of_who_must_not_read_it() -> None:
    place = followed(8)
    row = decided(place)
    keep = {"board_year_id": place.year.pk, "now": NOW}
    kept = keep_published(by=secretary(place), drawn=own_copy(OPERATOR, place.year, ANNUAL, TODAY)[1], **keep)
    reader = place.user("lasse", Role.READER)
    assert kept_bytes(reader, kept.pk, TODAY)[1]
    risk = Risk.objects.get(pk=one_that_is_late().risk_id)
    mark = {"field": "", "paragraph": "26 kap. 1 §", "reason": "Enskilds"}
    mark_secret(by=OPERATOR, risk_id=risk.pk, version=risk.version, now=NOW, **mark)
    for made in (drawn(place, ANNUAL, public=True), drawn(place, ANNUAL, by=reader)):
        assert "Arbetet är försenat." not in repr(made.publication)
        assert "Sekretess" in text_of(made)
    assert "Arbetet är försenat." in text_of(drawn(place, ANNUAL))
    with pytest.raises(Forbidden):
        kept_bytes(reader, kept.pk, TODAY)
    assert FrozenDocument.objects.get().report_id == row.pk


def packed(draft: PublicDraft) -> BytesIO:
    """The evidence package of the year that the report lies in."""
    target = BytesIO()
    year = year_for(OPERATOR, draft.board_year_id, TODAY)
    write_package(Asked(OPERATOR, year, PublishedKind.CONTROL_PLAN, TODAY), target, NOW)
    return target


def test_the_executive_boards_report_is_kept_and_published_among_its_own_documents() -> None:
    place = followed(8)
    decided(place)
    draft, sixten = whole_report(place)
    with pytest.raises(Forbidden, match="Kommunstyrelsen"):
        public_draft(OPERATOR, place.year.pk, WHOLE, TODAY)
    assert available_of_year(sixten, draft.board_year_id, TODAY).of(WHOLE).standing is Standing.DECIDED
    publish(by=sixten, draft=draft, drawn=[page_of(draft)], now=NOW)
    page = Client().get("/offentligt/storsjo-kommun/KS-BUN/2027/samlad-rapport/").text.replace("\u00ad", "")
    assert "Två nämnder." in page
    assert "Barn- och utbildningsnämnden" in page
    with ZipFile(packed(draft)) as package:
        (frozen,) = [name for name in package.namelist() if name.startswith("data/kommunstyrelsens-samlade-rapport")]
        assert json.loads(package.read(frozen))["decision"]["paragraph"] == DECISION.paragraph
        assert "dokument/consolidated_report.pdf" in package.namelist()
        told = json.loads(package.read("dokument/consolidated_report.json"))
        assert DECISION.paragraph in told["decision"]
        assert (told["conclusion"], told["texts"][0]["text"]) == ("Delvis tillräcklig. KS saknar plan.", "Två nämnder.")
        assert "Barn- och utbildningsnämnden" in package.read("data/consolidated_report.csv").decode()
        assert '"conclusion": "partly"' in package.read("spår/texts.jsonl").decode()
    before = draft.composed.publication
    open_year(by=OPERATOR, board_id=place.board.pk, year=2028, method_id=place.year.method_id, now=NOW)
    another_board(place, "Äldrenämnden", "ÄN")
    assert public_draft(sixten, draft.board_year_id, WHOLE, TODAY).composed.publication == before
