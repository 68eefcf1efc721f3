"""What was found as JSON, both languages at once."""

import json
from collections.abc import Sequence
from typing import Any, Final

from riskbild.checks.remark import Remark
from riskbild.checks.reports.checked import Checked

FORMAT: Final = "riskbild-check/1"


def as_json(checked: Sequence[Checked]) -> str:
    """The documents in order, each with its remarks."""
    documents = [{"name": one.name, "findings": [_remark(remark) for remark in one.remarks]} for one in checked]
    return json.dumps({"format": FORMAT, "documents": documents}, ensure_ascii=False, indent=2)


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "code": remark.code,
        "severity": remark.severity.value,
        "part": remark.place.part.value,
        "row": remark.place.row,
        "field": remark.place.field,
        "where": str(remark.place),
        "sentence": {"sv": remark.sentence.sv, "en": remark.sentence.en},
        "repair": None if remark.repair is None else dict(remark.repair),
    }
