"""The addresses of reports that a board decides: its own, and the executive board's over them all."""

from tests.web.page import Page, both, fields
from tests.web.page_rights import Allowed


def reports(
    name: str, at: str, thing: str, *, reads: Allowed, edits: Allowed, adopts: Allowed, secrets: Allowed
) -> dict[str, Page]:
    """The addresses of a decided report: of a board, or of the executive board over them all."""
    draft = "board_report" if thing == "report" else thing
    minutes = {"body": "Nämnden", "decided_on": "2026-11-20", "paragraph": "§ 2", "case_number": "1"}
    proposed = {at: f"proposed_{thing}"}
    return {
        name: Page(read=reads, at={at: draft}),
        f"{name}_download": Page(read=secrets, at={at: f"adopted_{thing}"}),
        f"{name}_edit": both(edits, fields(version="2.", title_0="Nytt", text_0="", conclusion="not", motive="Skäl")),
        f"{name}_propose": Page(send=edits, body=fields(version="2.")),
        f"{name}_take_back": Page(send=edits, body=fields(version="3."), at=proposed),
        f"{name}_return": both(adopts, fields(version="3.", reason="Mer."), at=proposed),
        f"{name}_adopt": both(adopts, fields(version="3.", **minutes), at=proposed),
        f"{name}_drop": both(edits, fields(version="2.")),
    }
