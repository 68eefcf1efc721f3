"""The addresses of the boards' years, their annual cycle and their rules."""

from django.urls import path

from riskbild.web.cycle import home, marking, reading, rule_sets, year_rules

urlpatterns = [
    path("ar/", home.years, name="years"),
    path("ar/regler/", rule_sets.rule_sets, name="rule_sets"),
    path("ar/regler/ny/", rule_sets.new, name="rule_set_new"),
    path("ar/<uuid:board_year_id>/", reading.cycle, name="cycle"),
    path("ar/<uuid:board_year_id>/arshjul.ics", reading.calendar, name="cycle_calendar"),
    path("ar/<uuid:board_year_id>/uppgift/klar/", marking.mark, name="duty_mark"),
    path("ar/<uuid:board_year_id>/uppgift/angra/", marking.unmark, name="duty_unmark"),
    path("ar/<uuid:board_year_id>/regler/", year_rules.read, name="year_rules"),
    path("ar/<uuid:board_year_id>/regler/andra/", year_rules.edit, name="year_rules_edit"),
]
