"""Own layouts, templates and kept documents: saved as versions, seen by who may, and the bytes as they were."""

from dataclasses import replace

import pytest
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import another_board, secretary

from riskbild.documents.layout import Layout, PublishedKind, standard_layout
from riskbild.files import storage
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.roles import Role
from riskbild.publishing.actions.keeping import DrawnDocument, keep_published
from riskbild.publishing.actions.layouts import keep_template, remove_layout, remove_template, save_layout
from riskbild.publishing.assemble import Decision
from riskbild.publishing.composed import composed
from riskbild.publishing.queries import (
    kept_bytes,
    kept_of_year,
    layout_seen_by,
    layouts_in_use,
    layouts_seen_by,
    template_in_use,
    versions_of_layout,
)
from riskbild.publishing.sources import Asked
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.refusal import Forbidden, Missing, Refused

pytestmark = pytest.mark.django_db


def own(name: str = "Vår lista") -> Layout:
    return replace(standard_layout(PublishedKind.RISK_LIST), name=name, title="Vår bruttolista {year}")


def drawn(content: bytes = b"%PDF-1.7", *, public: bool = False) -> DrawnDocument:
    decision = Decision("Barn- och utbildningsnämnden", TODAY, "§ 7", "BUN 2026/9")
    return DrawnDocument(
        kind="control_plan", form="pdf", public=public, title="Internkontrollplan 2026", content=content,
        media_type="application/pdf", decision=decision,
    )  # fmt: skip


def test_a_board_prints_by_its_own_layout_before_the_municipalitys() -> None:
    place = town()
    place.risk()
    anna = place.coordinator()
    save_layout(by=OPERATOR, node_id=place.root.pk, layout=own("Kommunens"), now=NOW)
    save_layout(by=anna, node_id=place.board.pk, layout=own("Nämndens"), now=NOW)
    other = another_board(place)
    assert [one.name for one in layouts_in_use(place.municipality_id, place.board.pk)] == ["Nämndens", "Kommunens"]
    assert [one.name for one in layouts_in_use(place.municipality_id, other.pk)] == ["Kommunens"]
    made = composed(Asked(OPERATOR, asked_year_of(place.board, 2026), PublishedKind.RISK_LIST, TODAY))
    assert made.publication.title == "Vår bruttolista 2026"


def test_a_layout_is_saved_as_a_new_version_unless_somebody_was_there_before() -> None:
    place = town()
    anna = place.coordinator()
    first = save_layout(by=anna, node_id=place.board.pk, layout=own(), now=NOW)
    second = save_layout(
        by=anna, node_id=place.board.pk, layout=own("Ny"), now=NOW, series=first.series, after_number=1
    )
    with pytest.raises(Conflict):
        save_layout(by=anna, node_id=place.board.pk, layout=own("Sen"), now=NOW, series=first.series, after_number=1)
    (listed,) = layouts_seen_by(anna, TODAY)
    assert (listed.name, listed.number, listed.refusal) == ("Ny", 2, None)
    assert layout_seen_by(anna, first.pk, TODAY)[1] == own()
    with pytest.raises(Conflict):
        remove_layout(by=anna, layout_id=first.pk, now=NOW)
    remove_layout(by=anna, layout_id=second.pk, now=NOW)
    assert not layouts_in_use(place.municipality_id, place.board.pk)


def test_only_who_may_change_methods_changes_layouts_and_strangers_see_none() -> None:
    place, elsewhere = town(), town("SOC", "Havsby kommun")
    made = save_layout(by=OPERATOR, node_id=place.board.pk, layout=own(), now=NOW)
    reader = place.user("rut", Role.READER)
    with pytest.raises(Forbidden):
        save_layout(by=reader, node_id=place.board.pk, layout=own(), now=NOW)
    with pytest.raises(Forbidden):
        remove_layout(by=reader, layout_id=made.pk, now=NOW)
    assert [number for _, number, *_ in versions_of_layout(reader, made.series, TODAY)] == [1]
    for stranger in (elsewhere.coordinator(), place.user("rolf", Role.READER, at=another_board(place))):
        with pytest.raises(Missing):
            layout_seen_by(stranger, made.pk, TODAY)
        with pytest.raises(Missing):
            versions_of_layout(stranger, made.series, TODAY)
        assert not layouts_seen_by(stranger, TODAY)


def test_a_template_takes_the_place_of_the_one_before() -> None:
    place = town()
    anna = place.coordinator()
    keep = {"by": anna, "node_id": place.board.pk, "now": NOW}
    keep_template(**keep, kind=None, name="Alla.docx", content=b"PK alla")
    keep_template(**keep, kind=PublishedKind.CONTROL_PLAN, name="Plan.docx", content=b"PK plan")
    newer = keep_template(**keep, kind=PublishedKind.CONTROL_PLAN, name="Plan 2.docx", content=b"PK plan 2")
    mine = place.municipality_id, place.board.pk
    assert template_in_use(*mine, PublishedKind.CONTROL_PLAN) == b"PK plan 2"
    assert template_in_use(*mine, PublishedKind.RISK_LIST) == b"PK alla"
    remove_template(by=anna, template_id=newer.pk, now=NOW)
    assert template_in_use(*mine, PublishedKind.CONTROL_PLAN) == b"PK alla"


def keep(place: Town, document: DrawnDocument) -> object:
    return keep_published(by=secretary(place), board_year_id=place.year.pk, drawn=document, now=NOW).pk


def test_a_kept_document_is_served_byte_by_byte_and_the_same_bytes_are_kept_once() -> None:
    place = town()
    first = keep(place, drawn())
    assert keep(place, drawn()) == first
    keep(place, drawn(b"%PDF-1.7 rev"))
    listed = kept_of_year(place.coordinator(), place.year.pk, TODAY)
    assert [one.number for one in listed] == [2, 1]
    seen, content = kept_bytes(place.coordinator(), listed[1].id, TODAY)
    assert (content, seen.paragraph, seen.case_number) == (b"%PDF-1.7", "§ 7", "BUN 2026/9")
    storage.path_of(place.municipality_id, seen.sha256).write_bytes(b"%PDF-1.8")
    with pytest.raises(Refused, match="kontrollsumma"):
        kept_bytes(place.coordinator(), seen.id, TODAY)


def test_nobody_is_given_a_copy_that_is_not_published_and_strangers_not_the_boards_own() -> None:
    place, elsewhere = town(), town("SOC", "Havsby kommun")
    keep(place, drawn())
    keep(place, drawn(b"%PDF public", public=True))
    own_copy, public_copy = sorted(kept_of_year(OPERATOR, place.year.pk, TODAY), key=lambda one: one.public)
    assert kept_bytes(place.user("rut", Role.READER), public_copy.id, TODAY)[1] == b"%PDF public"
    for by in (None, elsewhere.coordinator()):
        for copy in (own_copy, public_copy):
            with pytest.raises(Missing):
                kept_bytes(by, copy.id, TODAY)
    with pytest.raises(Forbidden, match="sekretess"):
        kept_bytes(place.user("rut", Role.READER), own_copy.id, TODAY)
    with pytest.raises(Forbidden):
        keep_published(by=place.user("rut", Role.READER), board_year_id=place.year.pk, drawn=drawn(), now=NOW)
