"""What is said once after a change, in a cookie with the same protection as the session's."""

from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage
from django.http.response import HttpResponseBase


class Messages(CookieStorage):
    """Django's own cookie storage, tied to this host."""

    cookie_name = "__Host-messages"

    def update(self, response: HttpResponseBase) -> list[Any] | None:
        """Stores what is left to say; a cookie that the browser never had is not taken away from it."""
        left = super().update(response)
        sent = response.cookies.get(self.cookie_name)
        if sent is not None and not sent.value and self.cookie_name not in self.request.COOKIES:
            del response.cookies[self.cookie_name]
        return left
