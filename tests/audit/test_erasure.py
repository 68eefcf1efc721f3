"""Erasing texts from the trail: they are truly gone, the chain stays whole, and the erasure is itself an event."""

import pytest
from tests.people import NOW, OPERATOR, Town, town

from riskbild.audit.actions import erase_texts
from riskbild.audit.models import AuditEvent, AuditText
from riskbild.audit.queries import trail, trail_of
from riskbild.audit.verify import verify
from riskbild.organisation.actions import erase_from_trail
from riskbild.organisation.roles import Role
from riskbild.rules.refusal import Forbidden, Refused

pytestmark = pytest.mark.django_db
SECRET = "Greta Gransson, 0701234567"


def told(storsjo: Town) -> str:
    """Every text of the municipality's trail, as it lies in the database."""
    rows = AuditText.objects.filter(municipality_id=storsjo.municipality_id)
    return " ".join(f"{row.salt} {row.actor_name} {row.before} {row.after}" for row in rows)


def test_erased_texts_are_gone_and_the_chain_is_whole(storsjo: Town) -> None:
    risk = storsjo.risk(comment=SECRET)
    entries = trail_of(storsjo.municipality_id, [risk.pk])
    salts = {AuditText.objects.get(event_id=entry.id).salt for entry in entries}
    assert SECRET in told(storsjo)
    count = erase_texts(
        by=OPERATOR, municipality_id=storsjo.municipality_id, event_ids=[entry.id for entry in entries],
        reason="Begäran 2026-11", now=NOW,
    )  # fmt: skip
    assert count == len(entries)
    assert SECRET not in told(storsjo)
    assert not any(salt in told(storsjo) for salt in salts)
    assert verify(storsjo.municipality_id).whole
    assert all(entry.erased for entry in trail_of(storsjo.municipality_id, [risk.pk]))


def test_the_erasure_is_an_event_that_says_who_which_and_why(storsjo: Town) -> None:
    risk = storsjo.risk(comment=SECRET)
    [entry] = trail_of(storsjo.municipality_id, [risk.pk])
    ada = storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root)
    erase_from_trail(by=ada, event_ids=[entry.id], reason="Begäran 2026-11", now=NOW)
    latest = trail(storsjo.municipality_id, limit=1)[0]
    assert (latest.name, latest.actor_id) == ("audit.texts_erased", ada.pk)
    assert latest.after == {"events": [str(entry.id)], "reason": "Begäran 2026-11"}


def test_erasing_again_finds_nothing_and_leaves_no_trace(storsjo: Town) -> None:
    [entry] = trail_of(storsjo.municipality_id, [storsjo.risk().pk])
    erase = {"by": OPERATOR, "municipality_id": storsjo.municipality_id, "event_ids": [entry.id], "now": NOW}
    assert erase_texts(**erase, reason="Begäran") == 1
    before = AuditEvent.objects.count()
    assert erase_texts(**erase, reason="Begäran") == 0
    assert AuditEvent.objects.count() == before


def test_texts_put_back_after_an_erasure_are_found(storsjo: Town) -> None:
    [entry] = trail_of(storsjo.municipality_id, [storsjo.risk().pk])
    erase_texts(by=OPERATOR, municipality_id=storsjo.municipality_id, event_ids=[entry.id], reason="x", now=NOW)
    AuditText.objects.filter(event_id=entry.id).update(after={"risk": "Något annat"}, erased=False)
    assert verify(storsjo.municipality_id).broken_at == entry.seq


def test_an_erasure_cannot_be_erased_so_that_what_it_erased_looks_tampered_with(storsjo: Town) -> None:
    [entry] = trail_of(storsjo.municipality_id, [storsjo.risk().pk])
    erase = {"by": OPERATOR, "municipality_id": storsjo.municipality_id, "reason": "Begäran", "now": NOW}
    erase_texts(**erase, event_ids=[entry.id])
    erasure = trail(storsjo.municipality_id, limit=1)[0]
    assert erase_texts(**erase, event_ids=[erasure.id]) == 0
    assert verify(storsjo.municipality_id).whole


def test_another_municipalitys_texts_are_out_of_reach(storsjo: Town) -> None:
    other = town("SOC", "Nordviks kommun")
    [entry] = trail_of(storsjo.municipality_id, [storsjo.risk(comment=SECRET).pk])
    stranger = other.user("ada", Role.ADMINISTRATOR, other.root)
    assert erase_from_trail(by=stranger, event_ids=[entry.id], reason="Min begäran", now=NOW) == 0
    assert SECRET in told(storsjo)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_of_the_whole_municipality_erases(storsjo: Town, role: Role) -> None:
    [entry] = trail_of(storsjo.municipality_id, [storsjo.risk().pk])
    for by in (storsjo.user("x", role, storsjo.root), storsjo.user("y", Role.ADMINISTRATOR, storsjo.board)):
        with pytest.raises(Forbidden):
            erase_from_trail(by=by, event_ids=[entry.id], reason="Begäran", now=NOW)


@pytest.mark.parametrize(("reason", "count"), [("", 1), ("  ", 1), ("x" * 501, 1), ("Begäran", 0), ("Begäran", 201)])
def test_an_erasure_needs_a_reason_and_events(storsjo: Town, reason: str, count: int) -> None:
    ada = storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root)
    [entry] = trail_of(storsjo.municipality_id, [storsjo.risk().pk])
    with pytest.raises(Refused):
        erase_from_trail(by=ada, event_ids=[entry.id] * count, reason=reason, now=NOW)
