"""The addresses of mail and calendars."""

from django.urls import path

from riskbild.web.delivery import declining, feed, own, reminders, sent

urlpatterns = [
    path("konto/lankar/sparra/", own.shut_links, name="links_shut"),
    path("utskick/", sent.outbox, name="outbox"),
    path("utskick/<uuid:message_id>/igen/", sent.again, name="outbox_again"),
    path("ar/<uuid:board_year_id>/paminnelser/", reminders.reminders, name="reminders"),
    path("r/kalender/<str:token>/riskbild.ics", feed.calendar, name="calendar_feed"),
    path("r/avsta/<str:token>/", declining.decline, name="mail_decline"),
]
