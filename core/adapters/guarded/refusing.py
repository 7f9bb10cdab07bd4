"""Why a call was not sent, or had no answer, in the three languages of the institution."""

from __future__ import annotations

from neni.core.errors import CallFailed, CallRefused
from neni.core.model.text import Text


def not_public(host: str, address: str) -> CallRefused:
    """The name leads to a machine of ours, or to none that partners have."""
    where = f"{host[:100]} ({address[:60]})"
    return CallRefused(
        Text(
            sq=f"{where} nuk është adresë e internetit publik; thirrja nuk u dërgua. Kontrolloni adresën e partnerit.",
            sr=f"{where} nije adresa javnog interneta; poziv nije poslat. Proverite adresu partnera.",
            en=f"{where} is no address of the public internet; the call was not sent. Check the partner's address.",
        )
    )


def not_listed(host: str) -> CallRefused:
    """Only listed hosts are called."""
    shown = host[:100]
    return CallRefused(
        Text(
            sq=f"“{shown}” nuk është në listën e adresave të lejuara; thirrja nuk u dërgua. Shtojeni nëse duhet.",
            sr=f"„{shown}“ nije na spisku dozvoljenih adresa; poziv nije poslat. Dodajte je ako treba.",
            en=f"“{shown}” is not on the list of allowed hosts; the call was not sent. Add it if it belongs there.",
        )
    )


def bad_address(url: str) -> CallRefused:
    """An address that is none, or not one for calls."""
    shown = url[:100]
    return CallRefused(
        Text(
            sq=f"“{shown}” nuk është adresë për thirrje; duhet https://emri/rruga, pa fjalëkalim.",
            sr=f"„{shown}“ nije adresa za poziv; treba https://ime/putanja, bez lozinke.",
            en=f"“{shown}” is no address for a call; it must be https://name/path, without a password.",
        )
    )


def bad_header(name: str) -> CallRefused:
    """A header that would end its line."""
    shown = name[:60]
    return CallRefused(
        Text(
            sq=f"Koka “{shown}” ka shenja që nuk lejohen; thirrja nuk u dërgua.",
            sr=f"Zaglavlje „{shown}“ ima nedozvoljene znakove; poziv nije poslat.",
            en=f"The header “{shown}” has characters that are not allowed; the call was not sent.",
        )
    )


def too_late(host: str, seconds: float) -> CallFailed:
    """No whole answer in time."""
    return CallFailed(
        Text(
            sq=f"{host[:100]} nuk u përgjigj plotësisht brenda {seconds:g} sekondave; provohet përsëri më vonë.",
            sr=f"{host[:100]} nije u celosti odgovorio za {seconds:g} sekundi; pokušava se ponovo kasnije.",
            en=f"{host[:100]} gave no whole answer within {seconds:g} seconds; it is tried again later.",
        ),
        "timeout",
    )


def broken(host: str, why: str, detail: str) -> CallFailed:
    """No connection, no trust, or an answer that broke off."""
    told = detail[:200]
    return CallFailed(
        Text(
            sq=f"Lidhja me {host[:100]} dështoi ({told}); provohet përsëri më vonë.",
            sr=f"Veza sa {host[:100]} nije uspela ({told}); pokušava se ponovo kasnije.",
            en=f"The connection to {host[:100]} failed ({told}); it is tried again later.",
        ),
        why,
    )
