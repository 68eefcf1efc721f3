"""A real mail server in the tests' own process, which can be told how to answer."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from riskbild.config.settings import mail

type Verdict = Callable[[str], str]
YES = "250 OK"


@dataclass
class Postbox:
    """What has come in, and what the server says of a recipient (`to_recipient`) and of a whole message (`to_data`)."""

    port: int
    arrived: list[EmailMessage] = field(default_factory=list)
    to_recipient: Verdict = lambda _address: YES
    to_data: Verdict = lambda _address: YES

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd asks for
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        said = self.to_recipient(address)
        if said == YES:
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        said = self.to_data(envelope.rcpt_tos[0])
        if said == "hang up":
            server.transport.close()
            return YES
        if said == YES:
            content: Any = envelope.content
            self.arrived.append(message_from_bytes(content, policy=policy.default))
        return said

    def subjects(self) -> list[str]:
        return [str(message["Subject"]) for message in self.arrived]


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    """One form of a message's text; on its way its lines end as the standard wants, here as everywhere else."""
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@contextmanager
def open_postbox() -> Iterator[Postbox]:
    """A server on a free port of this machine."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        postbox = Postbox(taken.getsockname()[1])
    controller = Controller(postbox, hostname="127.0.0.1", port=postbox.port)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()


def mailer(port: int) -> dict[str, Any]:
    """The settings for sending there."""
    return {"default": mail.from_url(f"smtp://127.0.0.1:{port}")}
