"""A town to write in, and the proof that what was written is whole; all of it is done inside an installation."""

import json
import sys
import time
from collections import Counter
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.people import OPERATOR, PASSWORD, town

from riskbild.audit.models import AuditEvent, AuditText
from riskbild.audit.verify import verify_all
from riskbild.organisation.passwords import hash_password
from riskbild.organisation.roles import Role
from riskbild.register.actions.adding import NewRisk, add_risk
from riskbild.register.models import Assessment, BoardYear, Risk
from riskbild.search.index import matching
from riskbild.search.models import SearchRow

PEOPLE = ("anna", "bo", "cissi", "david")
_JOBS = 4
# Each kind of write, and the cell in which its event holds the mark.
_KINDS = {
    "register.risk_added": "added",
    "register.risk_imported": "added",
    "register.risk_edited": "edited",
    "register.risk_assessed": "assessed",
}
_CELLS = dict(zip(_KINDS, ("risk", "risk", "comment", "motive"), strict=True))


def prepare(writers: str) -> None:
    """Makes a town with people who can sign in, and a risk for each writer; prints where everything is, as JSON."""
    made = town("BUN", "Storsjö kommun")
    # By the real hasher, which takes its time: once is enough.
    made.password = hash_password(PASSWORD)
    names = [made.user(name, Role.COORDINATOR).username for name in PEOPLE]
    risks = [str(made.risk(f"Risk nummer {number}", likelihood=2, impact=3).pk) for number in range(int(writers))]
    sys.stdout.write(json.dumps({"sign_ins": names, "password": PASSWORD, "risks": risks}))


def check() -> None:
    """Reads what was acknowledged, as JSON lines, and proves that it is in the trail and in the register.

    Nothing is there by halves, and the chain is whole.
    """
    acknowledged = [tuple(json.loads(line)) for line in sys.stdin]
    told = _told()
    lost = [write for write in acknowledged if write not in told]
    assert not lost, f"acknowledged and lost: {lost[:3]}"
    _check_rows_and_events()
    _check_search()
    assert all(verdict.whole for verdict in verify_all())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)


def _told() -> set[tuple[str, str]]:
    """What the trail tells of, as kind of write and its mark."""
    texts = AuditText.objects.in_bulk()
    events = AuditEvent.objects.filter(name__in=_CELLS)
    return {(_KINDS[event.name], str(texts[event.pk].after.get(_CELLS[event.name], ""))) for event in events}


def _check_rows_and_events() -> None:
    """Each change of a risk is one version and one event, and what the events tell stands in the rows."""
    events = Counter(AuditEvent.objects.filter(subject_type="risk").values_list("subject_id", flat=True))
    assert events == Counter(dict(Risk.objects.values_list("pk", "version")))
    assert AuditEvent.objects.count() == AuditText.objects.count()
    told = _told()
    added = {text for kind, text in told if kind == "added"}
    assert added == set(Risk.objects.values_list("risk", flat=True))
    motives = {text for kind, text in told if kind == "assessed"}
    assert motives == set(Assessment.objects.exclude(motive="").values_list("motive", flat=True))
    edited = {text for kind, text in told if kind == "edited"}
    assert edited >= set(Risk.objects.exclude(comment="").values_list("comment", flat=True))


def _check_search() -> None:
    """Every risk is found by what stands in it now, and nothing is found that is not there."""
    risks = list(Risk.objects.values_list("municipality_id", "pk", "risk", "comment"))
    assert set(SearchRow.objects.values_list("subject_id", flat=True)) == {pk for _, pk, _, _ in risks}
    for municipality_id, pk, risk, comment in risks:
        words = f"{risk} {comment}".strip()
        assert pk in set(matching(municipality_id, words, secret=False)), f"not found by: {words}"


@task
def add_a_risk(number: int) -> None:
    """What a job does here: the same as a person."""
    new = NewRisk(fields={"risk": f"Risk ur jobb {number}"})
    add_risk(by=OPERATOR, board_year_id=BoardYear.objects.get(year=2026).pk, new=new, now=timezone.now())


def jobs() -> None:
    """Asks for jobs that are due one after the other, and waits until they are done."""
    with transaction.atomic():
        for number in range(_JOBS):
            later = timezone.now() + timedelta(seconds=number)
            add_a_risk.using(run_after=later).enqueue(number)
    deadline = time.monotonic() + 60
    while DBTaskResult.objects.filter(finished_at=None).exists():
        assert time.monotonic() < deadline, "the jobs were not done"
        time.sleep(0.2)
    assert [done.status for done in DBTaskResult.objects.all()] == ["SUCCESSFUL"] * _JOBS


def comment(risk_id: str) -> None:
    """Prints the comment of a risk, as it is stored."""
    sys.stdout.write(Risk.objects.values_list("comment", flat=True).get(pk=UUID(risk_id)))
