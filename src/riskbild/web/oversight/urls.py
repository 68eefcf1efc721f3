"""The addresses of the oversight."""

from django.urls import path

from riskbild.web.oversight import views

urlpatterns = [
    path("uppsikt/", views.oversight, name="oversight"),
    path("uppsikt/uppsikt.xlsx", views.xlsx, name="oversight_xlsx"),
]
