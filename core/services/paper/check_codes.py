"""The code that stands on a document, by which anybody can ask whether it is genuine: 120 random bits that nobody
guesses, in letters and digits that nobody confuses (RFC 4648, base 32).
"""

from __future__ import annotations

import base64
import re
import secrets

from neni.core.office import Office

_BYTES, _GROUP = 15, 4
_LOOK_ALIKE = str.maketrans("018", "OIB")


def new_code() -> str:
    """A code that no document has."""
    return base64.b32encode(secrets.token_bytes(_BYTES)).decode()


def shown(code: str) -> str:
    """The code as people copy it: in groups of four."""
    return "-".join(code[place : place + _GROUP] for place in range(0, len(code), _GROUP))


def read(written: str) -> str:
    """The code a person typed, however they grouped it."""
    return re.sub(r"[^A-Z0-9]", "", written[:200].upper()).translate(_LOOK_ALIKE)


def address_of(office: Office, code: str) -> str:
    """Where the public asks about that document; empty where it reaches no page of ours."""
    return f"{office.address}/check/{code}" if office.address and code else ""
