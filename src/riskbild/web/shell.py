"""What the frame around every page shows: municipality, navigation, language, appearance, messages."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, gettext, gettext_noop

from riskbild.organisation.access import access_of
from riskbild.organisation.roles import Permission
from riskbild.web.address import fixed_address
from riskbild.web.choices import theme_of

if TYPE_CHECKING:
    from django.contrib.auth.models import _User  # the stubs' name for AUTH_USER_MODEL, known to type checkers alone

# The mark on a message that carries the key of a saved form.
SAVED = "saved:"
_TONES = {"success": "success", "warning": "warning", "error": "danger"}


@dataclass(frozen=True)
class Entry:
    """One place in the main navigation; shown to who has any of the permissions somewhere, or to all."""

    name: str
    text: str
    permissions: frozenset[Permission] = frozenset()


@dataclass(frozen=True)
class NavItem:
    """An entry as drawn. `current` is "page" on that very page, "true" below it, else empty."""

    text: str
    href: str
    current: str


@dataclass(frozen=True)
class Message:
    """Something said once, on the page after it happened; `tone` as in parts/page.html."""

    text: str
    tone: str


_SEES_RISKS = frozenset({Permission.READ, Permission.READ_OWN})
NAVIGATION = (
    Entry("start", gettext_noop("Start")),
    Entry("my_reports", gettext_noop("Att rapportera"), frozenset({Permission.REPORT_OWN})),
    Entry("register", gettext_noop("Register"), _SEES_RISKS),
    Entry("heatmap", gettext_noop("Riskkarta"), _SEES_RISKS),
    Entry("oversight", gettext_noop("Uppsikt"), frozenset({Permission.READ})),
    Entry("years", gettext_noop("Årets arbete"), frozenset({Permission.READ})),
    Entry("intakes", gettext_noop("Läs in"), frozenset({Permission.IMPORT})),
    Entry("organisation", gettext_noop("Organisation"), frozenset({Permission.MANAGE_ORGANISATION})),
    Entry("users", gettext_noop("Användare"), frozenset({Permission.MANAGE_USERS})),
    Entry("method", gettext_noop("Metod"), frozenset({Permission.MANAGE_METHOD})),
    Entry("layouts", gettext_noop("Dokumentmallar"), frozenset({Permission.MANAGE_METHOD})),
    Entry("trail", gettext_noop("Granskningsspår"), frozenset({Permission.READ_TRAIL})),
)


class Shell:
    """The frame of one page. Everything is worked out only if the template asks for it."""

    def __init__(self, request: HttpRequest, *, bare: bool = False) -> None:
        """`bare` leaves out everything that needs the database, for the page that says that something broke."""
        self._request = request
        self._bare = bare

    @cached_property
    def language(self) -> str:
        """The language of the page: "sv" or "en"."""
        return get_language() or "sv"

    @cached_property
    def theme(self) -> str:
        """The appearance the person has chosen: "auto", "light" or "dark"."""
        return theme_of(self._request)

    @cached_property
    def home(self) -> str:
        """The address of the start page."""
        return reverse("start")

    @cached_property
    def here(self) -> str:
        """This page's address, to come back to after a change of language or appearance."""
        request = self._request
        return request.get_full_path() if request.method in {"GET", "HEAD"} else request.path

    @cached_property
    def posted(self) -> bool:
        """Whether the page answers a form that was sent, and so holds what was typed in it."""
        return self._request.method == "POST"

    @cached_property
    def _user(self) -> "_User | None":
        user = None if self._bare else getattr(self._request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def person(self) -> str:
        """The name of who is signed in, or nothing."""
        return self._user.name if self._user else ""

    @cached_property
    def person_key(self) -> str:
        """A mark of who is signed in, so that text kept in the browser is given to nobody else."""
        return person_mark(self._user.pk) if self._user else ""

    @cached_property
    def municipality(self) -> str:
        """The name of the person's municipality, or nothing."""
        return self._user.municipality.name if self._user else ""

    @cached_property
    def nav(self) -> list[NavItem]:
        """The main navigation, without what the person may not use."""
        if not self._user or self._user.must_change_password:
            return []
        access = access_of(self._user, timezone.localtime(timezone.now()).date())
        return [
            self._item(entry, href)
            for entry in NAVIGATION
            if (href := fixed_address(entry.name))
            and (not entry.permissions or any(map(access.anywhere, entry.permissions)))
        ]

    def _item(self, entry: Entry, href: str) -> NavItem:
        path = self._request.path
        below = "true" if href != self.home and path.startswith(href) else ""
        return NavItem(gettext(entry.text), href, "page" if path == href else below)

    @cached_property
    def _said(self) -> list[tuple[Message, str]]:
        if self._bare or not hasattr(self._request, "_messages"):
            return []
        return [
            (Message(str(each.message), _TONES.get(each.level_tag, "info")), each.extra_tags or "")
            for each in messages.get_messages(self._request)
        ]

    @property
    def messages(self) -> list[Message]:
        """What is to be said once, now."""
        return [message for message, _ in self._said]

    @property
    def saved(self) -> str:
        """The keys of forms saved just now, separated by blanks."""
        return " ".join(tag.removeprefix(SAVED) for _, tag in self._said if tag.startswith(SAVED))


def person_mark(user_id: UUID) -> str:
    """A mark of a person from which their key cannot be told: what a browser keeps is kept under it."""
    return salted_hmac("riskbild.web.person", str(user_id), algorithm="sha256").hexdigest()[:16]
