"""The addresses of files on their way in."""

from django.urls import path

from riskbild.web.intake import (
    choosing,
    columns,
    correcting,
    deciding,
    document,
    file,
    listing,
    returned,
    reviewing,
    splitting,
)

_ONE = "las-in/<uuid:intake_id>/"

urlpatterns = [
    path("las-in/", listing.intakes, name="intakes"),
    path("las-in/lamna/", listing.send, name="intake_send"),
    path(_ONE, reviewing.intake, name="intake"),
    path(f"{_ONE}lage/", reviewing.progress, name="intake_progress"),
    path(f"{_ONE}fil/", file.download, name="intake_file"),
    path(f"{_ONE}sida.png", file.picture, name="intake_page"),
    path(f"{_ONE}cell/", correcting.cell, name="intake_cell"),
    path(f"{_ONE}sla-ihop/", correcting.join, name="intake_join"),
    path(f"{_ONE}ta-tillbaka/", correcting.take_back_last, name="intake_take_back"),
    path(f"{_ONE}dela/", splitting.split, name="intake_split"),
    path(f"{_ONE}val/", choosing.choose, name="intake_choose"),
    path(f"{_ONE}godkann/", choosing.take_in, name="intake_accept"),
    path(f"{_ONE}skillnader/", returned.differences, name="intake_differences"),
    path(f"{_ONE}skillnader/ta-in/", returned.take_in, name="intake_differences_take"),
    path(f"{_ONE}skillnader/klar/", returned.done, name="intake_differences_done"),
    path(f"{_ONE}kolumner/", columns.columns, name="intake_columns"),
    path(f"{_ONE}dokumentet/", document.head, name="intake_document"),
    path(f"{_ONE}text/", document.text, name="intake_text"),
    path(f"{_ONE}kalla/", reviewing.source, name="intake_source"),
    path(f"{_ONE}modell/", deciding.method, name="intake_method"),
    path(f"{_ONE}angra/", deciding.undo_import, name="intake_undo"),
    path(f"{_ONE}kasta/", deciding.discard_intake, name="intake_discard"),
    path(f"{_ONE}oppna/", deciding.reopen_intake, name="intake_reopen"),
    path(f"{_ONE}las-om/", deciding.read_once_more, name="intake_read_again"),
]
