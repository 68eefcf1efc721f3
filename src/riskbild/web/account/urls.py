"""The addresses of the account area."""

from django.urls import path

from riskbild.web.account import views

urlpatterns = [
    path("logga-in/", views.sign_in, name="sign_in"),
    path("logga-ut/", views.sign_out, name="sign_out"),
    path("logga-ut/overallt/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("losenord/", views.password, name="password"),
    path("sprak/", views.language, name="language"),
    path("utseende/", views.theme, name="theme"),
]
