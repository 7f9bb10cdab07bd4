"""Why a key cannot be used or a message is not believed, in the three languages of the institution."""

from __future__ import annotations

from datetime import timedelta

from neni.core.errors import NeniError
from neni.core.model.text import Text


class BadKey(NeniError):
    """A secret or key that cannot be used."""

    code = "bad_key"


class Unverified(NeniError):
    """A message that does not prove where it comes from. `why` is one of missing, malformed, signature, time."""

    code = "unverified"

    def __init__(self, message: Text, why: str) -> None:
        super().__init__(message)
        self.why = why


def bad_key(prefix: str) -> BadKey:
    """A key that is not written as the standard asks."""
    return BadKey(
        Text(
            sq=f"Çelësi nuk lexohet: duhet {prefix} dhe pastaj base64, 24 deri 64 bajt për whsec_, 32 për whpk_. "
            "Kopjojeni të plotë nga partneri.",
            sr=f"Ključ se ne čita: treba {prefix} pa base64, 24 do 64 bajta za whsec_, 32 za whpk_. "
            "Prekopirajte ga celog od partnera.",
            en=f"The key cannot be read: it must be {prefix} and then base64, 24 to 64 bytes for whsec_, 32 for whpk_. "
            "Copy it whole from the partner.",
        )
    )


def no_key() -> BadKey:
    """An endpoint without a key in force: nothing goes out unsigned."""
    return BadKey(
        Text(
            sq="Kjo pikë nuk ka çelës në fuqi; asgjë nuk dërgohet pa nënshkrim. Bëni një çelës të ri.",
            sr="Ova tačka nema važeći ključ; ništa se ne šalje bez potpisa. Napravite novi ključ.",
            en="This endpoint has no key in force; nothing is sent unsigned. Make a new key.",
        )
    )


def missing(header: str) -> Unverified:
    """A header that is not there."""
    return Unverified(
        Text(
            sq=f"Mungon koka “{header}”; dërgojini të tri kokat e Standard Webhooks.",
            sr=f"Nedostaje zaglavlje „{header}“; pošaljite sva tri zaglavlja Standard Webhooks.",
            en=f"The header “{header}” is missing; send all three headers of Standard Webhooks.",
        ),
        "missing",
    )


def malformed(header: str) -> Unverified:
    """A header that does not say what it should."""
    return Unverified(
        Text(
            sq=f"Koka “{header}” nuk lexohet; shikoni si e shkruan Standard Webhooks 1.0.",
            sr=f"Zaglavlje „{header}“ se ne čita; pogledajte kako ga piše Standard Webhooks 1.0.",
            en=f"The header “{header}” cannot be read; see how Standard Webhooks 1.0 writes it.",
        ),
        "malformed",
    )


def wrong_signature() -> Unverified:
    """No signature is right."""
    return Unverified(
        Text(
            sq="Asnjë nënshkrim nuk i përgjigjet këtyre bajteve: kontrolloni çelësin, dhe që trupi të mos ndryshohet "
            "pas nënshkrimit.",
            sr="Nijedan potpis ne odgovara ovim bajtovima: proverite ključ, i da se telo posle potpisa ne menja.",
            en="No signature fits these bytes: check the key, and that the body is not changed after signing.",
        ),
        "signature",
    )


def out_of_time(skew: timedelta, tolerance: timedelta) -> Unverified:
    """A clock that is too far off, or an old message sent again."""
    seconds, allowed = round(skew.total_seconds()), round(tolerance.total_seconds())
    return Unverified(
        Text(
            sq=f"Koha e dërgimit ndryshon {seconds} sekonda nga e jona; lejohen {allowed}. "
            "Rregulloni orën e dërguesit.",
            sr=f"Vreme slanja se razlikuje od našeg {seconds} sekundi; dozvoljeno je {allowed}. "
            "Podesite sat pošiljaoca.",
            en=f"The time of sending differs from ours by {seconds} seconds; {allowed} are allowed. Set the sender's "
            "clock.",
        ),
        "time",
    )
