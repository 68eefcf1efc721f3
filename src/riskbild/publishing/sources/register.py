"""The gross risk list and the consolidated risk profile, out of the register as it is now."""

from dataclasses import replace

from riskbild.documents.exchange import DocumentKind, ExchangeDocument, ExchangeRow, Source
from riskbild.planning.models import ProfileRisk
from riskbild.publishing.assemble.facts import RowFacts
from riskbild.publishing.sources.about import facts_about
from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.publishing.sources.risks import Risks
from riskbild.rules.sentence import Sentence

_NO_PROFILE = Sentence("ingen riskbild har påbörjats.", "no risk profile has been begun.")


def own_document(
    asked: Asked, rows: tuple[ExchangeRow, ...] = (), plan: tuple[ExchangeRow, ...] = ()
) -> ExchangeDocument:
    """A document that the program itself makes of some rows."""
    names = {kind.value for kind in DocumentKind}
    kind = DocumentKind(asked.kind.value) if asked.kind.value in names else DocumentKind.CONTROL_PLAN
    return ExchangeDocument(
        source=Source(name="riskbild"), kind=kind, authority=asked.year.board.name, year=asked.year.year, rows=rows,
        plan=plan,
    )  # fmt: skip


def risk_list(asked: Asked, risks: Risks) -> Sourced:
    """Every risk of the year that the person sees."""
    living = risks.living()
    document = own_document(asked, tuple(one.row for one in living))
    facts = replace(facts_about(asked, risks.profile), rows=tuple(one.facts for one in living))
    return Sourced(document, facts, risks.profile)


def profile_rows(asked: Asked, risks: Risks) -> tuple[tuple[ExchangeRow, ...], tuple[RowFacts, ...]]:
    """The risks that the board has chosen for its profile, in its order and under its groups. Raises `Refused`."""
    year = asked.year
    rows = ProfileRisk.objects.filter(
        municipality_id=year.municipality_id, profile__municipality_id=year.municipality_id,
        profile__board_year=year, profile__node_id=year.board_id,
    )  # fmt: skip
    by_key = {one.key: one for one in risks.living()}
    chosen = [
        (by_key[risk_id], group, named or "")
        for risk_id, group, named in rows.order_by("position", "pk").values_list("risk_id", "group", "from_node__name")
        if risk_id in by_key
    ]
    if not chosen:
        raise asked.nothing(_NO_PROFILE)
    return (
        tuple(replace(one.row, heading=group or one.row.heading) for one, group, _ in chosen),
        tuple(replace(one.facts, more={**one.facts.more, "nominated_from": named}) for one, _, named in chosen),
    )


def risk_profile(asked: Asked, risks: Risks) -> Sourced:
    """The board's consolidated risk profile as it is now."""
    rows, worth = profile_rows(asked, risks)
    facts = replace(facts_about(asked, risks.profile), rows=worth)
    return Sourced(own_document(asked, rows), facts, risks.profile)
