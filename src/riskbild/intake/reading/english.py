"""The column titles of a risk register in English, which some administrations keep, and the field of each, as data."""

import re
from collections.abc import Mapping
from typing import Final

from riskbild.intake.reading.lexicon import CONTROL, CONTROL_OWNER, FREQUENCY, METHOD, STATUS

ENGLISH: Final[Mapping[str, tuple[str, ...]]] = {
    field: tuple(titles.split(" | "))
    for field, titles in {
        "reference": "no | no. | risk no | risk no. | risk number | risk # | risk reference | reference number",
        "process": "business process | process area | activity/process | business area | business unit | area",
        "category": "category | risk category | risk type | type of risk",
        "risk": (
            "risk event | risk title | risk name | risk description | description of risk | description of the risk | "
            "risk statement | threat | hazard | potential risk | identified risk | what could go wrong | event"
        ),
        "description": "description | detailed description",
        "causes": "cause | causes | root cause | root causes | risk causes | cause of risk | reason",
        "consequence": (
            "consequence | consequences | effect | effects | potential consequences | potential impact | "
            "consequence description | impact description"
        ),
        "likelihood": "likelihood | probability | likelihood score | probability score | likelihood rating",
        "impact": "impact | severity | impact score | severity score | impact rating",
        "score": (
            "score | rating | risk score | risk rating | risk level | risk value | total score | "
            "risk priority number | inherent risk | overall risk"
        ),
        "existing_controls": (
            "existing controls | current controls | existing measures | controls in place | existing mitigation"
        ),
        "measures": (
            "mitigation | mitigations | mitigating action | mitigating actions | mitigation plan | action | actions | "
            "action plan | planned actions | planned action | measure | measures | treatment | risk treatment | "
            "recommended action | further action"
        ),
        "response": "risk response | response | treatment option",
        "responsible": (
            "owner | risk owner | responsible | responsible person | accountable | action owner | responsibility | "
            "responsible function"
        ),
        "deadline": "due date | due | target date | completion date | complete by | by when | timeline | end date",
        "in_plan": "included in plan | in plan | to control plan | in control plan",
        "comment": "comment | comments | notes | remark | remarks | note",
        CONTROL: "control | control activity | control activities | controls | what is checked",
        METHOD: "method | control method | how | test method",
        CONTROL_OWNER: "control owner | performed by | checked by",
        FREQUENCY: "frequency | how often | interval",
        STATUS: "follow-up | progress",
    }.items()
}
"""Every spelling is lower case with single blanks."""

_ORDERED: Final = (
    (r"\b(?:root )?causes?\b", (("causes", 0.86),)),
    (r"\bconsequences?\b|\beffects?\b", (("consequence", 0.85),)),
    (r"\b(?:likelihood|probability)\b", (("likelihood", 0.88),)),
    (r"\b(?:impact|severity)\b", (("impact", 0.85), ("consequence", 0.6))),
    (r"\b(?:score|rating|rpn)\b", (("score", 0.86),)),
    (r"\b(?:existing|current|in place)\b", (("existing_controls", 0.82),)),
    (r"\b(?:mitigat\w*|actions?|treatment|measures?)\b", (("measures", 0.84),)),
    (r"\b(?:owner|responsible|accountable)\b", (("responsible", 0.86),)),
    (r"\b(?:due|deadline|target date|completion)\b", (("deadline", 0.84),)),
    (r"\bcomments?\b|\bremarks?\b", (("comment", 0.84),)),
)
ENGLISH_CUES: Final = tuple((re.compile(pattern), meanings) for pattern, meanings in _ORDERED)
"""Patterns with what a title means in which one is found; none is found in a Swedish title."""
