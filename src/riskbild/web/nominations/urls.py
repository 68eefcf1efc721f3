"""The addresses of nominations."""

from django.urls import path

from riskbild.web.nominations import answering, deciding, nominating, reading

urlpatterns = [
    path("ar/nominera/", nominating.nominate_chosen, name="nominate"),
    path("ar/<uuid:board_year_id>/nomineringar/", reading.nominations, name="nominations"),
    path("ar/<uuid:board_year_id>/nomineringar/svara/", deciding.decide, name="nominations_decide"),
    path("ar/<uuid:board_year_id>/nomineringar/<uuid:nomination_id>/", answering.answer, name="nomination"),
    path(
        "ar/<uuid:board_year_id>/nomineringar/<uuid:nomination_id>/aterta/",
        deciding.withdraw,
        name="nomination_withdraw",
    ),
]
