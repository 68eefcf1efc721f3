"""A template is code from somebody else: what it may not do is refused in one clear sentence, and nothing happens."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.publishing.word.sample import PLAN
from tests.publishing.word.templates import changed, letter, packed, paragraph, parts, with_body, with_relation

from riskbild.apart.asking import Nursery
from riskbild.apart.limits import OUT_OF_TIME
from riskbild.publishing.word import apart, check_template, child, draw, shipped_template
from riskbild.publishing.word.drawing import draw_here
from riskbild.publishing.word.package import LARGEST_TEMPLATE
from riskbild.rules.finding import Severity
from riskbild.rules.refusal import Refused

CODE = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ titel.__class__ }}",
    "{{ titel|attr('__class__') }}",
    "{{ titel.format(titel) }}",
    "{{ titel[0] }}",
    "{{ range(100000000) }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 999999999 }}",
    "{{ titel ~ titel }}",
    "{{ [titel] }}",
    "{{ titel|map('upper') }}",
    "{{ titel is callable }}",
    "{{ " + "(" * 80 + "titel" + ")" * 80 + " }}",
    "{{ titel" + "|upper" * 60 + " }}",
    "{{ self.__init__ }}",
    "{% for x in range(999999999) %}",
    "{% for x in titel recursive %}",
    "{% set x = 1 %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% macro f() %}",
    "{% call f() %}",
    "{% raw %}",
    "{% block x %}",
    "{% if titel.upper() %}",
    "{% if (1).__class__ %}",
)
OTHER_WORLD = ("{{ lipsum }}", "{{ cycler }}", "{{ config }}", "{{ request }}", "{{ settings }}", "{{ self }}")


def refused(template: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        draw_here(PLAN, template)
    return caught.value


@pytest.mark.parametrize("code", CODE, ids=range(len(CODE)))
def test_code_is_refused_by_name_before_any_of_it_runs(code: str) -> None:
    found = refused(letter(code, "{{ innehåll }}"))
    assert [finding.code for finding in found.findings] == ["template-not-allowed"]


def test_the_sentence_names_what_was_refused() -> None:
    assert refused(letter("{{ ''.__class__ }}", "{{ innehåll }}")).sentence.sv == (
        "Mallen innehåller {{ ''.__class__ }}, som inte får stå i en mall. Där får stå platshållare och villkor med if."
    )


@pytest.mark.parametrize("name", OTHER_WORLD)
def test_nothing_but_the_placeholders_has_a_name(name: str) -> None:
    assert refused(letter(name, "{{ innehåll }}")).findings[0].code == "unknown-placeholder"


def test_the_marks_that_tags_are_known_by_inside_cannot_be_written_in_a_template() -> None:
    marked = paragraph("\ue000 titel \ue001 \ue002 for x in titel \ue003 tagaaaan0;")
    made = draw_here(PLAN, with_body(marked))
    assert "\ue000 titel \ue001".encode() in parts(made.content)["word/document.xml"]


def test_a_placeholder_in_an_attribute_is_no_placeholder() -> None:
    made = draw_here(PLAN, with_body('<w:p w:rsidR="{{ titel }}"><w:r><w:t>{{ år }}</w:t></w:r></w:p>'))
    assert b'w:rsidR="{{ titel }}"' in parts(made.content)["word/document.xml"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("image", "template-fetches"),
        ("subDocument", "template-fetches"),
        ("aFChunk", "template-fetches"),
        ("frame", "template-fetches"),
        ("mailMergeSource", "template-fetches"),
    ],
)
def test_what_is_fetched_from_outside_is_refused(kind: str, code: str) -> None:
    found = refused(with_relation(kind, "https://example.org/x"))
    assert [finding.code for finding in found.findings] == [code]
    assert "https://example.org/x" in found.sentence.sv


@pytest.mark.parametrize("kind", ["oleObject", "package", "control", "aFChunk"])
def test_embedded_objects_are_refused(kind: str) -> None:
    found = refused(with_relation(kind, "embeddings/x.bin", outside=False))
    assert [finding.code for finding in found.findings] == ["template-embedded"]


def test_an_ordinary_link_is_left_alone() -> None:
    made = draw_here(PLAN, with_relation("hyperlink", "https://example.org/"))
    assert b"https://example.org/" in parts(made.content)["word/_rels/document.xml.rels"]


def test_the_link_to_another_template_is_taken_away_and_told() -> None:
    template = with_relation("attachedTemplate", "file:///H:/mallar/anna.dotx", owner="word/settings.xml")
    made = draw_here(PLAN, template)
    assert [(finding.code, finding.severity) for finding in made.findings] == [("template-link-removed", Severity.INFO)]
    assert not any(b"anna.dotx" in content for content in parts(made.content).values())


def test_macros_are_refused_however_they_are_named() -> None:
    with_project = changed({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    called_docm = changed(
        {"[Content_Types].xml": lambda part: part.replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )}
    )  # fmt: skip
    for template in (with_project, called_docm):
        assert [finding.code for finding in refused(template).findings] == ["template-macros"]


@pytest.mark.parametrize("field", ["INCLUDETEXT", "INCLUDEPICTURE", "DDEAUTO", "LINK", "DATABASE"])
def test_fields_that_fetch_are_refused_however_word_parts_them(field: str) -> None:
    pieces = "".join(
        f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>'
        for piece in (" " + field[:3], field[3:] + " ", "&quot;http://example.org/x&quot;")
    )
    found = refused(with_body(f"<w:p>{pieces}</w:p>"))
    assert [(finding.code, finding.where) for finding in found.findings] == [("template-fetching-field", field)]


def test_tracked_changes_and_comments_would_follow_into_every_document() -> None:
    inserted = '<w:p><w:ins w:id="1" w:author="Anna"><w:r><w:t>nytt</w:t></w:r></w:ins></w:p>'
    assert refused(with_body(inserted)).findings[0].code == "template-tracked-changes"
    comments = (
        b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:comment w:id="0" w:author="Anna"><w:p/></w:comment></w:comments>'
    )
    assert refused(changed({"word/comments.xml": comments})).findings[0].code == "template-comments"


@pytest.mark.parametrize("part", ["word/document.xml", "word/theme/theme1.xml", "word/_rels/document.xml.rels"])
def test_entities_are_refused_in_every_part(part: str) -> None:
    attack = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    assert "entiteter" in refused(changed({part: attack})).sentence.sv


def test_a_part_that_is_deeper_than_any_document_is_refused() -> None:
    deep = "<w:p>" + "<w:smartTag>" * 400 + "</w:smartTag>" * 400 + "</w:p>"
    assert refused(with_body(deep)).sentence.sv == "Mallen är skadad och kan inte läsas."


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    for name, size in (("word/media/a.png", 61 << 20), ("word/document.xml", 21 << 20)):
        assert "60 MB uppackad" in refused(changed({name: b" " * size})).sentence.sv


def test_a_file_in_the_package_cannot_lie_outside_it() -> None:
    assert refused(changed({"../../etc/cron.d/x": b"x"})).sentence.sv == "Mallen är skadad och kan inte läsas."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "inte ett Word-dokument"),
        (b"%PDF-1.7", "inte ett Word-dokument"),
        (b"PK\x03\x04 and nothing more", "skadad"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "lösenord"),
        (packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}), "inte ett Word-dokument"),
        (packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}), "inte ett Word-dokument"),
        (b"x" * (LARGEST_TEMPLATE + 1), "för stor"),
    ],
    ids=["empty", "pdf", "cut", "old", "excel", "hollow", "large"],
)
def test_what_is_no_word_file_is_refused(content: bytes, said: str) -> None:
    assert said in refused(content).sentence.sv
    assert all(finding.stops for finding in check_template(content)[:1])


def test_a_truncated_template_is_refused_at_every_length() -> None:
    whole = shipped_template()
    for length in range(0, len(whole) - 1, 400):
        refused(whole[:length])


def test_a_part_larger_than_the_list_says_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in parts(shipped_template()).items():
            file.writestr(name, content)
    listed = len(parts(shipped_template())["word/theme/theme1.xml"]).to_bytes(4, "little")
    lied = stream.getvalue().replace(listed, (10).to_bytes(4, "little"))
    refused(lied)


def test_an_own_template_is_drawn_in_a_process_of_its_own() -> None:
    template = letter("{{ titel }}", "{{ innehåll }}")
    assert draw(PLAN, template) == draw_here(PLAN, template)
    with pytest.raises(Refused, match="beslutt"):
        draw(PLAN, letter("{{ beslutt }}", "{{ innehåll }}"))


def in_child(code: str) -> subprocess.CompletedProcess[bytes]:
    """What our own interpreter does under the limits of a child."""
    limits = f"memory={child.MEMORY}, cpu_seconds=1, hard_cpu_seconds=2, wall_seconds=60"
    whole = f"from riskbild.apart.limits import limit_itself; limit_itself({limits})\n{code}"
    return subprocess.run([sys.executable, "-c", whole], capture_output=True, check=False, env=dict(os.environ))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits on memory of this kind")
def test_the_process_may_take_little_memory_and_time_and_write_no_file(tmp_path: Path) -> None:
    assert b"MemoryError" in in_child(f"bytearray({child.MEMORY + 1})").stderr
    assert in_child("while True: pass").returncode in OUT_OF_TIME
    written = tmp_path / "written"
    assert b"File too large" in in_child(f"open({str(written)!r}, 'wb').write(b'x')").stderr
    assert written.read_bytes() == b""


def test_a_drawing_that_takes_too_long_by_the_clock_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "nursery", Nursery(child.__name__, wall_seconds=-0.999))
    with pytest.raises(Refused) as caught:
        draw(PLAN, shipped_template())
    assert caught.value.sentence.sv == "Mallen kan inte användas: den kräver för mycket minne eller tid."
