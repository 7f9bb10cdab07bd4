"""Settings, from the environment. Every one has a default that works on one machine; `docs/operating.md` lists them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from neni.core.adapters.mail import MailServer, Security, is_address
from neni.core.errors import BadConfiguration
from neni.core.model.text import Language, Text


@dataclass(frozen=True, slots=True)
class Config:
    """`workspace` is the folder of everything Neni writes; `database_url` where cases are kept."""

    workspace: Path
    database_url: str
    host: str
    port: int
    threads: int
    language: Language
    disabled_plugins: tuple[str, ...]
    behind_https: bool
    soffice: str
    seal_file: Path | None
    seal_password: str
    public_address: str
    hands: int
    authorities: Path | None
    loopback: bool
    carrier: str
    mail: MailServer | None
    secret_keys: Path

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Config:
        """The settings in force. Raises BadConfiguration naming the variable."""
        given = os.environ if environment is None else environment
        workspace = Path(given.get("NENI_WORKSPACE", "var")).absolute()
        return cls(
            workspace=workspace,
            database_url=given.get("NENI_DATABASE_URL") or f"sqlite:///{workspace / 'neni.db'}",
            host=given.get("NENI_HOST", "127.0.0.1"),
            port=_number(given, "NENI_PORT", 8080, 0, 65_535),
            threads=_number(given, "NENI_THREADS", 8, 1, 256),
            language=_language(given),
            disabled_plugins=tuple(given.get("NENI_DISABLED_PLUGINS", "").replace(",", " ").split()),
            behind_https=_is_yes(given, "NENI_HTTPS"),
            soffice=given.get("NENI_SOFFICE", "").strip(),
            seal_file=Path(given["NENI_SEAL_FILE"]).absolute() if given.get("NENI_SEAL_FILE") else None,
            seal_password=given.get("NENI_SEAL_PASSWORD", ""),
            public_address=_address(given),
            hands=_number(given, "NENI_WORKERS", 4, 0, 64),
            authorities=Path(given["NENI_CA_FILE"]).absolute() if given.get("NENI_CA_FILE") else None,
            loopback=_loopback(given),
            carrier=_carrier(given),
            mail=_mail(given),
            secret_keys=Path(given.get("NENI_SECRET_KEY_FILE", "").strip() or workspace / "secret.keys").absolute(),
        )


def _is_yes(given: Mapping[str, str], name: str) -> bool:
    return given.get(name, "").strip().casefold() in ("1", "yes", "true")


def _loopback(given: Mapping[str, str]) -> bool:
    """Whether calls may reach this machine itself: for tests only, never where people work."""
    asked = _is_yes(given, "NENI_TEST_LOOPBACK")
    if asked and (_is_yes(given, "NENI_HTTPS") or given.get("NENI_PUBLIC_ADDRESS", "").strip()):
        raise BadConfiguration(_NOT_IN_EARNEST)
    return asked


def _carrier(given: Mapping[str, str]) -> str:
    written = given.get("NENI_CARRIER", "").strip().casefold()
    if written not in ("", "procrastinate"):
        raise _bad("NENI_CARRIER", written, "procrastinate")
    return written


def _number(given: Mapping[str, str], name: str, otherwise: int, least: int, most: int) -> int:
    written = given.get(name, "").strip()
    if not written:
        return otherwise
    if not (written.isascii() and written.isdigit() and least <= int(written) <= most):
        raise _bad(name, written, f"{least}…{most}")
    return int(written)


def _address(given: Mapping[str, str]) -> str:
    written = given.get("NENI_PUBLIC_ADDRESS", "").strip().rstrip("/")
    if written and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]_~/-]{1,200}", written):
        raise _bad("NENI_PUBLIC_ADDRESS", written, "https://…")
    return written


def _mail(given: Mapping[str, str]) -> MailServer | None:
    """The mail server, if there is one. A password goes over an encrypted way only, or stays on this machine."""
    server = given.get("NENI_SMTP_SERVER", "").strip()
    if not server:
        return None
    place = re.fullmatch(r"([A-Za-z0-9.-]{1,200}|\[[0-9A-Fa-f:]+\])(?::([0-9]{1,5}))?", server)
    if place is None:
        raise _bad("NENI_SMTP_SERVER", server, "mail.example.org:587")
    security = _security(given)
    usual = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}[security]
    sender = given.get("NENI_MAIL_FROM", "").strip()
    if not is_address(sender.rpartition("<")[2].rstrip(">")) or "\n" in sender or "\r" in sender:
        raise _bad("NENI_MAIL_FROM", sender, "neni@example.org")
    if security is Security.NONE and given.get("NENI_SMTP_PASSWORD") and place[1] not in _HERE:
        raise _bad("NENI_SMTP_SECURITY", security.value, "starttls, tls")
    return MailServer(
        place[1].strip("[]"),
        int(place[2] or usual),
        sender,
        security,
        given.get("NENI_SMTP_USER", ""),
        given.get("NENI_SMTP_PASSWORD", ""),
        str(Path(given["NENI_CA_FILE"]).absolute()) if given.get("NENI_CA_FILE") else "",
    )


_HERE = ("localhost", "127.0.0.1", "[::1]")


def _security(given: Mapping[str, str]) -> Security:
    written = given.get("NENI_SMTP_SECURITY", "").strip() or Security.STARTTLS.value
    if written not in list(Security):
        raise _bad("NENI_SMTP_SECURITY", written, ", ".join(one.value for one in Security))
    return Security(written)


def _language(given: Mapping[str, str]) -> Language:
    written = given.get("NENI_LANGUAGE", Language.ALBANIAN.value)
    try:
        return Language(written)
    except ValueError:
        raise _bad("NENI_LANGUAGE", written, ", ".join(one.value for one in Language)) from None


def _bad(name: str, written: str, possible: str) -> BadConfiguration:
    return BadConfiguration(
        Text(
            sq=f"{name}: “{written[:60]}” nuk pranohet; lejohet {possible}.",
            sr=f"{name}: „{written[:60]}“ se ne prihvata; dozvoljeno je {possible}.",
            en=f"{name}: “{written[:60]}” is not accepted; possible is {possible}.",
        )
    )


_NOT_IN_EARNEST = Text(
    sq="NENI_TEST_LOOPBACK është vetëm për prova dhe nuk lejohet bashkë me NENI_HTTPS ose NENI_PUBLIC_ADDRESS; hiqeni.",
    sr="NENI_TEST_LOOPBACK je samo za probe i nije dozvoljen uz NENI_HTTPS ili NENI_PUBLIC_ADDRESS; uklonite ga.",
    en="NENI_TEST_LOOPBACK is for tests only and not allowed with NENI_HTTPS or NENI_PUBLIC_ADDRESS; remove it.",
)
