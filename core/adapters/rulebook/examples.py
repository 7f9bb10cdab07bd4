"""Examples beside the rules: facts in their JSON form and what the rules must say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from neni.core.adapters.rulebook.declared import CODE
from neni.core.adapters.rulebook.law import DOTTED
from neni.core.adapters.rulebook.nodes import Entries, Items, Node, Scalar
from neni.core.adapters.rulebook.reader import Reader
from neni.core.model.law.examples import Example

_REQUIRED = ("name", "case_type", "on", "facts", "findings")
_OPTIONAL = ("ruleset", "clear", "unknown", "derived", "deadlines")
_DUE = r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}|unknown|none"
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,20})?", re.ASCII)


def examples(reader: Reader, node: Node) -> Iterator[Example]:
    """The examples of one file."""
    for one in reader.items(node):
        found = reader.entries(one, _REQUIRED, _OPTIONAL)
        yield Example(
            name=reader.string(found.get("name")),
            case_type=reader.string(found.get("case_type"), DOTTED, "procurement.contract"),
            on=reader.day(found.get("on")),
            facts={key.text: raw(value) for key, value in reader.open_entries(found.get("facts"))},
            findings=_codes(reader, found.get("findings")),
            place=reader.place(one),
            ruleset=reader.perhaps(found.get("ruleset")),
            clear=_codes(reader, found.get("clear")),
            unknown=_codes(reader, found.get("unknown")),
            derived={key.text: raw(value) for key, value in reader.open_entries(found.get("derived"))},
            deadlines={
                reader.string(key, CODE, "LEG-D1"): reader.string(value, _DUE, "2026-03-07 23:59")
                for key, value in reader.open_entries(found.get("deadlines"))
            },
        )


def raw(node: Node) -> object:
    """As JSON would have it: bare words may be null, true, false or a number, everything else is text."""
    if isinstance(node, Entries):
        return {key.text: raw(value) for key, value in node.entries}
    if isinstance(node, Items):
        return [raw(one) for one in node.items]
    return node.text if node.quoted else _bare(node)


def _bare(node: Scalar) -> object:
    if node.is_null:
        return None
    if node.text in ("true", "false"):
        return node.text == "true"
    if _NUMBER.fullmatch(node.text):
        return Decimal(node.text) if "." in node.text else int(node.text)
    return node.text


def _codes(reader: Reader, node: Node | None) -> frozenset[str]:
    return frozenset(reader.string(one, CODE, "PRO-07") for one in reader.items(node))
