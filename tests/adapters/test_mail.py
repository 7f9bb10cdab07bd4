"""Letters reach a real mail server, as they were written; what goes wrong is told apart: for good, or for now."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from neni.core.adapters.mail import MailServer, NoMail, Security, SmtpMail, is_address
from neni.core.errors import CallFailed, CallRefused
from neni.core.ports.mail import Letter

LETTER = Letter(
    to="arta@example.org",
    subject="Afati kaloi:\r\nBcc: x@example.org – përgjigjja",
    text="Afati i fundit: e hënë, çështja č š ž.\n",
    page="<p>Afati</p>",
    key="alert:1:arta",
    language="sq",
    at=datetime(2026, 3, 9, 22, 59, tzinfo=UTC),
)


class Box:
    """What arrived; `answer` is said to each letter."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.recipients.append(envelope.rcpt_tos)
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@contextmanager
def mail_server(**more: Any) -> Iterator[tuple[Box, MailServer]]:
    """A mail server on this machine."""
    box = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, **more)
    controller.start()
    try:
        yield box, MailServer("127.0.0.1", port, "Neni <neni@example.org>", Security.NONE)
    finally:
        controller.stop()


def test_a_letter_arrives_as_text_and_as_a_page() -> None:
    with mail_server() as (box, server):
        SmtpMail(server).send(LETTER)
        SmtpMail(server).send(LETTER)
    first, again = box.letters
    assert box.recipients == [["arta@example.org"]] * 2, "nothing of a subject becomes a recipient"
    assert first["Subject"] == "Afati kaloi: Bcc: x@example.org – përgjigjja"
    assert (first["From"], first["Auto-Submitted"], first["Bcc"]) == ("Neni <neni@example.org>", "auto-generated", None)
    body = {part.get_content_type(): part.get_content() for part in first.walk() if not part.is_multipart()}
    assert body["text/plain"].splitlines() == LETTER.text.splitlines()
    assert body["text/html"].strip() == LETTER.page
    assert first["Message-ID"] == again["Message-ID"], "sent twice it is seen to be the same"


@pytest.mark.parametrize(("answer", "error"), [("550 no such box", CallRefused), ("451 later", CallFailed)])
def test_what_the_server_refuses_is_for_good_or_for_now(answer: str, error: type[Exception]) -> None:
    with mail_server() as (box, server):
        box.answer = answer
        with pytest.raises(error, match=answer[:3]):
            SmtpMail(server).send(LETTER)


def test_a_server_that_is_away_is_for_now() -> None:
    with mail_server() as (_, server):
        pass
    with pytest.raises(CallFailed, match="could not be reached"):
        SmtpMail(server).send(LETTER)


def test_without_the_encryption_asked_for_nothing_is_sent() -> None:
    with mail_server() as (box, server):
        secure = MailServer(server.host, server.port, server.sender, Security.STARTTLS)
        with pytest.raises(CallFailed):
            SmtpMail(secure).send(LETTER)
        with pytest.raises(CallFailed):
            SmtpMail(MailServer(server.host, server.port, server.sender, Security.TLS), seconds=2).send(LETTER)
    assert box.letters == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_user_signs_in() -> None:
    def known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, told: Any) -> AuthResult:
        right = told.login == b"neni" and told.password == b"secret"
        return AuthResult(success=right, handled=False)

    with mail_server(authenticator=known, auth_required=True, auth_require_tls=False) as (box, server):
        with pytest.raises(CallRefused):
            SmtpMail(server).send(LETTER)
        wrong = MailServer(server.host, server.port, server.sender, Security.NONE, "neni", "wrong")
        with pytest.raises(CallRefused):
            SmtpMail(wrong).send(LETTER)
        right = MailServer(server.host, server.port, server.sender, Security.NONE, "neni", "secret")
        SmtpMail(right).send(LETTER)
        assert "secret" not in repr(right)
    assert len(box.letters) == 1


def test_without_a_server_nothing_is_sent() -> None:
    assert not NoMail().works
    with pytest.raises(CallRefused, match="NENI_SMTP_SERVER"):
        NoMail().send(LETTER)


@pytest.mark.parametrize("good", ["a@example.org", "a.b+c@mail.example.org"])
def test_addresses(good: str) -> None:
    assert is_address(good)


@pytest.mark.parametrize(
    "bad", ["", "a", "a@b", "a b@example.org", "a@example.org\n", "<a@example.org>", "ë@example.org"]
)
def test_what_is_no_address(bad: str) -> None:
    assert not is_address(bad)


def test_certificates_are_checked() -> None:
    server = MailServer("127.0.0.1", 1, "neni@example.org")
    trust = SmtpMail(server)._trust()
    assert (trust.verify_mode, trust.check_hostname) == (ssl.CERT_REQUIRED, True)
