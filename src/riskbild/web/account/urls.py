"""The addresses of the account area."""

from django.urls import path

from riskbild.web.account import views
from riskbild.web.delivery import own

urlpatterns = [
    path("logga-in/", views.sign_in, name="sign_in"),
    path("logga-ut/", views.sign_out, name="sign_out"),
    path("logga-ut/overallt/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("losenord/", views.password, name="password"),
    path("sprak/", views.language, name="language"),
    path("utseende/", views.theme, name="theme"),
    path("konto/utskick/", own.mail, name="own_mail"),
    path("konto/kalender/ny/", own.make_calendar, name="calendar_make"),
    path("konto/kalender/sparra/", own.shut_calendar, name="calendar_shut"),
]
