"""Large documents are drawn in the background; the file waits for a day for the person who asked for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.tasks import TaskResultStatus, task
from django.tasks.exceptions import TaskResultDoesNotExist
from django.utils import timezone

from riskbild.audit.ids import uuid7
from riskbild.documents.layout import PublishedKind
from riskbild.files.held import HeldFile
from riskbild.organisation.day import day_of
from riskbild.organisation.models import User
from riskbild.planning.queries.seen import year_for
from riskbild.publishing.handing_out import HandedOut, hand_out, hand_out_package
from riskbild.publishing.progress import Step, heard_by
from riskbild.publishing.sources import Asked
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

PACKAGE: Final = "package"
_KEPT: Final = timedelta(days=1)
_FAILED: Final = Sentence(
    "Dokumentet kunde inte tas fram på grund av ett fel i programmet. Försök igen.",
    "The document could not be made because of a fault in the program. Try again.",
)
_GONE: Final = Sentence(
    "Filen har legat längre än ett dygn och är borta. Ta fram dokumentet igen.",
    "The file has been there for more than a day and is gone. Make the document again.",
)


class Stage(StrEnum):
    """How far a drawing has come."""

    WAITING = "waiting"
    DRAWING = "drawing"
    READY = "ready"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A document that is drawn in the background, as the one who asked for it sees it.

    `percent` of it is done, and `step` is what is being done, where it is being drawn.
    """

    id: str
    board_year_id: UUID
    kind: str
    form: str
    public: bool
    stage: Stage
    percent: int = 0
    step: Sentence | None = None
    name: str = ""
    size: int = 0
    findings: tuple[Finding, ...] = ()
    refusal: Sentence | None = None


def draw_later(asked: Asked, form: str, read_in: Iterable[HeldFile] = ()) -> str:
    """Queues a document, or with the form `PACKAGE` the year's evidence package; returns the drawing's key.

    `read_in` are the files that came in to be read, for the package.
    """
    control = str(asked.control) if asked.control else ""
    return draw_document.enqueue(
        str(uuid7()), str(asked.by.id), str(asked.year.pk), asked.kind.value, form, control, public=asked.public,
        read_in=[one.to_data() for one in read_in],
    ).id  # fmt: skip


def drawing_of(by: User, key: str) -> Drawing:
    """A drawing, for the one who asked for it. Raises `Missing`."""
    try:
        found = draw_document.get_result(key)
    except (TaskResultDoesNotExist, ValueError) as unknown:
        raise Missing from unknown
    _file, user_id, year, kind, form, _control = found.args
    if user_id != str(by.pk):
        raise Missing
    made: Mapping[str, Any] = (found.return_value or {}) if found.status is TaskResultStatus.SUCCESSFUL else {}
    refusal = Sentence(*made["refused"]) if made.get("refused") else None
    stage = _stage(found.status, refusal)
    findings = (
        Finding(code, Severity(how), where, Sentence(*said)) for code, how, where, said in made.get("findings", ())
    )
    percent, step = _told(found.args[0]) if stage is Stage.DRAWING else (0, None)
    return Drawing(
        key, UUID(year), kind, form, bool(found.kwargs.get("public")), stage, percent, step, made.get("name", ""),
        made.get("size", 0), tuple(findings), _FAILED if stage is Stage.REFUSED and refusal is None else refusal,
    )  # fmt: skip


def drawn_file(by: User, key: str) -> tuple[Drawing, bytes, str]:
    """The finished file with its media type, for the one who asked. Raises `Missing`, or `Refused` if it is gone."""
    drawing = drawing_of(by, key)
    if drawing.stage is not Stage.READY:
        raise Missing
    found = draw_document.get_result(key)
    path = _folder() / found.args[0]
    if not path.is_file():
        raise Refused(_GONE)
    return drawing, path.read_bytes(), found.return_value["media_type"]


def clear_drawings(now: datetime) -> None:
    """Takes away the files that have lain for longer than a day."""
    oldest = (now - _KEPT).timestamp()
    for path in _folder().glob("*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


@task
def draw_document(  # noqa: PLR0917 - a queue takes plain values alone
    file: str, user_id: str, board_year_id: str, kind: str, form: str, control: str, *, public: bool,
    read_in: Sequence[list[str]] = (),
) -> dict[str, Any]:  # fmt: skip
    """Draws one document for a person. A job is a way in of its own, like a command, and so asks the clock."""
    by, now = User.objects.select_related("municipality").get(pk=user_id), timezone.now()
    try:
        asked = Asked(
            by, year_for(by, UUID(board_year_id), day_of(now)), PublishedKind(kind), day_of(now),
            UUID(control) if control else None, public,
        )  # fmt: skip
        with heard_by(partial(_tell, file)):
            if form == PACKAGE:
                made = hand_out_package(asked, now, [HeldFile.from_data(one) for one in read_in])
            else:
                made = hand_out(asked, form, now)
    except Refused as refused:
        return {"refused": [refused.sentence.sv, refused.sentence.en]}
    finally:
        _progress_of(file).unlink(missing_ok=True)
    _keep(file, made)
    told = [[one.code, one.severity.value, one.where, [one.sentence.sv, one.sentence.en]] for one in made.findings]
    return {"name": made.name, "media_type": made.media_type, "size": len(made.content), "findings": told}


def _keep(file: str, made: HandedOut) -> None:
    (_made_folder() / file).write_bytes(made.content)


def _tell(file: str, step: Step, percent: int) -> None:
    """Writes down how far it has come. The job's own row says so only when it is done."""
    new = _made_folder() / f"{file}.new"
    new.write_text(f"{percent} {step.name}", encoding="utf-8")
    new.replace(_progress_of(file))


def _told(file: str) -> tuple[int, Sentence | None]:
    """The percent and the step that were written last; nothing before the first."""
    try:
        percent, name = _progress_of(file).read_text(encoding="utf-8").split()
        return int(percent), Step[name].label
    except (OSError, ValueError, KeyError):
        return 0, None


def _progress_of(file: str) -> Path:
    return _folder() / f"{file}.progress"


def _made_folder() -> Path:
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _folder() -> Path:
    home: Path = settings.RISKBILD_HOME
    return home / "drawn"


def _stage(status: TaskResultStatus, refusal: Sentence | None) -> Stage:
    if status is TaskResultStatus.SUCCESSFUL:
        return Stage.REFUSED if refusal else Stage.READY
    if status is TaskResultStatus.FAILED:
        return Stage.REFUSED
    return Stage.DRAWING if status is TaskResultStatus.RUNNING else Stage.WAITING
