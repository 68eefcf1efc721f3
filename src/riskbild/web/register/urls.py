"""The addresses of the register's list."""

from django.urls import path

from riskbild.web.register import bulk, export, saved_views, views

urlpatterns = [
    path("register/", views.register, name="register"),
    path("register/filter/", views.more_filters, name="register_filter"),
    path("register/riskregister.xlsx", export.xlsx, name="register_xlsx"),
    path("register/riskregister.csv", export.csv, name="register_csv"),
    path("register/vyer/", saved_views.views, name="register_views"),
    path("register/vyer/spara/", saved_views.save, name="register_view_save"),
    path("register/vyer/<uuid:view_id>/ta-bort/", saved_views.remove, name="register_view_remove"),
    path("register/andra/", bulk.change_many, name="register_bulk"),
]
