"""Albanian numerals to a milliard, as the orthography writes them: hundreds in one word, `mijë` and `milion` apart,
everything joined by `e`. Only three has a feminine form, `tri`, and only where it stands before the noun itself:
`njëzet e tri euro`, but `treqind` and `tre mijë euro`."""

from __future__ import annotations

_UNITS = ("zero", "një", "dy", "tre", "katër", "pesë", "gjashtë", "shtatë", "tetë", "nëntë", "dhjetë")
_TENS = {2: "njëzet", 3: "tridhjetë", 4: "dyzet"}
_JOIN = " e "


def numeral(number: int, *, feminine: bool = False) -> str:
    """A whole number from zero to 999,999,999, agreeing with a noun of that gender."""
    millions, rest = divmod(number, 1_000_000)
    thousands, rest = divmod(rest, 1_000)
    parts = [_millions(millions)] if millions else []
    if thousands:
        parts.append(f"{_below_thousand(thousands)} mijë")
    if rest or not parts:
        parts.append(_below_thousand(rest, feminine=feminine))
    return _JOIN.join(parts)


def _millions(count: int) -> str:
    return "një milion" if count == 1 else f"{_below_thousand(count)} milionë"


def _below_thousand(number: int, *, feminine: bool = False) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{_UNITS[hundreds]}qind"] if hundreds else []
    if rest or not parts:
        parts.append(_below_hundred(rest, feminine=feminine))
    return _JOIN.join(parts)


def _below_hundred(number: int, *, feminine: bool) -> str:
    if number <= 10:
        return _unit(number, feminine=feminine)
    if number < 20:
        return f"{_UNITS[number - 10]}mbëdhjetë"
    tens, unit = divmod(number, 10)
    word = _TENS.get(tens) or f"{_UNITS[tens]}dhjetë"
    return f"{word}{_JOIN}{_unit(unit, feminine=feminine)}" if unit else word


def _unit(number: int, *, feminine: bool) -> str:
    return "tri" if feminine and number == 3 else _UNITS[number]
