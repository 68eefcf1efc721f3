"""Carries out what was taken from a workbook, row by row, through the register's and the plan's own actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from riskbild.documents.exchange import ROW_ANSWERS, ROW_NUMBERS
from riskbild.documents.workbook.cells import RESPONSE_FIELDS, UNIT, value_of
from riskbild.documents.workbook.choices import PROGRESS, RESPONSE, value_of_word
from riskbild.documents.workbook.difference import HereRow, Kind, Taken
from riskbild.documents.workbook.form import ITEM, MEASURE, REPORT
from riskbild.followup.actions.reporting import report
from riskbild.intake.returning.fitting import filled_in
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor
from riskbild.planning.actions.items import NewItem, add_item, edit_item, remove_item
from riskbild.planning.queries.workbook import ITEM_CELLS, open_plan_of
from riskbild.register.actions.adding import NewRisk, add_risk
from riskbild.register.actions.assessing import assess_risk, counted_score
from riskbild.register.actions.editing import archive_risk, edit_risk, respond
from riskbild.register.actions.measures import report_measure
from riskbild.register.derive import Scored
from riskbild.register.models import BoardYear
from riskbild.register.queries.units import unit_names
from riskbild.register.rules_of import method_of
from riskbild.register.terms import AssessmentKind, AssessmentOrigin
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.response import Response
from riskbild.rules.sentence import Sentence

_ITEM_TEXTS = {cell: name for name, cell in ITEM_CELLS.items()}
_NO_UNIT = Sentence(sv="Enheten ”{name}” finns inte under nämnden.", en="The board has no unit “{name}”.")
_REWRITTEN = Sentence(
    sv="åtgärden har skrivits om i samma fil. Ta in åtgärdens text först och fyll sedan i läget.",
    en="the measure was rewritten in the same file. Take in its text first, and then fill in how far it has come.",
)
_NO_PLAN = Sentence(sv="Planen kan inte ändras nu.", en="The plan cannot be changed now.")


@dataclass(frozen=True)
class Carrier:
    """Who carries out, in which year, from which file. `here` are the register's rows as they were compared."""

    by: Actor
    year: BoardYear
    file: str
    here: Mapping[str, HereRow]
    now: datetime

    def carry_out(self, taken: Taken) -> None:
        """Does one row. Raises as the actions do; a refusal names the row."""
        try:
            {ITEM: self._item, MEASURE: self._measure, REPORT: self._report}.get(taken.row.table, self._risk)(taken)
        except (Conflict, Forbidden, Missing):
            raise
        except Refused as refused:
            name, said = taken.row.title or taken.row.name, refused.sentence
            raise Refused(Sentence(f"”{name[:80]}”: {said.sv}", f"“{name[:80]}”: {said.en}")) from refused

    @property
    def _reason(self) -> str:
        return f"Ur arbetsboken {self.file}"

    def _risk(self, taken: Taken) -> None:
        row = taken.row
        given: dict[str, Any] = {"by": self.by, "now": self.now}
        if row.kind is Kind.NEW:
            add_risk(**given, board_year_id=self.year.pk, new=self._new_risk(taken.cells))
        elif row.kind is Kind.REMOVED:
            reason = f"Struken i arbetsboken {self.file}"
            archive_risk(**given, risk_id=_id(row.key), version=row.version, reason=reason)
        else:
            self._change_risk(taken, given)

    def _change_risk(self, taken: Taken, given: Mapping[str, Any]) -> None:
        version, risk_id = taken.row.version, _id(taken.row.key)
        changes = self._fields(taken.cells)
        if changes:
            version = edit_risk(**given, risk_id=risk_id, version=version, changes=changes).version
        if taken.cells.keys() & RESPONSE_FIELDS:
            told = {**self.here[taken.row.key].cells, **taken.cells}
            version = respond(
                **given, risk_id=risk_id, version=version, response=_response(told), reason=told["response_reason"]
            ).version
        scored = self._scored({**self._numbers_here(taken.row.key), **taken.cells})
        if scored is not None and any(name in ROW_NUMBERS for name in taken.cells):
            assess_risk(
                **given, risk_id=risk_id, version=version, kind=AssessmentKind.INHERENT, scored=scored,
                motive=self._reason,
            )  # fmt: skip

    def _fields(self, cells: Mapping[str, str]) -> dict[str, Any]:
        """What `edit_risk` takes of the cells."""
        others = {*ROW_NUMBERS, *RESPONSE_FIELDS, UNIT}
        fields: dict[str, Any] = {name: value_of(name, text) for name, text in cells.items() if name not in others}
        return fields | ({"node": self._unit(cells[UNIT])} if cells.get(UNIT) else {})

    def _unit(self, name: str) -> UUID:
        found = next((key for key, said in unit_names(self.year, day_of(self.now)).items() if said == name), None)
        if found is None:
            raise Refused(_NO_UNIT.format(name=name))
        return found

    def _numbers_here(self, key: str) -> dict[str, str]:
        cells = self.here[key].cells
        return {name: cells.get(name, "") for name in ROW_NUMBERS}

    def _scored(self, cells: Mapping[str, str]) -> Scored | None:
        """The numbers that an assessment is made of: both axes where the method has them, else the score."""
        numbers = {name: int(text) if (text := cells.get(name, "")) else None for name in ROW_NUMBERS}
        if method_of(self.year.method).likelihood is None:
            return Scored(score=numbers["score"]) if numbers["score"] is not None else None
        if numbers["likelihood"] is None and numbers["impact"] is None:
            return None
        return Scored(numbers["likelihood"], numbers["impact"])

    def _new_risk(self, cells: Mapping[str, str]) -> NewRisk:
        fields = self._fields({name: text for name, text in cells.items() if text})
        node_id, response = fields.pop("node", None), _response(cells)
        scored = self._scored(cells)
        counted = counted_score(method_of(self.year.method), scored) if scored else None
        return NewRisk(
            fields=fields, node_id=node_id, response=response.value if response else "",
            response_reason=cells.get("response_reason", "") if response else "",
            scores=[(AssessmentKind.INHERENT, AssessmentOrigin.ASSESSED, counted)] if counted else [],
        )  # fmt: skip

    def _measure(self, taken: Taken) -> None:
        told = {**self.here[taken.row.key].cells, **taken.cells}
        progress = Progress(value_of_word(PROGRESS, told[PROGRESS]))
        given: dict[str, Any] = {"by": self.by, "measure_id": _id(taken.row.key), "now": self.now}
        try:
            report_measure(**given, version=taken.row.version, progress=progress, note=taken.cells.get("measure.note"))
        except Missing as gone:
            # The measure follows its paragraph in the risk's cell, and that was rewritten in the same file.
            raise Refused(_REWRITTEN) from gone

    def _report(self, taken: Taken) -> None:
        told = {**self.here[taken.row.key].cells, **taken.cells}
        report(
            by=self.by, report_id=_id(taken.row.key), version=taken.row.version, filled=filled_in(told), now=self.now
        )

    def _item(self, taken: Taken) -> None:
        row = taken.row
        given: dict[str, Any] = {"by": self.by, "now": self.now}
        texts = {_ITEM_TEXTS[name]: text for name, text in taken.cells.items() if name not in ROW_ANSWERS}
        if row.kind is Kind.NEW:
            plan = open_plan_of(self.year)
            if plan is None:
                raise Refused(_NO_PLAN)
            add_item(**given, plan_id=plan.pk, new=NewItem(texts={name: text for name, text in texts.items() if text}))
        elif row.kind is Kind.REMOVED:
            remove_item(**given, item_id=_id(row.key), version=row.version)
        else:
            edit_item(**given, item_id=_id(row.key), version=row.version, changes=texts)


def _response(cells: Mapping[str, str]) -> Response | None:
    value = value_of_word(RESPONSE, cells.get(RESPONSE, ""))
    return Response(value) if value else None


def _id(key: str) -> UUID:
    return UUID(key.partition(":")[2])
