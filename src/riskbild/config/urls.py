"""Every address in the system: they all belong to the web. Beside them the pages for what cannot be done."""

from riskbild.web.urls import urlpatterns

__all__ = ["urlpatterns"]

handler400 = "riskbild.web.errors.bad_request"
handler403 = "riskbild.web.errors.forbidden"
handler404 = "riskbild.web.errors.not_found"
handler500 = "riskbild.web.errors.fault"
