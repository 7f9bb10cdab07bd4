"""What may be loaded into durable-rules: only the subset in which it was measured to be exact and safe.

Outside of it durable-rules is silently wrong, hangs or ends the process, so it gets to see nothing that is not
spelt exactly like this. The guard knows nothing of how definitions are made and trusts none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from neni.core.adapters.engine.definition import MOST_FIELDS, MOST_NEEDS, MOST_RULES, RuleSet

MOST_SHARDS = 400
RESERVED = ("id", "sid", "name", "all", "any", "pri", "count", "cap", "dist", "run", "m", "$s", "$and", "$m", "$i")

_RULE, _FIELD = (re.compile(letter + r"(0|[1-9][0-9]{0,6})", re.ASCII) for letter in "rd")
_OFFSET, _PRIME = 2166136261, 16777619


class Refused(Exception):
    """These rule sets lie outside the safe subset; the message tells the first reason."""


def check(shards: Iterable[RuleSet]) -> None:
    """Raises Refused unless every rule set is inside the subset and no two names look alike to durable-rules."""
    sets = tuple(shards)
    if len(sets) > MOST_SHARDS:
        raise Refused(f"{len(sets)} rule sets, at most {MOST_SHARDS} are allowed")
    names = {name for rules in sets for name in _names(rules)}
    refuse_lookalikes((*RESERVED, *sorted(names)))


def refuse_lookalikes(names: Iterable[str]) -> None:
    """durable-rules compares 32-bit hashes instead of names. Raises Refused when two names share one."""
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(fnv32(name), name)
        if other != name:
            raise Refused(f"the names {other!r} and {name!r} have the same 32-bit hash")


def fnv32(name: str) -> int:
    """The FNV-1a hash that stands for a name inside durable-rules."""
    value = _OFFSET
    for byte in name.encode():
        value = (value ^ byte) * _PRIME & 0xFFFFFFFF
    return value


def _names(rules: RuleSet) -> set[str]:
    if not 1 <= len(rules) <= MOST_RULES:
        raise Refused(f"{len(rules)} rules in one set, 1 to {MOST_RULES} are allowed")
    fields = {field for rule in rules.values() for field in _fields(rule)}
    if len(fields) > MOST_FIELDS:
        raise Refused(f"{len(fields)} fields in one set, at most {MOST_FIELDS} are allowed")
    return fields | {_spelt(_RULE, name) for name in rules}


def _fields(rule: object) -> tuple[str, ...]:
    antecedents = _under("all", rule)
    if not isinstance(antecedents, list) or len(antecedents) != 1:
        raise Refused("a rule must be about exactly one fact")
    condition = _under("m", antecedents[0])
    parts = _under("$and", condition) if isinstance(condition, Mapping) and "$and" in condition else [condition]
    if not isinstance(parts, list) or not 1 <= len(parts) <= MOST_NEEDS:
        raise Refused(f"a rule must be a conjunction of 1 to {MOST_NEEDS} conditions")
    fields = tuple(_field(part) for part in parts)
    if len(set(fields)) != len(fields):
        raise Refused("a rule names the same field twice")
    return fields


def _field(condition: object) -> str:
    field, value = _only_entry(condition)
    if type(value) is not int or value != 1:
        raise Refused(f"the field {field!r} is compared with {value!r}, only 1 is allowed")
    return _spelt(_FIELD, field)


def _under(key: str, mapping: object) -> object:
    found, value = _only_entry(mapping)
    if found != key:
        raise Refused(f"the key {found!r} is not allowed, only {key!r}")
    return value


def _only_entry(mapping: object) -> tuple[object, object]:
    """Of two keys in one condition durable-rules reads only the first."""
    if not isinstance(mapping, Mapping) or len(mapping) != 1:
        raise Refused("exactly one key is allowed in a rule, an antecedent and a condition")
    return next(iter(mapping.items()))


def _spelt(pattern: re.Pattern[str], name: object) -> str:
    if not isinstance(name, str) or not pattern.fullmatch(name):
        raise Refused(f"the name {name!r} is not allowed")
    return name
