"""The list of all rules, in the order of their codes."""

from typing import Final

from riskbild.checks.complete import rb201_no_measure, rb202_no_owner, rb203_no_risk
from riskbild.checks.control import rb601_only_ensures, rb602_frequency, rb603_incomplete, rb604_own_work
from riskbild.checks.personal import (
    rb401_person_named,
    rb402_personal_number,
    rb403_mail_address,
    rb404_link,
    rb405_phone_number,
)
from riskbild.checks.rule import Rule
from riskbild.checks.score import (
    rb101_score_differs,
    rb102_off_the_scale,
    rb103_score_without_axes,
    rb104_same_words,
    rb105_against_threshold,
    rb106_higher_left_out,
    rb107_unscored_in_plan,
)
from riskbild.checks.time import rb501_status_in_deadline, rb502_drag_filled, rb503_dates_differ, rb504_years_mixed
from riskbild.checks.whole import rb701_old_statute, rb702_no_irregularities, rb703_same_areas, rb704_numbers_in_text
from riskbild.checks.wording import (
    rb301_same_risk_twice,
    rb302_says_itself_twice,
    rb303_pasted_text,
    rb304_worded_as_cause,
    rb305_worded_as_goal,
    rb306_worded_as_requirement,
    rb307_risk_among_causes,
    rb308_note_to_self,
    rb309_repeats_status,
)

RULES: Final[tuple[Rule, ...]] = (
    rb101_score_differs.RULE,
    rb102_off_the_scale.RULE,
    rb103_score_without_axes.RULE,
    rb104_same_words.RULE,
    rb105_against_threshold.RULE,
    rb106_higher_left_out.RULE,
    rb107_unscored_in_plan.RULE,
    rb201_no_measure.RULE,
    rb202_no_owner.RULE,
    rb203_no_risk.RULE,
    rb301_same_risk_twice.RULE,
    rb302_says_itself_twice.RULE,
    rb303_pasted_text.RULE,
    rb304_worded_as_cause.RULE,
    rb305_worded_as_goal.RULE,
    rb306_worded_as_requirement.RULE,
    rb307_risk_among_causes.RULE,
    rb308_note_to_self.RULE,
    rb309_repeats_status.RULE,
    rb401_person_named.RULE,
    rb402_personal_number.RULE,
    rb403_mail_address.RULE,
    rb404_link.RULE,
    rb405_phone_number.RULE,
    rb501_status_in_deadline.RULE,
    rb502_drag_filled.RULE,
    rb503_dates_differ.RULE,
    rb504_years_mixed.RULE,
    rb601_only_ensures.RULE,
    rb602_frequency.RULE,
    rb603_incomplete.RULE,
    rb604_own_work.RULE,
    rb701_old_statute.RULE,
    rb702_no_irregularities.RULE,
    rb703_same_areas.RULE,
    rb704_numbers_in_text.RULE,
)
BY_CODE: Final = {rule.code: rule for rule in RULES}
