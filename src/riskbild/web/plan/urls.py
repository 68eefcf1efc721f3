"""The addresses of the control plan, of the controls that all boards have in common, and of carrying a year over."""

from django.urls import path

from riskbild.web.plan import beginning, carrying, choosing, commons, decided, items, life, ordering, reading, removing

_PLAN = "ar/plan/<uuid:plan_id>/"

urlpatterns = [
    path("ar/<uuid:board_year_id>/plan/", reading.plan, name="plan"),
    path("ar/<uuid:board_year_id>/plan/paborja/", beginning.begin, name="plan_begin"),
    path("ar/<uuid:board_year_id>/overforing/", carrying.carry, name="carry_over"),
    path(_PLAN, reading.version, name="plan_version"),
    path(f"{_PLAN}kontroll/ny/", items.new, name="plan_item_new"),
    path(f"{_PLAN}kontroll/<uuid:item_id>/", reading.item, name="plan_item"),
    path(f"{_PLAN}kontroll/<uuid:item_id>/andra/", items.edit, name="plan_item_edit"),
    path(f"{_PLAN}kontroll/<uuid:item_id>/ta-bort/", removing.remove, name="plan_item_remove"),
    path(f"{_PLAN}ordning/", ordering.order, name="plan_order"),
    path(f"{_PLAN}urval/", choosing.choose, name="plan_choices"),
    path(f"{_PLAN}granskning/", life.propose, name="plan_propose"),
    path(f"{_PLAN}ta-tillbaka/", life.take_back, name="plan_take_back"),
    path(f"{_PLAN}aterremittera/", life.send_back, name="plan_return"),
    path(f"{_PLAN}faststall/", life.adopt, name="plan_adopt"),
    path(f"{_PLAN}revidera/", life.revise, name="plan_revise"),
    path(f"{_PLAN}slopa/", life.drop, name="plan_drop"),
    path(f"{_PLAN}avsluta/", life.close, name="plan_close"),
    path(f"{_PLAN}beslut/", decided.decision, name="plan_decided"),
    path(f"{_PLAN}beslut/plan.json", decided.download, name="plan_download"),
    path(f"{_PLAN}andrat/", decided.changes, name="plan_changes"),
    path("ar/gemensamma/", commons.listed, name="commons"),
    path("ar/gemensamma/ny/", commons.new, name="common_new"),
    path("ar/gemensamma/<uuid:common_id>/dra-tillbaka/", commons.withdraw, name="common_withdraw"),
]
