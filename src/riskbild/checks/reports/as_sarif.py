"""What was found as SARIF 2.1.0 (OASIS), which code hosts and build servers read."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from riskbild.checks.catalogue import RULES
from riskbild.checks.remark import Remark
from riskbild.checks.reports.checked import Checked
from riskbild.checks.rule import Rule
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Language

_LEVELS: Final[Mapping[Severity, str]] = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_INDEX: Final = {rule.code: index for index, rule in enumerate(RULES)}


def as_sarif(checked: Sequence[Checked], language: Language, *, version: str) -> str:
    """One run over all documents. A place is told as a logical location, since a row is no line of a file."""
    driver = {"name": "riskbild", "version": version, "rules": [_rule(rule, language) for rule in RULES]}
    results = [_result(one.name, remark, language) for one in checked for remark in one.remarks]
    run = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _artifact(one.name)} for one in checked],
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.name.text(language)},
        "fullDescription": {"text": rule.why.text(language)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(name: str, remark: Remark, language: Language) -> dict[str, Any]:
    location = {
        "physicalLocation": {"artifactLocation": _artifact(name)},
        "logicalLocations": [{"name": remark.place.sentence.text(language), "fullyQualifiedName": str(remark.place)}],
    }
    return {
        "ruleId": remark.code,
        "ruleIndex": _INDEX[remark.code],
        "level": _LEVELS[remark.severity],
        "message": {"text": remark.sentence.text(language)},
        "locations": [location],
    }


def _artifact(name: str) -> dict[str, str]:
    return {"uri": quote(name.replace("\\", "/"))}
