"""What is secret is not there: not in another cell, not in the data, not in a drawn file; and people are left out."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from tests.followup import scene as followed
from tests.followup.scene import the_report
from tests.people import NOW, OPERATOR, TODAY, Town, town
from tests.planning.scene import adopted, item, plan_with
from tests.publishing.unpacked import said_in

from riskbild.audit.queries import trail_of
from riskbild.documents.exchange import DocumentKind, ExchangeControl, ExchangeDocument, ExchangeRow, Source
from riskbild.documents.layout import PublishedKind
from riskbild.followup.actions.deviations import FoundDeviation, record_deviation
from riskbild.followup.actions.reporting import report
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Role
from riskbild.planning.actions.profiles import choose_risks
from riskbild.publishing.assemble import DocumentFacts, RowFacts
from riskbild.publishing.composed import Composed, both_composed, composed
from riskbild.publishing.formats import FORMS, drawn_as
from riskbild.publishing.handing_out import hand_out
from riskbild.publishing.masking import MaskedCell, hidden, placeholder, without_people
from riskbild.publishing.sources import Asked
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.models import Risk
from riskbild.register.queries.board_years import asked_year_of
from riskbild.rules.result import Result

SECRET = "Adressen till det skyddade boendet på Björkgatan finns i vår delade mapp"
OSL = "26 kap. 1 §"
NUMBERS = {"likelihood": 3, "impact": 4, "score": 12}
ABOUT = DocumentFacts(dated=TODAY, year=2026, board="Socialnämnden")


def document(*rows: ExchangeRow, **parts: object) -> ExchangeDocument:
    return ExchangeDocument(source=Source("x.docx"), kind=DocumentKind.RISK_LIST, rows=rows, **parts)  # type: ignore[arg-type]  # whatever the test says


def test_a_marked_text_is_replaced_by_its_paragraph_wherever_it_is_repeated() -> None:
    marked = ExchangeRow(risk="Uppgifter sprids", causes=SECRET, secrecy={"causes": "26 kap. 1 §"}, **NUMBERS)
    copied = ExchangeRow(risk="En annan", comment=f"Se ovan: {SECRET.replace('boendet på', 'boendet\npå')}.")
    safe = hidden(document(marked, copied, conclusion=f"{SECRET.upper()}!"), ABOUT, public=True)
    assert safe.document.rows[0].causes == "Sekretess enligt OSL 26 kap. 1 §"
    assert safe.document.rows[0].risk == "Uppgifter sprids"
    assert safe.document.rows[1].comment == "Se ovan: Sekretess enligt OSL 26 kap. 1 §."
    assert "BJÖRKGATAN" not in repr(safe)
    assert [(cell.part, cell.row, cell.field, cell.paragraph) for cell in safe.cells] == [
        ("rows", 1, "causes", "26 kap. 1 §"), ("document", 0, "conclusion", "26 kap. 1 §"),
        ("rows", 2, "comment", "26 kap. 1 §"),
    ]  # fmt: skip


def test_nothing_is_left_around_a_secret_that_stands_inside_another() -> None:
    inner, outer = "skyddat boende på Björkgatan", "Familjen bor i skyddat boende på Björkgatan sedan i våras"
    rows = [
        ExchangeRow(risk=f"Risk {number}", causes=text, secrecy={"causes": "26 kap. 1 §"})
        for number, text in enumerate((inner, outer))
    ]
    copied = ExchangeRow(risk="Kopia", comment=f"{outer}. Övrigt.")
    safe = hidden(document(*rows, copied), ABOUT, public=True)
    assert safe.document.rows[2].comment == "Sekretess enligt OSL 26 kap. 1 §. Övrigt."


def test_of_a_row_that_is_secret_as_a_whole_nothing_is_left_but_that_it_is_there() -> None:
    controls = (ExchangeControl("Granska akten", "Stickprov", status={"T1": "Gjord"}),)
    row = ExchangeRow(risk=SECRET, controls=controls, in_plan=True, secrecy={"row": "26 kap. 1 §"}, **NUMBERS)
    worth = RowFacts(likelihood=3, impact=4, score=12, critical=True, more={"method": "Läsning"})
    safe = hidden(document(row), DocumentFacts(dated=TODAY, year=2026, rows=(worth,)), public=True)
    (left,) = safe.document.rows
    assert (left.score, left.likelihood, left.in_plan) == (None, None, None)
    assert {left.risk, left.controls[0].control, left.controls[0].status["T1"]} == {"Sekretess enligt OSL 26 kap. 1 §"}
    assert (safe.facts.rows[0].score, safe.facts.rows[0].critical) == (None, None)
    for told in ("Björkgatan", "Granska", "Stickprov", "Gjord", "Läsning"):
        assert told not in repr(safe)


def test_what_another_row_says_too_stays_there_and_what_tells_of_the_secret_risk_does_not() -> None:
    same: dict[str, Any] = {"process": "Handläggning av bistånd", "responsible": "Förvaltningschef"}
    controls = (ExchangeControl("Granska besluten om boendet"),)
    row = ExchangeRow(risk=SECRET, measures="Flytta boendet i maj", controls=controls, secrecy={"row": OSL}, **same)
    other = ExchangeRow(risk="En annan", measures="Se på Flytta boendet i maj", comment=controls[0].control, **same)
    worth = tuple(RowFacts(more={"item_kind": "Kontrollmoment"}) for _ in range(2))
    safe = hidden(document(row, other), DocumentFacts(dated=TODAY, year=2026, rows=worth), public=True)
    shown = safe.document.rows[1]
    assert (shown.process, shown.responsible) == (same["process"], same["responsible"])
    assert safe.facts.rows[1].more == {"item_kind": "Kontrollmoment"}
    assert (shown.measures, shown.comment) == (f"Se på {placeholder(OSL)}", placeholder(OSL))


def test_in_the_boards_own_document_only_what_its_reader_may_not_see_is_explained() -> None:
    row = ExchangeRow(
        risk="Uppgifter sprids",
        causes=None,
        comment="Klart",
        secrecy={"causes": "26 kap. 1 §", "comment": "26 kap. 1 §"},
    )
    safe = hidden(document(row), ABOUT, public=False)
    assert safe.document.rows[0].causes == "Sekretess enligt OSL 26 kap. 1 §"
    assert safe.document.rows[0].comment == "Klart"
    assert [cell.field for cell in safe.cells] == ["causes"]


def test_a_public_copy_names_nobody_and_the_boards_own_tells_where_somebody_is_named() -> None:
    row = ExchangeRow(
        risk="Akter saknas", responsible="Enhetschef Integration (Elsa Exempel)",
        comment="Maria Lindqvist svarar; mejla maria.lindqvist@kommunen.se.",
    )  # fmt: skip
    left, _, findings = without_people(document(row), ABOUT, public=True)
    assert left.rows[0].responsible == "Enhetschef Integration"
    assert left.rows[0].comment == "[namn utelämnat] svarar; mejla [e-postadress utelämnad]."
    assert len(findings) == 2
    assert "Elsa" not in repr(findings)
    kept, _, told = without_people(document(row), ABOUT, public=False)
    assert kept.rows == (row,)
    assert "Elsa Exempel" in str(told[0].sentence)


def marked(place: Town, field: str, paragraph: str = "26 kap. 1 §") -> Risk:
    risk = place.risk(
        "Risk att uppgifter sprids", causes=SECRET, comment="Maria Lindqvist svarar", likelihood=4, impact=4
    )
    return mark_secret(
        by=OPERATOR, risk_id=risk.pk, version=risk.version, field=field, paragraph=paragraph, reason="Enskilds", now=NOW
    )


def made(
    place: Town, kind: PublishedKind, *, public: bool, by: Actor = OPERATOR, control: int | None = None
) -> Composed:
    year = asked_year_of(place.board, place.year.year)
    return composed(Asked(by, year, kind, TODAY, control, public))


def words_by_form(made: Composed) -> Mapping[str, str]:
    """All that a document says, by the form that it is drawn in."""
    return {form: said_in(drawn_as(form, made.publication).content) for form in FORMS}


@pytest.mark.django_db
def test_no_drawn_file_holds_a_secret_or_a_name_that_the_public_must_not_read() -> None:
    place = town()
    plan_with(place, marked(place, "causes"))
    public = made(place, PublishedKind.RISK_LIST, public=True)
    own = words_by_form(made(place, PublishedKind.RISK_LIST, public=False))
    assert [cell.field for cell in public.masked] == ["causes"]
    for form, words in words_by_form(public).items():
        assert "uppgiftersprids" in words, form
        for secret in ("Björkgatan", "Lindqvist"):
            assert secret not in words, form
            assert secret in own[form], form


@pytest.mark.django_db
def test_no_file_of_a_card_a_follow_up_or_the_consolidated_report_holds_a_secret() -> None:
    place = followed.board()
    followed.opened(place)
    activity = the_report().activity
    texts = {"title": "Fel i akten", "description": "Åtta akter låg öppna i receptionen"}
    found = FoundDeviation(texts, Result.MAJOR_DEVIATION, followed.IN_TIME, report_id=the_report().pk)
    major = replace(followed.DONE, text="Åtta av tio var fel.", result=Result.MAJOR_DEVIATION)
    report(by=OPERATOR, report_id=the_report().pk, version=1, filled=major, now=followed.T1_OPEN)
    record_deviation(by=OPERATOR, found=found, now=followed.T1_OPEN)
    risk = Risk.objects.get(board=place.board)
    mark = {"field": "", "paragraph": OSL, "reason": "Enskilds", "now": followed.T1_OPEN}
    mark_secret(by=OPERATOR, risk_id=risk.pk, version=risk.version, **mark)
    kinds = ((PublishedKind.CONTROL_CARD, activity, 2), (PublishedKind.INTERIM_FOLLOW_UP, "receptionen", None),
             (PublishedKind.CONSOLIDATED_REPORT, "receptionen", None))  # fmt: skip
    for kind, secret, control in kinds:
        assert secret in repr(made(place, kind, public=False, control=control).publication)
        public = made(place, kind, public=True, control=control)
        assert {cell.paragraph for cell in public.masked} == {OSL}
        for form, words in words_by_form(public).items():
            assert "".join(placeholder(OSL).split()) in words, form
            assert "".join(secret.split()) not in words, form
    assert ("deviations", 1, "description") in {(cell.part, cell.row, cell.field) for cell in public.masked}


@pytest.mark.django_db
def test_a_secret_of_a_risk_is_not_in_the_plan_that_answers_it_nor_in_its_cards() -> None:
    place = town()
    risk = marked(place, "")
    adopted(place, plan_with(place, risk))
    for kind, control in ((PublishedKind.CONTROL_PLAN, None), (PublishedKind.CONTROL_CARD, 1)):
        told = repr(made(place, kind, public=True, control=control).publication)
        assert "sprids" not in told
        assert "Sekretess enligt OSL 26 kap. 1 §" in told
        assert "sprids" in repr(made(place, kind, public=False, control=control).publication)


@pytest.mark.django_db
def test_a_cell_that_a_control_only_quotes_is_left_out_of_its_card_and_its_plan() -> None:
    place = town()
    plan = plan_with(place)
    item(place, plan, marked(place, "causes"), activity="Gå igenom listan", method=f"Läs detta: {SECRET}.")
    adopted(place, plan)
    for kind, part, control in ((PublishedKind.CONTROL_PLAN, "plan", None), (PublishedKind.CONTROL_CARD, "history", 1)):
        public = made(place, kind, public=True, control=control)
        assert "Björkgatan" not in repr(public.publication)
        assert MaskedCell(part, 1, "method", OSL) in public.masked
        assert "Björkgatan" in repr(made(place, kind, public=False, control=control).publication)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.READER])
def test_both_copies_at_once_are_what_each_is_by_itself(role: Role) -> None:
    place = followed.board()
    followed.opened(place)
    marked(place, "causes")
    risks = Risk.objects.filter(board_year=place.year)
    for risk in risks.exclude(comment="Maria Lindqvist svarar"):
        whole = {"field": "", "paragraph": OSL, "reason": "Enskilds"}
        mark_secret(by=OPERATOR, risk_id=risk.pk, version=risk.version, **whole, now=NOW)
    chosen = [risk.pk for risk in risks]
    choose_risks(by=OPERATOR, board_year_id=place.year.pk, node_id=place.board.pk, risk_ids=chosen, now=NOW)
    year, rut = asked_year_of(place.board, place.year.year), place.user("rut", role)
    for kind in set(PublishedKind) - {PublishedKind.CONSOLIDATED_REPORT}:
        asked = Asked(rut, year, kind, followed.IN_TIME, 2 if kind is PublishedKind.CONTROL_CARD else None)
        public = composed(replace(asked, public=True))
        assert both_composed(asked) == (composed(asked), public), kind
        assert public.masked, kind


@pytest.mark.django_db
def test_a_reader_without_the_right_gets_the_paragraph_in_the_boards_own_document() -> None:
    place = town()
    marked(place, "causes")
    reader = place.user("rut", Role.READER)
    told = repr(made(place, PublishedKind.RISK_LIST, public=False, by=reader).publication)
    assert "Björkgatan" not in told
    assert "Sekretess enligt OSL 26 kap. 1 §" in told


@pytest.mark.django_db
def test_the_trail_tells_who_had_what_masked_in_what_and_never_the_text() -> None:
    place = town()
    marked(place, "causes")
    anna = place.coordinator()
    asked = Asked(anna, asked_year_of(place.board, place.year.year), PublishedKind.RISK_LIST, TODAY, public=True)
    given = hand_out(asked, "json", NOW)
    event = trail_of(place.municipality_id, [place.year.pk])[0]
    assert (event.name, event.actor_id, event.after["public"]) == ("publishing.document_drawn", anna.pk, True)
    assert event.after["masked"] == [{"part": "rows", "row": 1, "field": "causes", "paragraph": "26 kap. 1 §"}]
    assert event.after["sha256"] == hashlib.sha256(given.content).hexdigest()
    assert "Björkgatan" not in repr(event)
