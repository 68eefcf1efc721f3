"""Layouts and Word templates on screen: a copy of one's own, what is refused, two people at once, versions."""

import re
from base64 import b64decode
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from lxml import html
from tests.people import Town, town
from tests.web.filled_form import filled
from tests.web.listed import HTMX, signed_in, words

from riskbild.documents.layout import Layout, shipped, shipped_names, shipped_title
from riskbild.organisation.roles import Role
from riskbild.publishing.models import LayoutVersion, WordTemplate
from riskbild.publishing.word import shipped_template
from riskbild.web.documents.building import built
from riskbild.web.documents.draft import read_tree

pytestmark = pytest.mark.django_db
LIST = "/dokumentmallar/"
NEW = f"{LIST}ny/?fran=standard-risk_list"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + (2).to_bytes(4) + (2).to_bytes(4) + b"\0" * 20


@pytest.fixture(scope="module")
def storsjo(module_database: None) -> Town:
    made = town()
    made.risk("Fel beslut om jäv", process="Skolskjuts", likelihood=1, impact=1)
    return made


@pytest.fixture(scope="module")
def anna(storsjo: Town) -> Client:
    return signed_in(storsjo.coordinator())


def table(form: dict[str, str]) -> str:
    """The name of the first table's fields in the editor's form."""
    return next(name for name in form if name.endswith(".of")).removesuffix(".of")


def sent(client: Client, address: str, form: dict[str, str], **changes: object) -> Any:
    return client.post(address, {**form, "do": "save", **changes})


def own_copy(client: Client, **changes: object) -> LayoutVersion:
    answer = sent(client, NEW, filled(client.get(NEW).text), name="Vår lista", **changes)
    assert answer.status_code == 302, words(answer.text)
    return LayoutVersion.objects.order_by("-number")[0]


def test_what_the_editor_shows_is_what_it_saves(anna: Client) -> None:
    kept = own_copy(anna)
    assert kept.data == {**shipped("standard-risk_list").to_data(), "name": "Vår lista"}


def test_a_renamed_column_is_in_the_preview_and_in_the_document(storsjo: Town, anna: Client) -> None:
    form = filled(anna.get(NEW).text)
    title = next(name for name, value in form.items() if value == "risk").replace("parts.0.field", "title")
    partial = anna.post(NEW, {**form, title: "Det kan gå fel"}, headers=HTMX)
    assert "Det kan gå fel" in partial.text
    assert "<html" not in partial.text
    assert not LayoutVersion.objects.exists()
    own_copy(anna, **{title: "Det kan gå fel"})
    docx = anna.post(f"/ar/{storsjo.year.pk}/dokument/risk-list/hamta/", {"format": "docx"})
    assert "Det kan gå fel" in ZipFile(BytesIO(docx.content)).read("word/document.xml").decode()


def test_the_preview_shows_the_years_own_risks_and_else_an_example(storsjo: Town, anna: Client) -> None:
    assert "Fel beslut om jäv" in anna.get(NEW).text
    example = anna.get(f"{LIST}ny/?fran=standard-control_plan").text
    assert "Risk att avtal inte följs upp" in example
    assert "Risk\u00advärde" in example, "a title in a narrow column is broken where Swedish breaks it"


def test_every_shipped_layout_goes_through_the_editor_unchanged(anna: Client) -> None:
    for name in shipped_names():
        assert edited(anna, f"{LIST}ny/?fran={name}") == shipped(name), name


def edited(client: Client, address: str) -> Layout | None:
    """The layout that the editor's form holds as it is opened, whole and without a fault."""
    made = built(read_tree(QueryDict(urlencode(filled(client.get(address).text)))))
    assert not made.errors
    return made.layout


def paper(answer: Any) -> Any:
    """The paper of a page, as it is drawn there."""
    (drawn,) = html.fromstring(answer.text).xpath("//div[contains(@class, 'rb-paper--')]")
    return drawn


def bands(drawn: Any) -> list[str]:
    return [words(band.text_content()).strip() for band in drawn.xpath(".//tr[@class='rb-paper__band']")]


def rows(drawn: Any) -> list[str]:
    """The risk of each row of the list, in its order."""
    told = [row.text_content() for row in drawn.xpath("./table[not(@class)]/tbody/tr[not(@class)]")]
    return [risk for row in told for risk in ("Avtal löper ut", "Bussen är sen", "Fel beslut om jäv") if risk in row]


def test_shipped_layouts_are_named_in_the_language_of_the_page(storsjo: Town) -> None:
    client = signed_in(storsjo.user("eng", Role.COORDINATOR))
    swedish = words(client.get(LIST).text)
    assert all(shipped(name).name in swedish for name in shipped_names())
    client.post("/sprak/", {"language": "en", "next": "/"})
    english = words(client.get(LIST).text)
    assert all(shipped_title(name).en in english for name in shipped_names())
    assert not any(shipped(name).name in english for name in shipped_names())
    assert filled(client.get(NEW).text)["name"] == shipped("standard-risk_list").name, "what is saved is Swedish still"


def test_groups_order_page_size_texts_and_logo_are_drawn_in_the_preview(storsjo: Town, anna: Client) -> None:
    storsjo.risk("Avtal löper ut", process="Upphandling", likelihood=4, impact=4)
    storsjo.risk("Bussen är sen", process="Skolskjuts", likelihood=2, impact=2)
    form = filled(anna.get(NEW).text)
    at = table(form)
    file = SimpleUploadedFile("l.png", PNG)
    form |= filled(anna.post(NEW, {**form, "do": "logo", "logo.words": "Vapnet", "logo_file": file}).text)
    before = paper(anna.post(NEW, form, headers=HTMX))
    assert (bands(before), rows(before)) == ([], ["Avtal löper ut", "Bussen är sen", "Fel beslut om jäv"])
    (text,) = (name for name in form if name.endswith("paragraphs.0.0.many"))
    changes = {
        f"{at}.group.by": "process", f"{at}.group.text": "Processen {value}: {count}", f"{at}.sort.0.by": "score",
        f"{at}.sort.0.descending": "", "page.size": "a3", "page.landscape": "", "page.text": "10",
        "title": "Nämndens lista {year}", "running": "Sidfot {year}", text: "Listan har {risks:digits} risker.",
    }  # fmt: skip
    after = paper(anna.post(NEW, {**form, **changes}, headers=HTMX))
    assert {"rb-paper--a3", "rb-paper--portrait", "rb-paper--text-10"} <= set(after.get("class").split())
    assert bands(after) == ["Processen Skolskjuts: 2", "Processen Upphandling: 1"]
    assert rows(after) == ["Fel beslut om jäv", "Bussen är sen", "Avtal löper ut"]
    said = after.text_content()
    for told in ("Nämndens lista 2026", "Sidfot 2026", "Listan har 3 risker."):
        assert told in said
    (logo,) = after.xpath(".//img")
    assert (logo.get("alt"), b64decode(logo.get("src").partition(",")[2])) == ("Vapnet", PNG)


def test_each_fault_stands_at_its_field_and_nothing_typed_is_lost(anna: Client) -> None:
    form = filled(anna.get(NEW).text)
    at = table(form)
    wrong = {f"{at}.columns.0.share": "bred", f"{at}.columns.2.title": "Status {nonsens}", "title": "{year"}
    answer = sent(anna, NEW, form, name="", **wrong)
    assert answer.status_code == 422
    page = unescape(answer.text)
    for name, text in wrong.items():
        assert f'id="id_{name}-error"' in page
        assert f'value="{text}"' in page
    assert 'id="id_name-error"' in page
    assert "4 saker behöver rättas" in words(page)
    assert not LayoutVersion.objects.exists()


def test_forged_fields_and_kinds_are_refused_or_passed_over(anna: Client) -> None:
    form = filled(anna.get(NEW).text)
    at = table(form)
    for wrong in (
        {f"{at}.columns.0.parts.0.field": "password"}, {f"{at}.of": "users"}, {"kind": "everything"},
        {"blocks.0.block": "script"}, {f"{at}.group.by": "controls.control"},
    ):  # fmt: skip
        assert sent(anna, NEW, form, **wrong).status_code == 422, wrong
    assert sent(anna, NEW, form, **{"blocks.0.nonsense": "x", "a.b.c.d": "x"}).status_code == 302


def test_buttons_add_move_and_take_away_without_saving(anna: Client) -> None:
    form = filled(anna.get(NEW).text)
    at = table(form)
    first, second = (form[f"{at}.columns.{number}.title"] for number in (0, 1))
    moved = filled(anna.post(NEW, {**form, "do": f"down:{at}.columns.0"}).text)
    assert (moved[f"{at}.columns.0.title"], moved[f"{at}.columns.1.title"]) == (second, first)
    fewer = filled(anna.post(NEW, {**form, "do": f"remove:{at}.columns.0"}).text)
    assert fewer[f"{at}.columns.0.title"] == second
    more = filled(anna.post(NEW, {**form, "do": "add:blocks=heading"}).text)
    assert sum(name.endswith(".block") for name in more) == sum(name.endswith(".block") for name in form) + 1
    text = filled(anna.post(NEW, {**form, "do": "add:blocks=text"}).text)
    assert any(name.endswith(".paragraphs.0.0.text") for name in text)
    assert not LayoutVersion.objects.exists()


def test_two_people_at_once_see_what_differs_and_the_next_save_goes_on_top(anna: Client) -> None:
    kept = own_copy(anna)
    address = f"{LIST}{kept.pk}/andra/"
    form = filled(anna.get(address).text)
    assert sent(anna, address, form, title="Den andras titel").status_code == 302
    clash = sent(anna, address, form, title="Min titel")
    assert clash.status_code == 409
    assert "Den andras titel" in clash.text
    assert "Min titel" in clash.text
    assert sent(anna, address, filled(clash.text)).status_code == 302
    latest = LayoutVersion.objects.order_by("-number")[0]
    assert (latest.number, latest.data["title"]) == (3, "Min titel")


def test_an_earlier_version_is_still_seen_and_a_layout_is_taken_out_of_use(storsjo: Town, anna: Client) -> None:
    kept = own_copy(anna)
    assert "Vår lista" in words(anna.get(LIST).text)
    assert anna.get(f"{LIST}{kept.pk}/").status_code == 200
    assert anna.post(f"{LIST}{kept.pk}/ta-bort/").status_code == 302
    assert "Layouten används inte längre" in words(anna.get(f"{LIST}{kept.pk}/").text)
    assert "Layout: Vår lista" not in words(anna.get(f"/ar/{storsjo.year.pk}/dokument/risk-list/").text)


def test_a_logo_is_looked_at_and_kept(anna: Client) -> None:
    form = filled(anna.get(NEW).text)
    active = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for content in (b"<html>", active, b"PK\x03\x04", b"\xff\xd8\xff" + b"\0" * 1_000_001):
        file = SimpleUploadedFile("l.png", content)
        answer = anna.post(NEW, {**form, "do": "logo", "logo.words": "Vapnet", "logo_file": file})
        assert answer.status_code == 422
        assert 'id="id_logo_file-error"' in answer.text
    file = SimpleUploadedFile("l.png", PNG)
    assert anna.post(NEW, {**form, "do": "logo", "logo_file": file}).status_code == 422  # no words for it
    file.seek(0)
    shown = filled(anna.post(NEW, {**form, "do": "logo", "logo.words": "Vapnet", "logo_file": file}).text)
    assert len(shown["logo.sha256"]) == 64
    assert sent(anna, NEW, shown).status_code == 302
    assert LayoutVersion.objects.get().data["logo"]["media_type"] == "image/png"


def test_the_preview_as_pdf_is_a_file(anna: Client) -> None:
    answer = anna.post(NEW, {**filled(anna.get(NEW).text), "do": "pdf"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content.startswith(b"%PDF")


def test_who_may_not_decide_how_documents_look_sees_them_and_no_more(storsjo: Town, anna: Client) -> None:
    kept = own_copy(anna)
    vera = signed_in(storsjo.user("vera", Role.READER))
    assert vera.get(LIST).status_code == 200
    for address in (NEW, f"{LIST}{kept.pk}/andra/", f"{LIST}{kept.pk}/ta-bort/", f"{LIST}word/ny/"):
        assert vera.get(address).status_code == 403, address
    stranger = signed_in(town("SOC", "Nordviks kommun").coordinator())
    for address in (f"{LIST}{kept.pk}/", f"{LIST}{kept.pk}/andra/", f"{LIST}ny/?kopia={kept.pk}", f"{LIST}{uuid4()}/"):
        assert stranger.get(address).status_code == 404, address
    assert anna.get(f"{LIST}ny/?fran=../../etc").status_code == 404


def docx(client: Client, content: bytes, **given: str) -> Any:
    form = filled(client.get(f"{LIST}word/ny/").text)
    return client.post(f"{LIST}word/ny/", {**form, **given, "file": SimpleUploadedFile("Vår mall.docx", content)})


def test_a_word_template_is_looked_over_kept_tried_and_taken_out_of_use(storsjo: Town, anna: Client) -> None:
    assert docx(anna, shipped_template()).status_code == 302
    kept = WordTemplate.objects.get()
    assert "Vår mall.docx" in words(anna.get(f"{LIST}word/").text)
    file = anna.get(f"{LIST}word/{kept.pk}/fil/")
    assert file.content == shipped_template()
    assert re.fullmatch(r'attachment; filename="wordmall-[\d-]+\.docx"', file["Content-Disposition"])
    assert file["X-Content-Type-Options"] == "nosniff"
    tried = anna.get(f"{LIST}word/{kept.pk}/prov/")
    assert "word/document.xml" in ZipFile(BytesIO(tried.content)).namelist()
    assert docx(anna, shipped_template(), kind="control_plan").status_code == 302
    assert anna.post(f"{LIST}word/{kept.pk}/ta-bort/").status_code == 302
    assert WordTemplate.objects.filter(removed_at=None).count() == 1
    assert "Tidigare mallar" in words(anna.get(f"{LIST}word/").text)
    stranger = signed_in(town("SOC", "Nordviks kommun").coordinator())
    assert stranger.get(f"{LIST}word/{kept.pk}/fil/").status_code == 404
    assert stranger.get(f"{LIST}word/{kept.pk}/prov/").status_code == 404


def test_a_template_with_a_fault_is_refused_with_the_tag_named(anna: Client) -> None:
    attack = with_text("{{ ''.__class__.__mro__ }}")
    answer = docx(anna, attack)
    assert answer.status_code == 422
    assert "Mallen kan inte användas" in words(answer.text)
    assert "__class__" in unescape(answer.text)
    for content in (b"no zip", b""):
        assert docx(anna, content).status_code == 422
    assert anna.post(f"{LIST}word/ny/", {}).status_code == 422
    assert not WordTemplate.objects.exists()


def with_text(text: str) -> bytes:
    """The shipped template with a text of one's own in it."""
    target = BytesIO()
    with ZipFile(BytesIO(shipped_template())) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>".encode()
                content = re.sub(rb"(<w:sectPr)", body.replace(b"</w:body>", b"") + rb"\1", content, count=1)
            new.writestr(name, content)
    return target.getvalue()


def test_a_layout_begun_from_a_document_is_that_documents(storsjo: Town, anna: Client) -> None:
    address = f"{LIST}ny/?ar={storsjo.year.pk}&slag=risk-list"
    plain = filled(anna.get(address).text)
    assert (plain["kind"], plain["title"]) == ("risk_list", shipped("standard-risk_list").title)
    kept = own_copy(anna, title="Nämndens egen titel")
    begun = edited(anna, address)
    assert begun is not None
    assert begun.to_data() == kept.data
    assert begun.title == "Nämndens egen titel"
