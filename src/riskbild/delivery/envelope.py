"""A message of the outbox as it goes to the mail server, and what the server's answers mean."""

import smtplib
from email.utils import formataddr, parseaddr
from enum import Enum
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from riskbild.delivery.letter import as_html, as_text
from riskbild.delivery.models import OutboxMessage

_NOT_ANSWERING = 421


class Answer(Enum):
    """Whose fault it was: nobody's yet, this message's for good, or that of the server or of how it is set up."""

    TRY_AGAIN = "try again"
    NEVER = "never"
    NO_SERVER = "no server"


def mail_of(message: OutboxMessage, *, decline: str | None) -> EmailMultiAlternatives:
    """The mail with both forms of its text.

    `Message-ID` is made of the row's key: should the same message be sent twice, after a crash between the server's
    yes and our note of it, mail programs can tell that it is the same. `decline` is the address that takes the person
    off what may be declined (RFC 8058).
    """
    headers = {
        "Message-ID": f"<{message.pk}@{_domain()}>",
        # So that no out-of-office answer comes back (RFC 3834).
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": message.language,
    }
    if decline:
        headers["List-Unsubscribe"] = f"<{decline}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        message.subject, as_text(message.content), settings.DEFAULT_FROM_EMAIL, [_addressee(message)], headers=headers
    )
    mail.attach_alternative(as_html(message.content, subject=message.subject, language=message.language), "text/html")
    return mail


def answer_of(error: Exception) -> Answer:
    """What a failed attempt means for the message."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            codes = [code for code, _ in error.recipients.values()]
            return _by_code(max(codes, default=_NOT_ANSWERING) if _NOT_ANSWERING not in codes else _NOT_ANSWERING)
        case smtplib.SMTPDataError():
            return _by_code(error.smtp_code)
        case smtplib.SMTPServerDisconnected():
            # It hung up on this message, and may do so each time; the others are let past it.
            return Answer.TRY_AGAIN
        case OSError():
            # No connection, no sign-in, a sender that the server will not have: every message would meet the same.
            return Answer.NO_SERVER
        case _:
            return Answer.NEVER


def told(error: Exception) -> str:
    """The error in one short line, for the administrator; in the server's own words where it gave any."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            words = "; ".join(f"{code} {_text(said)}" for code, said in error.recipients.values())
        case smtplib.SMTPResponseException():
            words = f"{error.smtp_code} {_text(error.smtp_error)}"
        case OSError():
            words = error.strerror or str(error) or type(error).__name__
        case _:
            words = f"{type(error).__name__}: {error}"
    return " ".join(words.split())[:300]


def _by_code(code: int) -> Answer:
    if code == _NOT_ANSWERING:
        return Answer.NO_SERVER
    return Answer.NEVER if code >= 500 else Answer.TRY_AGAIN


def _text(said: object) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)


def _addressee(message: OutboxMessage) -> str:
    return formataddr((message.name, message.address)) if message.name.isprintable() else message.address


def _domain() -> str:
    """The domain of the sender, else of the server: what makes the ids ours."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return sender or urlsplit(settings.RISKBILD_URL).hostname or "localhost"
