"""The chain: every event bound to the one before, and every kind of tampering found at the first link it breaks."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.people import NOW, OPERATOR, Town, town

from riskbild.audit.event import all_events, sentence_of
from riskbild.audit.events import TEXTS_ERASED
from riskbild.audit.ids import uuid7
from riskbild.audit.models import GENESIS, AuditEvent, AuditHead, AuditText
from riskbild.audit.queries import trail, trail_of
from riskbild.audit.record import Change, record, record_all
from riskbild.audit.verify import Verdict, verify, verify_all
from riskbild.organisation import actions
from riskbild.organisation.roles import Role

pytestmark = pytest.mark.django_db
EVENT = next(event for event in all_events() if event.name == "organisation.node_renamed")
THIRD = 3


def event(storsjo: Town, seq: int = THIRD) -> AuditEvent:
    return AuditEvent.objects.get(municipality_id=storsjo.municipality_id, seq=seq)


def text(storsjo: Town, seq: int = THIRD) -> AuditText:
    return AuditText.objects.get(event_id=event(storsjo, seq).id)


def proof(storsjo: Town) -> Verdict:
    return verify(storsjo.municipality_id)


def test_what_people_do_leaves_a_whole_chain(storsjo: Town) -> None:
    storsjo.risk(likelihood=2, impact=3)
    verdict = proof(storsjo)
    assert verdict.whole
    assert verdict.events == AuditEvent.objects.filter(municipality_id=storsjo.municipality_id).count() == 8


def test_every_event_names_the_hash_of_the_one_before(storsjo: Town) -> None:
    events = list(AuditEvent.objects.filter(municipality_id=storsjo.municipality_id).order_by("seq"))
    assert [one.previous for one in events] == [GENESIS, *(one.hash for one in events[:-1])]
    assert [one.seq for one in events] == list(range(1, len(events) + 1))


def set_event(**columns: object) -> Callable[[Town], object]:
    return lambda storsjo: AuditEvent.objects.filter(pk=event(storsjo).pk).update(**columns)


def set_text(**columns: object) -> Callable[[Town], object]:
    return lambda storsjo: AuditText.objects.filter(pk=text(storsjo).pk).update(**columns)


def swap_two(storsjo: Town) -> None:
    one, other = event(storsjo, THIRD), event(storsjo, THIRD + 1)
    AuditEvent.objects.filter(pk=one.pk).update(seq=0)
    AuditEvent.objects.filter(pk=other.pk).update(seq=THIRD)
    AuditEvent.objects.filter(pk=one.pk).update(seq=THIRD + 1)


def close_the_gap(storsjo: Town) -> None:
    """Takes an event away and renumbers those after it, as somebody would who knows of the numbering."""
    event(storsjo).delete()
    for later in AuditEvent.objects.filter(municipality_id=storsjo.municipality_id, seq__gt=THIRD).order_by("seq"):
        AuditEvent.objects.filter(pk=later.pk).update(seq=later.seq - 1)


def put_in_another(storsjo: Town) -> None:
    """An event in the place of another, its hash right for its own columns."""
    from riskbild.audit.record import link

    forged = event(storsjo)
    forged.name = "organisation.node_closed"
    forged.hash = link(forged)
    forged.save()


TAMPERINGS = {
    "the time": (set_event(at=NOW + timedelta(days=1)), THIRD, "händelsen är ändrad"),
    "what happened": (set_event(name="organisation.node_closed"), THIRD, "händelsen är ändrad"),
    "who did it": (set_event(actor_id=uuid7(), actor_kind="user"), THIRD, "händelsen är ändrad"),
    "what it happened to": (set_event(subject_id=uuid7()), THIRD, "händelsen är ändrad"),
    "the kind of thing": (set_event(subject_type="risk"), THIRD, "händelsen är ändrad"),
    "the digest": (set_event(digest="0" * 64), THIRD, "händelsen är ändrad"),
    "the hash": (set_event(hash="0" * 64), THIRD, "händelsen är ändrad"),
    "the link backwards": (set_event(previous="0" * 64), THIRD, "händelsen är ändrad"),
    "an event with a hash of its own": (put_in_another, THIRD + 1, "händelsen är ändrad"),
    "two events changing places": (swap_two, THIRD, "händelsen är ändrad"),
    "an event taken away": (lambda storsjo: event(storsjo).delete(), THIRD, "en händelse saknas"),
    "an event taken away and the rest renumbered": (close_the_gap, THIRD, "händelsen är ändrad"),
    "the first event taken away": (lambda storsjo: event(storsjo, 1).delete(), 1, "en händelse saknas"),
    "a text before": (set_text(before={"name": "Något annat"}), THIRD, "händelsens texter är ändrade"),
    "a text after": (set_text(after={}), THIRD, "händelsens texter är ändrade"),
    "the operator's name": (set_text(actor_name="Någon annan"), THIRD, "händelsens texter är ändrade"),
    "the salt": (set_text(salt="0" * 32), THIRD, "händelsens texter är ändrade"),
    "the texts taken away": (lambda storsjo: text(storsjo).delete(), THIRD, "händelsens texter saknas"),
    "texts emptied with no event of it": (
        set_text(salt="", actor_name="", before={}, after={}, erased=True), THIRD, "händelsens texter saknas",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found_at_the_first_link_it_breaks(storsjo: Town, what: str) -> None:
    tamper, broken_at, reason = TAMPERINGS[what]
    tamper(storsjo)
    verdict = proof(storsjo)
    assert (verdict.whole, verdict.broken_at, str(verdict.reason)) == (False, broken_at, reason)
    assert verdict.events == broken_at - 1


def test_events_cut_off_at_the_end_are_missed(storsjo: Town) -> None:
    last = AuditEvent.objects.filter(municipality_id=storsjo.municipality_id).order_by("seq").last()
    assert last is not None
    last.delete()
    verdict = proof(storsjo)
    assert (verdict.broken_at, str(verdict.reason)) == (last.seq, "spårets slut stämmer inte")


def test_a_trail_without_its_end_is_a_broken_one_and_is_not_passed_over(storsjo: Town) -> None:
    AuditHead.objects.filter(municipality_id=storsjo.municipality_id).delete()
    [verdict] = [one for one in verify_all() if one.municipality_id == storsjo.municipality_id]
    assert str(verdict.reason) == "spårets slut stämmer inte"


def test_each_municipality_has_a_chain_of_its_own(storsjo: Town) -> None:
    other = town("SOC", "Nordviks kommun")
    set_event(hash="0" * 64)(storsjo)
    assert [one.whole for one in verify_all()].count(False) == 1
    assert proof(other).whole


def test_an_event_taken_from_another_municipality_breaks_the_chain(storsjo: Town) -> None:
    other = town("SOC", "Nordviks kommun")
    event(storsjo).delete()
    AuditEvent.objects.filter(pk=event(other).pk).update(municipality_id=storsjo.municipality_id)
    assert proof(storsjo).broken_at == THIRD


def test_many_events_at_once_stand_in_their_order(storsjo: Town) -> None:
    changes = [Change(EVENT, "node", storsjo.school.pk, after={"number": number}) for number in range(1200)]
    record_all(changes, by=OPERATOR, municipality_id=storsjo.municipality_id, now=NOW)
    assert proof(storsjo).whole
    latest = trail(storsjo.municipality_id, limit=3)
    assert [entry.after["number"] for entry in latest] == [1199, 1198, 1197]


def test_values_of_every_kind_come_back_as_they_were_digested(storsjo: Town) -> None:
    told = {
        "text": "å\u2028\U0001f600",
        "day": NOW.date(),
        "moment": NOW,
        "key": storsjo.root.pk,
        "none": None,
        "list": [1, True],
    }
    record(
        Change(EVENT, "node", storsjo.school.pk, after=told),
        by=OPERATOR,
        municipality_id=storsjo.municipality_id,
        now=NOW,
    )
    assert proof(storsjo).whole
    [entry, *_] = trail_of(storsjo.municipality_id, [storsjo.school.pk])
    assert entry.after == {
        "text": "å\u2028\U0001f600", "day": "2026-11-21", "moment": "2026-11-21 09:00:00+00:00",
        "key": str(storsjo.root.pk), "none": None, "list": [1, True],
    }  # fmt: skip


def test_the_name_of_a_person_is_not_in_the_trail_but_that_of_an_operator_is(storsjo: Town) -> None:
    ada = storsjo.user("ada", Role.ADMINISTRATOR, storsjo.root)
    actions.rename_node(by=ada, node_id=storsjo.school.pk, version=1, name="Nya skolan", code="", now=NOW)
    renamed, created = trail_of(storsjo.municipality_id, [storsjo.school.pk])
    assert (renamed.actor_id, renamed.actor_name) == (ada.pk, "")
    assert (created.actor_id, created.actor_name) == (None, "test")


def test_texts_that_have_gone_missing_do_not_keep_the_rest_from_being_read(storsjo: Town) -> None:
    text(storsjo).delete()
    assert [entry.erased for entry in trail(storsjo.municipality_id) if entry.seq == THIRD] == [True]


def test_every_event_says_what_happened_in_both_languages() -> None:
    assert len({event.name for event in all_events()}) == len(all_events())
    for one in all_events():
        assert one.sentence.text("sv")
        assert one.sentence.text("sv") != one.sentence.text("en")
    assert sentence_of("from.a.later.release").text("sv") == "from.a.later.release"
    assert sentence_of(TEXTS_ERASED.name) == TEXTS_ERASED.sentence
