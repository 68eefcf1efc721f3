"""The addresses of samples."""

from django.urls import path

from riskbild.web.samples import drawing, ending, judging, proving, sending, showing

_ONE = "stickprov/<uuid:sample_id>/"

urlpatterns = [
    path("stickprov/ny/<uuid:report_id>/", sending.new, name="sample_new"),
    path(_ONE, showing.sample, name="sample"),
    path(f"{_ONE}las-om/", drawing.read_again, name="sample_read_anew"),
    path(f"{_ONE}dra/", drawing.draw, name="sample_draw"),
    path("stickprov/rad/<uuid:row_id>/", judging.judge, name="sample_row"),
    path(f"{_ONE}avsluta/", ending.conclude, name="sample_conclude"),
    path(f"{_ONE}oppna/", ending.take_up, name="sample_take_up"),
    path(f"{_ONE}aterkalla/", ending.withdraw, name="sample_withdraw"),
    path(f"{_ONE}gallra/", ending.weed, name="sample_weed"),
    path(f"{_ONE}gallringsdag/", ending.weeding_day, name="sample_weeding_day"),
    path(f"{_ONE}dra-om/", proving.redraw, name="sample_redraw"),
    path(f"{_ONE}population/", proving.population, name="sample_population"),
]
