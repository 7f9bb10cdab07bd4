"""Letters over SMTP: to the institution's own mail server, encrypted where it is told so."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from enum import StrEnum

from neni.core.errors import CallFailed, CallRefused
from neni.core.model.text import Text
from neni.core.ports.mail import Letter

SECONDS = 20.0
_FOR_GOOD = range(500, 600)


class Security(StrEnum):
    """How the way to the mail server is encrypted."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over. `authorities` is a file of certificates to trust beside the machine's own."""

    host: str
    port: int
    sender: str
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    authorities: str = ""


class SmtpMail:
    """A mail server (see ports.mail.Mail). Each letter has a connection of its own: there are few, and a connection
    that was kept may have gone."""

    works = True

    def __init__(self, server: MailServer, seconds: float = SECONDS) -> None:
        self._server, self._seconds = server, seconds

    def send(self, letter: Letter) -> None:
        """Hand a letter over. Raises CallFailed, CallRefused."""
        message = _message(self._server, letter)
        try:
            with self._connected() as connection:
                if self._server.user:
                    connection.login(self._server.user, self._server.password)
                connection.send_message(message, to_addrs=[letter.to])
        except smtplib.SMTPRecipientsRefused as error:
            code = max(code for code, _ in error.recipients.values())
            raise _answered(code, letter.to) from error
        except smtplib.SMTPResponseException as error:
            raise _answered(error.smtp_code, letter.to) from error
        except smtplib.SMTPException as error:
            raise CallFailed(_failed(self._server, type(error).__name__), "answer") from error
        except ssl.SSLError as error:
            raise CallFailed(_failed(self._server, str(error)), "tls") from error
        except OSError as error:
            raise CallFailed(_failed(self._server, str(error) or type(error).__name__), "connection") from error

    def _connected(self) -> smtplib.SMTP:
        one = self._server
        if one.security is Security.TLS:
            return smtplib.SMTP_SSL(one.host, one.port, timeout=self._seconds, context=self._trust())
        connection = smtplib.SMTP(one.host, one.port, timeout=self._seconds)
        if one.security is Security.STARTTLS:
            try:
                connection.starttls(context=self._trust())
            except BaseException:
                connection.close()
                raise
        return connection

    def _trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self._server.authorities:
            context.load_verify_locations(self._server.authorities)
        return context


class NoMail:
    """No letters are sent."""

    works = False

    def send(self, letter: Letter) -> None:  # noqa: ARG002 - the port's signature
        """There is nobody to hand it to."""
        raise CallRefused(_NO_SERVER)


def is_address(written: str) -> bool:
    """Whether a letter can be sent there: one plain address, nothing that could become a line of its own."""
    if not (3 <= len(written) <= 254 and written.isascii() and written.isprintable()) or " " in written:
        return False
    name, at, domain = written.rpartition("@")
    try:
        Address(addr_spec=written)
    except (ValueError, IndexError, MessageError):
        return False
    return bool(name and at and "." in domain.strip(".")) and parseaddr(written)[1] == written


def _message(server: MailServer, letter: Letter) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = server.sender, letter.to, _one_line(letter.subject)
    message["Date"] = format_datetime(letter.at)
    domain = parseaddr(server.sender)[1].rpartition("@")[2] or "neni"
    message["Message-ID"] = f"<{hashlib.sha256(letter.key.encode()).hexdigest()[:40]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = letter.language
    message.set_content(letter.text)
    message.add_alternative(letter.page, subtype="html")
    return message


def _one_line(words: str) -> str:
    return " ".join(words.split())[:200]


def _answered(code: int, address: str) -> CallFailed | CallRefused:
    """What the server said: 5xx is for good, everything else may pass."""
    if code in _FOR_GOOD:
        return CallRefused(_refused(code, address))
    return CallFailed(_busy(code), "answer")


def _refused(code: int, address: str) -> Text:
    return Text(
        sq=f"Serveri i postës e refuzoi letrën për {address} ({code}); kontrolloni adresën dhe NENI_SMTP_….",
        sr=f"Server pošte je odbio pismo za {address} ({code}); proverite adresu i NENI_SMTP_….",
        en=f"The mail server refused the letter to {address} ({code}); check the address and NENI_SMTP_….",
    )


def _busy(code: int) -> Text:
    return Text(
        sq=f"Serveri i postës nuk e mori letrën tani ({code}); provohet përsëri.",
        sr=f"Server pošte sada nije primio pismo ({code}); pokušava se ponovo.",
        en=f"The mail server did not take the letter now ({code}); it is tried again.",
    )


def _failed(server: MailServer, why: str) -> Text:
    place = f"{server.host}:{server.port}"
    return Text(
        sq=f"Serveri i postës {place} nuk u arrit ({why[:200]}); provohet përsëri. Kontrolloni NENI_SMTP_….",
        sr=f"Server pošte {place} nije dostupan ({why[:200]}); pokušava se ponovo. Proverite NENI_SMTP_….",
        en=f"The mail server {place} could not be reached ({why[:200]}); it is tried again. Check NENI_SMTP_….",
    )


_NO_SERVER = Text(
    sq="Nuk është caktuar asnjë server poste; caktoni NENI_SMTP_SERVER dhe NENI_MAIL_FROM.",
    sr="Nije zadat server pošte; zadajte NENI_SMTP_SERVER i NENI_MAIL_FROM.",
    en="No mail server is set; set NENI_SMTP_SERVER and NENI_MAIL_FROM.",
)
