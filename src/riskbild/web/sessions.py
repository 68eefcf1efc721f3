"""Django's sessions in the database; only the fetching differs, which every page waits for."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.utils import timezone

from riskbild.audit.prepared import Prepared

_SESSION = Prepared(lambda: Session.objects.values_list("session_data", "expire_date"), by=["session_key"])


class SessionStore(InDatabase):
    """A browser's session."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, if there is none or it is over."""
        for data, expires in _SESSION.rows(self.session_key):
            if expires > timezone.now():
                return self.decode(data)
        self._session_key = None
        return {}
