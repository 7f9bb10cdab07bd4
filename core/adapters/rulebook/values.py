"""Constants by kind, from the letters of a rules file to the exact values inside the product."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from neni.core.adapters.rulebook import mistakes, refusals
from neni.core.adapters.rulebook.nodes import Entries, Node
from neni.core.adapters.rulebook.reader import Reader
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.rules import Condition

_MONEY = re.compile(r"-?\d{1,14}(\.\d{1,2})?", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DURATION = re.compile(
    r"P(?=.)(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?", re.ASCII
)


def money(text: str) -> int:
    """Euros to cents."""
    return int(Decimal(_matching(_MONEY, text)) * 100)


def number(text: str) -> Decimal:
    """An exact number."""
    return Decimal(_matching(_NUMBER, text))


def day(text: str) -> date:
    """A calendar day."""
    return date.fromisoformat(_matching(_DAY, text))


def duration(text: str) -> timedelta:
    """Weeks, days, hours, minutes, seconds."""
    found = _DURATION.fullmatch(text)
    if found is None:
        raise ValueError(text)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def yes_no(text: str) -> bool:
    """`true` or `false`."""
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


_KINDS: dict[FactKind, Callable[[str], FactValue]] = {
    FactKind.MONEY: money,
    FactKind.PERCENT: number,
    FactKind.NUMBER: number,
    FactKind.DATE: day,
    FactKind.DURATION: duration,
    FactKind.YES_NO: yes_no,
    FactKind.TEXT: str,
}
CONSTANT_KINDS = frozenset(_KINDS)
"""The kinds whose values can be written down without further knowledge; a choice needs its choices."""


def established(reader: Reader, node: Node, fact: FactType) -> FactValue | Condition:
    """What a derivation or a row of a table gives to a fact: a constant, or `{is: expression}`."""
    if isinstance(node, Entries):
        return reader.condition(reader.entries(node, ("is",)).get("is"))
    return constant(reader, node, fact)


def constant(reader: Reader, node: Node | None, fact: FactType) -> FactValue:
    """A value of the fact's kind; a mistake is noted."""
    text = reader.string(node)
    if node is None or not text:
        return ""
    if fact.kind is FactKind.CHOICE:
        return _choice(reader, node, text, fact)
    if fact.kind not in _KINDS:
        reader.note(refusals.no_constant(reader.place(node), fact.kind.value))
        return ""
    try:
        return _KINDS[fact.kind](text)
    except ValueError:
        reader.note(refusals.bad_value(reader.place(node), text, fact.kind.value))
        return ""


def _choice(reader: Reader, node: Node, text: str, fact: FactType) -> str:
    codes = [one.code for one in fact.choices]
    if text not in codes:
        reader.note(mistakes.not_one_of(reader.place(node), text, codes))
    return text


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text
