"""The rules of internal control as plain Python: values, tables and functions, no framework, no clock.

To read them from end to end, take them in this order:

* What is said to people: `sentence`, `finding`, `codes`, `refusal`, `labels`.
* How a risk is assessed: `scale`, `level`, `palette`, `threshold`, `method`, `standard_methods`, `scoring`, `heading`.
* What is decided and done: `response`, `progress`, `plan_choice`, `roles`, `recurrence`.
* When: `printed_year`, `period`, `period_text`, `span`, `date_text`, `span_text`, `deadline`, `analysis_date`.
* The plan: `year_rules`, `threshold_words`, `selection`, `plan_item`, `plan_findings`, `plan_life`, `plan_diagram`,
  `occasions`, `year_difference`, `similar_text`.
* The year: `duties`, `standard_duties`, `statute`.
* How it went: `status`, `result`, and `vocabulary`, which maps a municipality's own words to them.
* How it is followed up: `period_life`, `reporting`, `report_state`, `status_lines`, `whose`.
* What the board says of it: `board_report_life`, `life_diagram`, `board_report_diagram`, `board_report`, `conclusion`,
  `count_text`.
* Who is reminded, and when: `reminders`.
* Samples and deviations: `amount`, `population`, `sampling`, `sampling_bound`, `sampling_strata`, `sampling_size`,
  `sample_life`, `deviation`.
* What may be stored: `required`, `text_limits`, `personal_number`, `personal_details`, `title`, `plain_data`.
"""
