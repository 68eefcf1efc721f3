"""The address of the heat map."""

from django.urls import path

from riskbild.web.heat import views

urlpatterns = [path("riskkarta/", views.heat_map, name="heatmap")]
