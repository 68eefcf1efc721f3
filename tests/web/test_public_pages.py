"""What anybody may read: only what was decided and published, without secrets or names, until it is withdrawn."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings
from tests.people import NOW, OPERATOR, TODAY, Town
from tests.planning.scene import LATER, another_board, secretary
from tests.publishing.unpacked import said_in
from tests.web.dcat import faults_of
from tests.web.listed import signed_in, words
from tests.web.public_scene import PERSON, PLACE, SECRET, decided_town, other_page, published

from riskbild.audit.ids import uuid7
from riskbild.audit.queries import trail_of
from riskbild.documents.layout import PublishedKind
from riskbild.organisation.actions.tree import rename_node
from riskbild.organisation.models import Node
from riskbild.organisation.roles import Role
from riskbild.publishing.actions.releasing import publish, withdraw
from riskbild.publishing.jobs import keep_decided
from riskbild.publishing.models import PublishedDocument, Release, ReleasedFile
from riskbild.publishing.public_copy import public_draft
from riskbild.publishing.queries import kept_bytes, kept_of_year, releases_of_year
from riskbild.register.actions.years import open_year
from riskbild.register.models import Risk
from riskbild.rules.refusal import Forbidden, Missing, Refused

pytestmark = pytest.mark.django_db
FORMS = ("pdf", "docx", "xlsx", "html", "csv", "json")


@pytest.fixture(scope="module")
def whole_town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """The town with its plan published, drawn once for every test here."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = decided_town()
        published(made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def place(whole_town: Town, db: None) -> Town:
    return whole_town


def html_of(release: Release) -> PublishedDocument:
    return PublishedDocument.objects.get(released__release=release, format="html")


def test_an_adopted_plan_is_read_by_anybody_with_its_decision_and_its_files(place: Town) -> None:
    answer = Client().get(PLACE)
    page = answer.text
    assert answer.status_code == 200
    for told in ("§ 118", "BUN 2026/41", "2026-11-20", "Risk att beslut fattas på fel underlag", "Barn- och utbildn"):
        assert told in page.replace("\u00ad", "")
    for form in FORMS:
        address = f"{PLACE}1/dokument.{form}"
        assert f'href="{address}"' in page
        assert Client().get(address).status_code == 200
    told = Client().get(f"{PLACE}1/dokument.json").json()["document"]
    assert told["title"] == "Internkontrollplan 2026 Barn- och utbildningsnämnden"
    assert told["decision"] == "Barn- och utbildningsnämnden 2026-11-20 § 118, BUN 2026/41"
    assert Client().get("/offentligt/storsjo-kommun/").text.count(f'href="{PLACE}"') == 1
    assert Client().get("/offentligt/").headers["Location"] == "/offentligt/storsjo-kommun/"


@pytest.mark.parametrize("address", [
    PLACE, f"{PLACE}1/", f"{PLACE}1/metadata.jsonld", "/offentligt/dcat.jsonld",
    *(f"{PLACE}1/dokument.{form}" for form in FORMS),
])  # fmt: skip
def test_no_secret_and_no_name_is_in_any_form(place: Town, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 200
    words = said_in(answer.content)
    assert "2026" in words
    if "dokument." in address or address == PLACE:
        assert "beslutfattaspåfelunderlag" in words, "what is open is found, so what is hidden would be"
    for hidden in ("Björkgatan", "skyddade boendet", PERSON, "Lindqvist"):
        assert "".join(hidden.split()) not in words


def test_what_is_not_decided_or_not_published_is_nowhere(place: Town) -> None:
    with pytest.raises(Refused, match="inte har beslutat"):
        public_draft(secretary(place), place.year.pk, PublishedKind.RISK_LIST, TODAY)
    for address in (
        PLACE.replace("2026", "2025"), PLACE.replace("BUN", "SN"), PLACE.replace("internkontrollplan", "bruttolista"),
        f"{PLACE}2/", f"{PLACE}1/dokument.exe", f"{PLACE}1/dokument..", PLACE.replace("storsjo", "nordvik"),
        "/offentligt/nordvik/", "/offentligt/nordvik/dcat.jsonld", PLACE.replace("internkontrollplan", "x"),
    ):  # fmt: skip
        assert Client().get(address).status_code == 404, address


def test_the_files_are_byte_by_byte_those_of_the_checksums_on_the_page(place: Town) -> None:
    page = Client().get(PLACE).text
    for form in FORMS:
        answer = Client().get(f"{PLACE}1/dokument.{form}")
        sha256 = hashlib.sha256(answer.content).hexdigest()
        assert f"<code>{sha256}</code>" in page
        assert answer.headers["ETag"] == f'"{sha256}"'


def test_caches_are_told_how_to_ask_again(place: Town) -> None:
    for address in (PLACE, f"{PLACE}1/dokument.pdf", f"{PLACE}1/metadata.jsonld", "/robots.txt"):
        first = Client().get(address)
        assert first.headers["Cache-Control"] == "public, no-cache"
        again = Client().get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "Set-Cookie" not in first.headers


def test_the_pages_are_as_strict_as_all_others_and_open_data_may_be_fetched_from_anywhere(place: Town) -> None:
    page, data = Client().get(PLACE), Client().get(f"{PLACE}1/dokument.json")
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert " style=" not in page.text
    assert "<script" not in page.text
    assert data.headers["Access-Control-Allow-Origin"] == "*"
    assert data.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert Client().get("/robots.txt").text.splitlines()[1] == "Allow: /offentligt/"


def test_the_catalogue_tells_each_document_as_dcat_does(place: Town) -> None:
    (catalogue,) = json.loads(Client().get("/offentligt/dcat.jsonld").content)["@graph"]
    assert (catalogue["@type"], catalogue["dcterms:publisher"]["foaf:name"]) == ("dcat:Catalog", "Storsjö kommun")
    (dataset,) = catalogue["dcat:dataset"]
    assert dataset["dcat:landingPage"]["@id"].endswith(PLACE)
    assert dataset["dcterms:temporal"]["dcat:startDate"]["@value"] == "2026-01-01"
    by_type = {one["dcat:mediaType"]["@id"].rpartition("/")[2]: one for one in dataset["dcat:distribution"]}
    assert {"pdf", "json", "csv", "html"} <= by_type.keys()
    for one in by_type.values():
        assert one["dcterms:license"]["@id"] == "https://creativecommons.org/publicdomain/zero/1.0/"
        path = one["dcat:downloadURL"]["@id"].partition("/offentligt/")[2]
        assert len(Client().get(f"/offentligt/{path}").content) == int(one["dcat:byteSize"]["@value"])
    (alone,) = json.loads(Client().get(f"{PLACE}1/metadata.jsonld").content)["@graph"]
    assert alone == dataset


# The reader of JSON-LD uses a name of its own that it is about to give up.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_catalogue_has_all_that_dcat_ap_se_demands(place: Town, settings: Settings) -> None:
    settings.RISKBILD_PUBLIC_CONTACT = "kommunen@storsjo.se"
    content = Client().get("/offentligt/storsjo-kommun/dcat.jsonld").content
    assert faults_of(content) == []
    for name in (b'"dcat":', b'"dcterms:license":', b'"foaf:name":', b'"vcard:hasEmail":', b'"dcat:Dataset"'):
        assert faults_of(content.replace(name, name.replace(b"a", b"e").replace(b"i", b"y"))), name
    settings.RISKBILD_PUBLIC_CONTACT = ""
    without = Client().get("/offentligt/storsjo-kommun/dcat.jsonld").content
    assert all("contactPoint" in fault or "vcard" in fault for fault in faults_of(without))


def test_the_trail_tells_who_published_what_and_what_was_masked_under_which_paragraph(place: Town) -> None:
    told = next(one for one in trail_of(place.municipality_id, [place.year.pk])
                if one.name == "publishing.document_published")  # fmt: skip
    assert told.actor_id == secretary(place).pk
    cells = {(one["part"], one["row"], one["field"], one["paragraph"]) for one in told.after["masked"]}
    assert ("plan", 2, "risk", "26 kap. 1 §") in cells
    assert told.after["files"].keys() == set(FORMS)
    assert "Björkgatan" not in repr(told)


def test_the_address_lasts_whatever_the_board_and_the_municipality_are_called(place: Town) -> None:
    by = secretary(place)
    with transaction.atomic():
        for node, name, code in ((place.root, "Nya Storsjö stad", ""), (place.board, "Utbildningsnämnden", "UN")):
            version = Node.objects.get(pk=node.pk).version
            rename_node(by=OPERATOR, node_id=node.pk, version=version, name=name, code=code, now=NOW)
        page = words(Client().get(PLACE).text)
        assert "Beslutat av Barn- och utbildningsnämnden Datum 2026-11-20" in page
        assert "Nya Storsjö stad" in page
        assert Client().get(f"{PLACE}1/dokument.pdf").status_code == 200
        draft = public_draft(by, place.year.pk, PublishedKind.CONTROL_PLAN, TODAY)
        assert publish(by=by, draft=draft, drawn=[other_page(place)], now=LATER).number == 2
        assert "Ny lydelse" in Client().get(PLACE).text
        taken = another_board(place, "Byggnadsnämnden", "BUN")
        year = open_year(by=OPERATOR, board_id=taken.pk, year=2026, method_id=place.year.method_id, now=NOW)
        other = replace(draft, board_year_id=year.pk)
        made = publish(by=OPERATOR, draft=other, drawn=[other_page(place)], now=LATER)
        assert (made.board_code, made.number) == ("BUN-2", 1)
        assert "Utbildningsnämnden" in Client().get(PLACE).text
        transaction.set_rollback(True)


def test_a_withdrawn_document_is_gone_everywhere_and_the_address_says_why(place: Town) -> None:
    (release,) = Release.objects.all()
    with transaction.atomic():
        withdraw(by=secretary(place), release_id=release.pk, version=1, reason="Fel bilaga.", now=LATER)
        for address in (PLACE, f"{PLACE}1/", f"{PLACE}1/dokument.pdf", f"{PLACE}1/metadata.jsonld"):
            answer = Client().get(address)
            assert answer.status_code == 410, address
            assert "Fel bilaga." in answer.text
            assert "Risk att" not in answer.text
            assert answer.headers["Cache-Control"] == "no-store"
        assert PLACE not in Client().get("/offentligt/storsjo-kommun/").text
        assert "Distribution" not in Client().get("/offentligt/dcat.jsonld").text
        document = next(one.id for one in kept_of_year(OPERATOR, place.year.pk, TODAY) if one.public)
        with pytest.raises(Missing):
            kept_bytes(None, document, TODAY)
        told = trail_of(place.municipality_id, [place.year.pk], limit=1)[0]
        assert told.name == "publishing.document_withdrawn"
        with pytest.raises(Refused, match="redan"):
            withdraw(by=secretary(place), release_id=release.pk, version=2, reason="Igen", now=LATER)
        transaction.set_rollback(True)


def test_a_later_version_takes_the_address_and_the_earlier_keeps_its_own(place: Town) -> None:
    by = secretary(place)
    draft = public_draft(by, place.year.pk, PublishedKind.CONTROL_PLAN, TODAY)
    drawn = [other_page(place)]
    with transaction.atomic():
        second = publish(by=by, draft=draft, drawn=drawn, now=LATER)
        assert second.number == 2
        with pytest.raises(Refused, match="redan publicerat"):
            publish(by=by, draft=draft, drawn=drawn, now=LATER)
        assert "Ny lydelse" in Client().get(PLACE).text
        first = Client().get(f"{PLACE}1/").text
        assert "Ny lydelse" not in first
        assert "äldre version" in first
        seen = releases_of_year(by, place.year.pk, TODAY)
        assert [(one.number, one.newer) for one in seen] == [(2, 0), (1, 2)]
        transaction.set_rollback(True)


def test_the_address_of_what_still_stands_tells_what_was_withdrawn_after_it(place: Town) -> None:
    by = secretary(place)
    draft = public_draft(by, place.year.pk, PublishedKind.CONTROL_PLAN, TODAY)
    with transaction.atomic():
        second = publish(by=by, draft=draft, drawn=[other_page(place)], now=LATER)
        assert "tillbaka" not in Client().get(PLACE).text
        withdraw(by=by, release_id=second.pk, version=1, reason="Fel bilaga.", now=LATER)
        inside = words(signed_in(place.coordinator()).get(f"/ar/{place.year.pk}/dokument/control-plan/").text)
        assert "Tillbakadragen Internkontrollplan 2026 Barn- och utbildningsnämnden, version 2," in inside
        gone = Client().get(f"{PLACE}2/")
        assert gone.status_code == 410
        assert f'href="{PLACE}"' in gone.text
        for address in (PLACE, f"{PLACE}1/"):
            shown = Client().get(address)
            told = words(shown.text)
            assert shown.status_code == 200
            assert "Version 2 drogs tillbaka 2026-" in told
            assert "Skäl: Fel bilaga. Här visas" in told
            assert "Ny lydelse" not in told
            assert "äldre version" not in told
        (dataset,) = json.loads(Client().get("/offentligt/dcat.jsonld").content)["@graph"][0]["dcat:dataset"]
        assert dataset["dcat:version"] == "1"
        (first,) = Release.objects.filter(withdrawn_at=None)
        withdraw(by=by, release_id=first.pk, version=1, reason="Också fel.", now=LATER)
        nothing = Client().get(PLACE)
        assert (nothing.status_code, f'href="{PLACE}"' in nothing.text) == (410, False)
        transaction.set_rollback(True)


def test_a_later_period_keeps_the_address_of_the_kind_when_an_earlier_report_is_corrected(place: Town) -> None:
    (release,) = Release.objects.all()
    at = PLACE.replace("internkontrollplan", "delarsuppfoljning")
    with transaction.atomic():
        for number, occasion in ((1, "T1"), (2, "T2"), (3, "T1")):
            made = Release(**{one.attname: getattr(release, one.attname) for one in Release._meta.fields})
            made.pk, made.kind, made.number, made.occasion = uuid7(), "interim_follow_up", number, occasion
            made.title = f"Uppföljning {occasion}, lydelse {number}"
            made.save(force_insert=True)
            ReleasedFile.objects.create(municipality=made.municipality, release=made, document=html_of(release))
        assert "Uppföljning T2, lydelse 2" in Client().get(at).text
        assert "Uppföljning T1, lydelse 3" in Client().get(f"{at[:-1]}-t1/").text
        transaction.set_rollback(True)


def test_only_a_coordinator_or_a_secretary_publishes_and_withdraws(place: Town) -> None:
    (release,) = Release.objects.all()
    for role in (Role.READER, Role.EDITOR, Role.MANAGER, Role.AUDITOR, Role.ADMINISTRATOR):
        user = place.user(f"p-{role.value}", role)
        with pytest.raises(Forbidden):
            public_draft(user, place.year.pk, PublishedKind.CONTROL_PLAN, TODAY)
        with pytest.raises(Forbidden):
            withdraw(by=user, release_id=release.pk, version=1, reason="Nej", now=NOW)
    assert public_draft(place.coordinator(), place.year.pk, PublishedKind.CONTROL_PLAN, TODAY).masked > 0


def test_publishing_on_the_page_shows_what_is_hidden_first_and_says_when_nothing_is_new(place: Town) -> None:
    browser = signed_in(place.coordinator())
    address = f"/ar/{place.year.pk}/publicera/control_plan/"
    page = browser.get(address).text
    assert "Björkgatan" not in page
    assert "Sekretess enligt OSL 26 kap. 1 §" in page.replace("\u00ad", "")
    assert browser.post(address).status_code == 422
    (release,) = Release.objects.all()
    withdrawing = f"/publicering/{release.pk}/dra-tillbaka/"
    assert browser.post(withdrawing, {"version": "1", "reason": ""}).status_code == 422
    assert Client().get(PLACE).status_code == 200


def test_what_was_adopted_is_kept_as_it_was_drawn_and_drawing_again_gives_the_same(place: Town) -> None:
    before = len(kept_of_year(OPERATOR, place.year.pk, TODAY))
    keep_decided.func(str(place.year.pk), "control_plan")
    keep_decided.func(str(place.year.pk), "control_plan")
    kept = [one for one in kept_of_year(OPERATOR, place.year.pk, TODAY) if not one.public]
    assert len(kept) == 2 == len(kept_of_year(OPERATOR, place.year.pk, TODAY)) - before
    assert {(one.form, one.paragraph, one.number) for one in kept} == {("pdf", "§ 118", 1), ("json", "§ 118", 1)}
    for one in kept:
        assert SECRET.encode() in kept_bytes(secretary(place), one.id, TODAY)[1] or one.form == "pdf"
        with pytest.raises(Forbidden):
            kept_bytes(place.user("rut", Role.READER), one.id, TODAY)
    assert Risk.objects.filter(municipality_id=place.municipality_id).count() == 2
