"""The addresses of the users' administration."""

from django.urls import path

from riskbild.web.users import access, changing, reading, roles

urlpatterns = [
    path("anvandare/", reading.users, name="users"),
    path("anvandare/ny/", changing.new, name="user_new"),
    path("anvandare/<uuid:user_id>/", reading.user, name="user"),
    path("anvandare/<uuid:user_id>/andra/", changing.change, name="user_change"),
    path("anvandare/<uuid:user_id>/losenord/", access.password, name="user_password"),
    path("anvandare/<uuid:user_id>/sparra/", access.shut_out, name="user_shut_out"),
    path("anvandare/<uuid:user_id>/oppna/", access.let_in, name="user_let_in"),
    path("anvandare/<uuid:user_id>/logga-ut/", access.end_sessions, name="user_end_sessions"),
    path("anvandare/<uuid:user_id>/roll/", roles.give, name="role_give"),
    path("anvandare/roll/<uuid:membership_id>/avsluta/", roles.end, name="role_end"),
]
