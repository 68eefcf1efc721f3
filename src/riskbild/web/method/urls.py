"""The addresses of the assessment methods and the years."""

from django.urls import path

from riskbild.web.method import editing, reading, years

urlpatterns = [
    path("metod/", reading.methods, name="method"),
    path("metod/ny/", editing.new, name="method_new"),
    path("metod/<uuid:method_id>/", reading.version, name="method_version"),
    path("metod/<uuid:method_id>/andra/", editing.revise, name="method_revise"),
    path("metod/ar/oppna/", years.new, name="year_new"),
    path("metod/ar/<uuid:board_year_id>/modell/", years.change_method, name="year_method"),
    path("metod/ar/<uuid:board_year_id>/stang/", years.close, name="year_close"),
    path("metod/ar/<uuid:board_year_id>/ateroppna/", years.reopen, name="year_reopen"),
]
