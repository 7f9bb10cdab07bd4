"""JSON as Neni accepts it: exact numbers, no name twice, no NaN, no half letters; anything else is told with its place.

The standard library is lenient where law is not: it lets the second of two equal names win and rounds numbers.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import NoReturn

from neni.core.errors import NotJson
from neni.core.model.text import Text


def read(content: bytes | str) -> object:
    """The value written in `content` (UTF-8); numbers come out as int or Decimal, never float. Raises NotJson."""
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        value = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_without_doubles)
        _refuse_half_letters(value)
    except json.JSONDecodeError as error:
        raise _misspelt(error) from None
    except UnicodeDecodeError:
        raise NotJson(
            Text(
                sq="Teksti nuk është në UTF-8; ruajeni dhe dërgojeni në UTF-8.",
                sr="Tekst nije u UTF-8; sačuvajte ga i pošaljite u UTF-8.",
                en="The text is not UTF-8; save and send it as UTF-8.",
            )
        ) from None
    except (RecursionError, ValueError):  # nested too deeply, or an integer with thousands of digits
        raise NotJson(
            Text(
                sq="JSON-i ka shumë nivele brenda njëri-tjetrit ose një numër tepër të gjatë.",
                sr="JSON ima previše nivoa jedan u drugom ili predugačak broj.",
                en="The JSON is nested too deeply or has a number that is too long.",
            )
        ) from None
    return value


def _misspelt(error: json.JSONDecodeError) -> NotJson:
    return NotJson(
        Text(
            sq=f"Ky nuk është JSON i rregullt: gabimi është në rreshtin {error.lineno}, shkronja {error.colno}.",
            sr=f"Ovo nije ispravan JSON: greška je u redu {error.lineno}, znak {error.colno}.",
            en=f"This is not well-formed JSON: the mistake is in line {error.lineno}, column {error.colno}.",
        )
    )


def _no_number(word: str) -> NoReturn:
    raise NotJson(
        Text(
            sq=f"“{word}” nuk është numër në JSON; nëse vlera nuk dihet, lëreni jashtë.",
            sr=f"„{word}“ nije broj u JSON-u; ako vrednost nije poznata, izostavite je.",
            en=f"“{word}” is no number in JSON; if the value is not known, leave it out.",
        )
    )


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    once: dict[str, object] = {}
    for name, value in pairs:
        if name in once:
            raise NotJson(
                Text(
                    sq=f"Emri “{name[:60]}” shfaqet dy herë në të njëjtin objekt; lëreni vetëm njërin.",
                    sr=f"Ime „{name[:60]}“ se pojavljuje dvaput u istom objektu; ostavite samo jedno.",
                    en=f"The name “{name[:60]}” stands twice in one object; keep only one.",
                )
            )
        once[name] = value
    return once


def _refuse_half_letters(value: object) -> None:
    """Refuse lone surrogates: no file, database or page can hold them."""
    if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise NotJson(
            Text(
                sq="Teksti ka gjysmë shkronje (\\ud800–\\udfff pa çiftin e vet).",
                sr="Tekst sadrži polovinu znaka (\\ud800–\\udfff bez svog para).",
                en="The text has half a character (\\ud800–\\udfff without its pair).",
            )
        )
    below = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
    for one in below:
        _refuse_half_letters(one)
