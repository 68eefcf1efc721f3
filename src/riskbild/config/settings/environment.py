"""Every setting that can be given from outside, in one table that the program reads and the manual prints."""

import os
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One environment variable. `default` is a text for people; its value stands where it is read."""

    name: str
    meaning: str
    default: str
    example: str
    secret: bool = False


VARIABLES = (
    Variable(
        name="RISKBILD_HOME",
        meaning="The folder that holds all data: embedded database, files, logs, backups, secret key.",
        default="The user's data folder, on Linux ~/.local/share/riskbild",
        example="/var/lib/riskbild",
    ),
    Variable(
        name="DATABASE_URL",
        meaning="The database. Without it the embedded SQLite in RISKBILD_HOME is used.",
        default="SQLite in RISKBILD_HOME",
        example="postgresql://riskbild@localhost/riskbild",
        secret=True,
    ),
    Variable(
        name="RISKBILD_SECRET_KEY",
        meaning="The key that signs sessions and forms. Give it when several servers share a database.",
        default="Made once and kept in RISKBILD_HOME/secret-key",
        example="at least 50 random characters",
        secret=True,
    ),
    Variable(
        name="RISKBILD_SECRET_KEY_OLD",
        meaning="Earlier keys, separated by commas, that are still accepted while a new one is brought in.",
        default="None",
        example="the key used until yesterday",
        secret=True,
    ),
    Variable(
        name="RISKBILD_HOSTS",
        meaning="The host names people use in the address field, separated by commas.",
        default="localhost, 127.0.0.1, [::1]",
        example="riskbild.kommunen.se",
    ),
    Variable(
        name="RISKBILD_URL",
        meaning="The address people reach the system at, as it stands in mail and calendars.",
        default="https:// and the first of RISKBILD_HOSTS; the demo's own address",
        example="https://riskbild.kommunen.se",
    ),
    Variable(
        name="RISKBILD_LOOPBACK",
        meaning="yes serves plain HTTP to this machine alone, as the demo does; no asks for HTTPS in front.",
        default="no",
        example="yes",
    ),
    Variable(
        name="RISKBILD_PROXIES",
        meaning="How many proxies in front set X-Forwarded-For and X-Forwarded-Proto. 0 believes neither.",
        default="0",
        example="1",
    ),
    Variable(
        name="RISKBILD_ADDRESS", meaning="The address the server listens on.", default="127.0.0.1", example="10.0.0.5"
    ),
    Variable(name="RISKBILD_PORT", meaning="The port the server listens on.", default="8000", example="8080"),
    Variable(
        name="RISKBILD_WORKERS",
        meaning="Web processes. The embedded database always has one.",
        default="1",
        example="4",
    ),
    Variable(
        name="RISKBILD_THREADS", meaning="Requests a web process works on at the same time.", default="4", example="4"
    ),
    Variable(
        name="RISKBILD_IDLE_MINUTES",
        meaning="Minutes without use after which a person is signed out.",
        default="60",
        example="30",
    ),
    Variable(
        name="RISKBILD_SESSION_HOURS",
        meaning="Hours after which a person is signed out, however busy.",
        default="12",
        example="8",
    ),
    Variable(
        name="RISKBILD_MAIL_URL",
        meaning="The mail server: smtp://, smtp+tls:// (STARTTLS) or smtps://, with user and password.",
        default="The mail server on this machine; the demo writes mail as files in RISKBILD_HOME/mail",
        example="smtp+tls://riskbild:password@mail.kommunen.se:587",
        secret=True,
    ),
    Variable(
        name="RISKBILD_MAIL_FROM",
        meaning="The sender of mail from the system.",
        default="riskbild@localhost",
        example="internkontroll@kommunen.se",
    ),
    Variable(
        name="RISKBILD_EVIDENCE_MB",
        meaning="How large a file kept as evidence may be, in megabytes. The proxy must let as much through.",
        default="25",
        example="50",
    ),
    Variable(
        name="RISKBILD_PUBLIC_CONTACT",
        meaning="The mail address that the public pages and their accessibility statement give for questions.",
        default="None: the pages say that the municipality answers, the open data names no contact, and serve says so",
        example="kommunen@kommunen.se",
    ),
    Variable(
        name="RISKBILD_OPEN_DATA_LICENCE",
        meaning="The licence of the public data, as the address that names it.",
        default="CC0, https://creativecommons.org/publicdomain/zero/1.0/",
        example="https://creativecommons.org/licenses/by/4.0/",
    ),
    Variable(
        name="RISKBILD_PDF_LEVEL",
        meaning="The level of PDF/A of the PDFs: a-2a, a-3a (with the data attached), a-1a or a-2b. What is public is "
        "a-2a or a-3a, which can be listened to (PDF/UA-1).",
        default="a-2a",
        example="a-3a",
    ),
    Variable(
        name="RISKBILD_LOG_LEVEL",
        meaning="How much is logged: DEBUG, INFO, WARNING or ERROR.",
        default="INFO",
        example="WARNING",
    ),
    Variable(
        name="RISKBILD_COUNT_QUERIES",
        meaning="yes says in the header X-Query-Count how many SQL queries each answer took. For measuring.",
        default="no",
        example="yes",
    ),
    Variable(
        name="RISKBILD_NIGHT_HOUR",
        meaning="The hour, local time, of the nightly work: backup, clearing of expired sessions.",
        default="2",
        example="3",
    ),
    Variable(
        name="RISKBILD_REMINDER_HOUR",
        meaning="The hour, local time, from which the server itself sends the day's reminders.",
        default="7",
        example="6",
    ),
    Variable(
        name="RISKBILD_NIGHTLY_BACKUPS",
        meaning="How many nightly backups are kept in RISKBILD_HOME/backups. 0 makes none.",
        default="14",
        example="30",
    ),
)

_NAMES = frozenset(variable.name for variable in VARIABLES)
_YES = frozenset({"1", "yes", "true", "on", "ja"})
_NO = frozenset({"0", "no", "false", "off", "nej"})


def text(name: str, default: str = "") -> str:
    """The variable's value without surrounding blanks; an empty one counts as not given."""
    if name not in _NAMES:
        raise LookupError(f"{name} is not in the table of settings")
    return os.environ.get(name, "").strip() or default


def number(name: str, default: int, *, lowest: int = 0, highest: int = 65535) -> int:
    """The variable as a whole number within its bounds."""
    value = text(name, str(default))
    if not value.isdecimal() or not lowest <= int(value) <= highest:
        raise ImproperlyConfigured(f"{name} is {value!r}; give a whole number from {lowest} to {highest}.")
    return int(value)


def flag(name: str) -> bool:
    """The variable as yes or no; no where it is not given."""
    value = text(name, "no").lower()
    if value not in _YES | _NO:
        raise ImproperlyConfigured(f"{name} is {value!r}; give yes or no.")
    return value in _YES


def choice(name: str, choices: tuple[str, ...]) -> str:
    """The variable as one of a few words, the first of them where it is not given."""
    value = text(name, choices[0]).lower()
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; give one of {', '.join(choices)}.")
    return value


def items(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """The variable as a list, separated by commas."""
    return [item.strip() for item in text(name).split(",") if item.strip()] or list(default)


def table() -> str:
    """The table of settings as Markdown, for the operator's page."""
    head = "| Variable | What it does | Without it | Example |\n| --- | --- | --- | --- |\n"
    return head + "".join(
        f"| `{each.name}` | {each.meaning} | {each.default} | `{each.example}` |\n" for each in VARIABLES
    )
