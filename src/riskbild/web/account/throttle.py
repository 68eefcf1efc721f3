"""How many wrong passwords are let through: few from one address for one account, more for either by itself.

The narrow limit stops guessing without letting a stranger shut a known person out; the wide ones stop guessing that is
spread over many addresses, or over many accounts from one. What is unknown counts exactly as what is known.
"""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Q, Sum
from django.http import HttpRequest


class Throttle(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Axes' counting in the database, with a limit of its own for account, address, and the two together."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Failures on the scale of axes' one limit: the highest share used of any of the limits."""
        limits = settings.RISKBILD_SIGN_IN_LIMITS
        account = Q(username=get_client_username(request, credentials))
        address = Q(ip_address=request.axes_ip_address)  # type: ignore[attr-defined]  # set by axes
        recent = AccessAttempt.objects.filter(account | address, attempt_time__gte=get_cool_off_threshold(request))
        used = recent.aggregate(
            together=Sum("failures_since_start", filter=account & address, default=0),
            account=Sum("failures_since_start", filter=account, default=0),
            address=Sum("failures_since_start", filter=address, default=0),
        )
        return max(int(used[name] * settings.AXES_FAILURE_LIMIT / limit) for name, limit in limits.items())


def account_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The sign-in name as it is counted: as it is looked up, so that capitals give no new attempts."""
    name = (credentials or {}).get("username") or request.POST.get("username") or ""
    # It is logged, too: a line break in it must not look like a line of the log.
    return "".join(sign for sign in str(name).strip().lower() if sign.isprintable())[:150]


def address_of(request: HttpRequest) -> str:
    """The address that the request comes from, seen past as many proxies as the settings say stand in front."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    proxies = settings.RISKBILD_PROXIES
    if proxies and len(hops) >= proxies:
        return hops[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def answer_as_it_is(request: HttpRequest, response: Any, credentials: Any) -> Any:  # noqa: ARG001 - axes' signature
    """The view has already said how long to wait."""
    return response
