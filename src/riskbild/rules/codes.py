"""The codes of the findings that the rules make, each with what it means."""

from enum import StrEnum


class Code(StrEnum):
    """A stable name for one kind of finding; `rules.labels` says what each means."""

    SCORE_DIFFERS = "score-differs"
    SCORE_IMPOSSIBLE = "score-impossible"
    OUTSIDE_SCALE = "outside-scale"
    NO_SCALE = "no-scale"
    ONE_AXIS_ONLY = "one-axis-only"
    UNSCORED_IN_PLAN = "unscored-in-plan"
    IN_PLAN_AGAINST_THRESHOLD = "in-plan-against-threshold"
    LEFT_OUT_AGAINST_THRESHOLD = "left-out-against-threshold"
    STATUS_IN_DEADLINE = "status-in-deadline"
    DATES_DIFFER = "dates-differ"
    DRAG_FILLED_DATES = "drag-filled-dates"
    RISK_WITHOUT_TEXT = "risk-without-text"
    TEXT_TOO_LONG = "text-too-long"
    CONTROL_CHARACTER = "control-character"
    PERSONAL_NUMBER = "personal-number"
    EMAIL_ADDRESS = "email-address"
    LINK = "link"
    PERSON_NAMED = "person-named"
    PLAN_EMPTY = "plan-empty"
    REQUIRED_FIELD_EMPTY = "required-field-empty"
    PERFORMER_IS_OWNER = "performer-is-owner"
    CHOSEN_WITHOUT_CONTROL = "chosen-without-control"
