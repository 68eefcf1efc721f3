"""What the pages of documents ask for: a layout and a Word template of a board, a kept document, one drawn later."""

from uuid import UUID

from django_tasks_db.models import DBTaskResult
from tests.people import NOW, TODAY

from riskbild.documents.layout import PublishedKind, standard_layout
from riskbild.organisation.models import User
from riskbild.publishing.actions.keeping import DrawnDocument, keep_published
from riskbild.publishing.actions.layouts import keep_template, save_layout
from riskbild.publishing.drawing_later import draw_document, draw_later
from riskbild.publishing.queries.available import asked_by
from riskbild.publishing.word import shipped_template
from riskbild.register.models import BoardYear


def documents_of(year: BoardYear, coordinator: User, secretary: User) -> dict[str, UUID]:
    """One of each, by what the walk calls it; the drawing is the coordinator's own, and ready."""
    layout = standard_layout(PublishedKind.CONTROL_CARD)
    saved = save_layout(by=coordinator, node_id=year.board_id, layout=layout, now=NOW)
    template = keep_template(
        by=coordinator, node_id=year.board_id, kind=PublishedKind.CONTROL_CARD, name="Mall.docx",
        content=shipped_template(), now=NOW,
    )  # fmt: skip
    drawn = DrawnDocument("risk_list", "json", True, "Lista", b"{}", "application/json")
    kept = keep_published(by=secretary, board_year_id=year.pk, drawn=drawn, now=NOW)
    key = draw_later(asked_by(coordinator, year.pk, PublishedKind.RISK_LIST, TODAY), "json")
    work_off_the_queue(key)
    return {"layout": saved.pk, "template": template.pk, "document": kept.pk, "drawing": UUID(key)}


def work_off_the_queue(key: str) -> None:
    """Does one job of the queue, as the server's job thread does."""
    job = DBTaskResult.objects.get(pk=key)
    job.claim("test")
    given = job.args_kwargs
    job.set_successful(draw_document.func(*given["args"], **given["kwargs"]))
