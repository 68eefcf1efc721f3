"""Evidence: what it is, what it proves, who may read it, and that nothing in it is ever run."""

from datetime import date

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from tests.followup.sampled import xlsx_file
from tests.followup.scene import IN_TIME, T1_OPEN, board, reporter, the_report
from tests.people import OPERATOR, Town

from riskbild.audit.queries import trail_of
from riskbild.files.actions import keep_file
from riskbild.files.kinds import BYTES, kind_of
from riskbild.files.names import plain_name
from riskbild.files.storage import path_of
from riskbild.followup.actions.evidence import NewEvidence, add_evidence, mark_evidence, remove_evidence
from riskbild.followup.models import Evidence
from riskbild.followup.queries.evidence import evidence_file, evidence_of_reports
from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.register.actions.secrecy import mark_secret
from riskbild.rules.refusal import Forbidden, Missing, Refused

FROM, TO = date(2027, 1, 1), date(2027, 4, 30)
PDF = b"%PDF-1.7\n1 0 obj"


def added(by: User, data: bytes = PDF, name: str = "attest.pdf", secrecy: str = "") -> Evidence:
    new = NewEvidence(data, name, FROM, TO, report_id=the_report().pk, note="Attestlista", secrecy=secrecy)
    return add_evidence(by=by, new=new, now=T1_OPEN)


@pytest.mark.django_db
def test_a_file_is_kept_with_the_days_it_proves_and_what_its_content_says_it_is(place: Town) -> None:
    rut = reporter(place)
    kept = added(rut, name="../../etc/attest.exe\u202efdp")
    (seen,) = evidence_of_reports(rut, [kept.report_id or kept.pk], IN_TIME)[the_report().pk]
    assert (seen.name, kept.media_type) == ("attest.exefdp", "application/pdf")
    assert (seen.proves_from, seen.proves_to, seen.added_by) == (FROM, TO, "Rut")
    assert evidence_file(rut, kept.pk, IN_TIME).path.read_bytes() == PDF


@pytest.mark.django_db
def test_nobody_reads_the_file_of_a_report_they_do_not_see(place: Town) -> None:
    kept = added(reporter(place))
    stranger = board("SOC").coordinator()
    for by in (place.user("eva", Role.REPORTER, place.kitchen), stranger):
        with pytest.raises(Missing):
            evidence_file(by, kept.pk, IN_TIME)
        assert evidence_of_reports(by, [the_report_of(kept)], IN_TIME) == {}
    assert evidence_file(place.user("lars", Role.READER), kept.pk, IN_TIME)


def the_report_of(kept: Evidence) -> object:
    return kept.report_id


@pytest.mark.django_db
def test_a_secret_file_is_for_who_reads_secrets_and_who_added_it(place: Town) -> None:
    rut, anna, lars = reporter(place), place.coordinator(), place.user("lars", Role.READER)
    kept = added(rut, secrecy="18 kap. 8 §")
    assert evidence_file(rut, kept.pk, IN_TIME)
    assert evidence_file(anna, kept.pk, IN_TIME)
    with pytest.raises(Missing):
        evidence_file(lars, kept.pk, IN_TIME)
    (seen,) = evidence_of_reports(lars, [the_report().pk], IN_TIME)[the_report().pk]
    assert str(seen.name) == str(seen.note) == "Sekretess (18 kap. 8 §)"
    opened_up = mark_evidence(by=anna, evidence_id=kept.pk, version=kept.version, secrecy="", now=T1_OPEN)
    assert evidence_file(lars, opened_up.pk, IN_TIME)
    with pytest.raises(Forbidden):
        mark_evidence(by=rut, evidence_id=kept.pk, version=opened_up.version, secrecy="21 kap. 1 §", now=T1_OPEN)


@pytest.mark.django_db
def test_what_is_about_a_secret_risk_is_as_secret(place: Town) -> None:
    kept, lars = added(reporter(place)), place.user("lars", Role.READER)
    risk = the_report().risk
    assert risk is not None
    mark_secret(
        by=place.coordinator(), risk_id=risk.pk, version=risk.version, field="", paragraph="18 kap. 8 §",
        reason="Säkerhet", now=T1_OPEN,
    )  # fmt: skip
    with pytest.raises(Missing):
        evidence_file(lars, kept.pk, IN_TIME)


@pytest.mark.django_db
def test_what_is_removed_is_gone_but_told_of(
    place: Town, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    rut = reporter(place)
    kept = added(rut)
    path = path_of(kept.municipality_id, kept.sha256)
    with pytest.raises(Refused, match="varför"):
        remove_evidence(by=rut, evidence_id=kept.pk, version=kept.version, reason=" ", now=T1_OPEN)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture that is a function
        remove_evidence(by=rut, evidence_id=kept.pk, version=kept.version, reason="Fel fil", now=T1_OPEN)
    assert not path.exists()
    with pytest.raises(Missing):
        evidence_file(rut, kept.pk, IN_TIME)
    (seen,) = evidence_of_reports(rut, [the_report().pk], IN_TIME)[the_report().pk]
    assert (seen.removed_by, seen.reason, seen.may_read) == ("Rut", "Fel fil", False)
    events = {one.name: one for one in trail_of(kept.municipality_id, [kept.pk])}
    assert events["followup.evidence_removed"].before["sha256"] == kept.sha256


@pytest.mark.django_db
def test_bytes_that_something_else_holds_stay(place: Town) -> None:
    rut = reporter(place)
    kept, also = added(rut), added(rut, name="samma.pdf")
    assert kept.file_id == also.file_id
    remove_evidence(by=rut, evidence_id=kept.pk, version=kept.version, reason="Dubblett", now=T1_OPEN)
    assert evidence_file(rut, also.pk, IN_TIME).path.read_bytes() == PDF
    keep_file(by=OPERATOR, municipality_id=also.municipality_id, data=PDF, name="x", media_type=BYTES, now=T1_OPEN)


@pytest.mark.django_db
def test_what_makes_no_evidence_is_refused_at_its_field(place: Town) -> None:
    rut = reporter(place)
    wrong = {
        "file": NewEvidence(b"", "x", FROM, TO, report_id=the_report().pk),
        "proves_to": NewEvidence(PDF, "x", TO, FROM, report_id=the_report().pk),
        "secrecy": NewEvidence(PDF, "x", FROM, TO, report_id=the_report().pk, secrecy="hemligt"),
    }
    for where, new in wrong.items():
        with pytest.raises(Refused) as refused:
            add_evidence(by=rut, new=new, now=T1_OPEN)
        assert refused.value.findings[0].where == where
    with override_settings(RISKBILD_EVIDENCE_BYTES=4), pytest.raises(Refused, match="för stor"):
        added(rut)
    with pytest.raises(Forbidden):
        added(place.user("lars", Role.READER))


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n...", "image/png"), (b"\xff\xd8\xff\xe0", "image/jpeg"), (PDF, "application/pdf"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"), (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"<html><script>alert(1)</script>", "text/html"), (b"\xef\xbb\xbf <!DOCTYPE html>", "text/html"),
        (b"<?xml version='1.0'?><svg onload='x'/>", "image/svg+xml"), (b"<svg xmlns='...'>", "image/svg+xml"),
        (b"<?xml version='1.0'?><a/>", "application/xml"), (b"From: a@b.se\r\nSubject: Hej", "message/rfc822"),
        (b"Hej", "text/plain"), (b"\0\1\2", BYTES), (b"", BYTES), (b"PK\x03\x04trasig", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    ],
    ids=range(16),
)  # fmt: skip
def test_a_file_is_told_by_its_first_bytes(data: bytes, media_type: str) -> None:
    assert kind_of(data).media_type == media_type


def test_a_workbook_is_told_from_other_archives() -> None:
    assert kind_of(xlsx_file([("A", "B")])).media_type.endswith("spreadsheetml.sheet")


@given(st.binary(max_size=300))
def test_any_bytes_are_of_some_kind(data: bytes) -> None:
    assert kind_of(data).name.sv


@given(st.text(max_size=60))
def test_a_name_is_harmless_wherever_it_is_saved(name: str) -> None:
    kept = plain_name(name)
    assert kept
    assert not set(kept) & set('/\\<>:"|?*\0\r\n')
    assert kept not in {".", ".."}
    assert len(kept) <= 200
