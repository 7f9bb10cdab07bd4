"""Decision tables as grids of words, the form in which they travel to spreadsheets and other programs and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from neni.core.model.conditions.values import from_fact
from neni.core.model.decision_tables import DecisionTable, Row
from neni.core.model.facts import FactType, FactValue
from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.rules import Condition

NOTES = ("act", "article", "paragraph", "note", "from", "to", "confidence")
"""What travels beside each row: where it stands in the law, since when, and how surely that is known."""
COUNTED = "1"
"""What stands for the output of a row that is only counted."""
ANYTHING = "-"
"""The entry that tests nothing."""
_SPACES = re.compile(r"\s+")
_NO_ACT = "null"
_ONE_TEXT = re.compile(r'"([^"\\\n]+)"')
_TEXTS = re.compile(r'"[^"\\\n]+"(?:\s*,\s*"[^"\\\n]+")*')
_TEXT = re.compile(r'"([^"\\\s](?:[^"\\\n]*[^"\\\s])?)"')


@dataclass(frozen=True, slots=True)
class PlainRow:
    """Input entries, output entries as expressions, and notes in the order of NOTES or none. `places` tells where
    each entry was read."""

    tests: tuple[str, ...]
    values: tuple[str, ...]
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table in words. `defaults` are the outputs when no row is met, `orders` the texts of each output by
    priority, or none. `places` tells where each input and output was read, then each default, then each order."""

    code: str
    policy: HitPolicy
    aggregation: Aggregation | None
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    rows: tuple[PlainRow, ...]
    places: tuple[str, ...] = field(default=(), compare=False)
    defaults: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()


def ordered(words: str) -> tuple[str, ...] | None:
    """The texts of an order; None when there is anything else."""
    return tuple(_ONE_TEXT.findall(words)) if _TEXTS.fullmatch(words.strip()) else None


def plain(table: DecisionTable, facts: Mapping[str, FactType]) -> PlainTable:
    """The table in words. `facts` are the types of its outputs."""
    kinds = [facts[name] for name in table.outputs]
    return PlainTable(
        table.code,
        table.policy,
        table.aggregation,
        tuple(one.text.strip() for one in table.inputs),
        table.outputs,
        tuple(_row(row, kinds) for row in table.rows),
        defaults=tuple(_expression(value, kind) for value, kind in zip(table.defaults, kinds, strict=False)),
        orders=tuple(_order(codes) for codes in orders(table, facts)),
    )


def _order(codes: Iterable[str]) -> str:
    return ", ".join(f'"{one}"' for one in codes)


def orders(table: DecisionTable, facts: Mapping[str, FactType]) -> tuple[tuple[str, ...], ...]:
    """For each output of a table of priorities its values, the first ones first: as it says, or else the choices."""
    if table.policy is not HitPolicy.PRIORITY:
        return ()
    return table.orders or tuple(tuple(one.code for one in facts[name].choices) for name in table.outputs)


def row_words(table: DecisionTable, row: Row, facts: Mapping[str, FactType]) -> str:
    """A row as one line: what it asks of the inputs, and what it says of the outputs."""
    told = _row(row, [facts[name] for name in table.outputs])
    pairs = zip(table.inputs, told.tests, strict=True)
    asked = [_SPACES.sub(" ", f"{one.text.strip()}: {test}") for one, test in pairs if test != ANYTHING]
    given = (_SPACES.sub(" ", f"{name}: {value}") for name, value in zip(table.outputs, told.values, strict=True))
    return f"{'; '.join(asked) or ANYTHING} → {'; '.join(given)}"


def _row(row: Row, kinds: Sequence[FactType]) -> PlainRow:
    return PlainRow(tuple(one.text.strip() for one in row.tests), _values(row, kinds), _notes(row))


def _values(row: Row, kinds: Sequence[FactType]) -> tuple[str, ...]:
    if not row.values:
        return (COUNTED,)
    return tuple(_expression(value, kind) for value, kind in zip(row.values, kinds, strict=True))


def _expression(value: FactValue | Condition, kind: FactType) -> str:
    if isinstance(value, Condition):
        return value.text.strip()
    known = from_fact(kind, value)
    if isinstance(known, bool):
        return "true" if known else "false"
    if isinstance(known, Decimal):
        return format(known, "f")
    if isinstance(known, date):
        return f'date("{known.isoformat()}")'
    if isinstance(known, timedelta):
        return f'duration("PT{int(known.total_seconds())}S")'
    escaped = str(known).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _notes(row: Row) -> tuple[str, ...]:
    source, days = row.reference, row.in_force
    told = (source.act or _NO_ACT, source.article, source.paragraph, source.note, days.start, days.end)
    return (*("" if one is None else str(one) for one in told), row.confidence.value)


def written(table: PlainTable) -> str:
    """The table as it stands in a rules file, under `tables`."""
    return "\n".join(_lines(table)) + "\n"


def _lines(table: PlainTable) -> Iterator[str]:
    yield f"  - table: {table.code}"
    yield f"    hit: {table.policy.value}"
    if table.aggregation:
        yield f"    aggregate: {table.aggregation.value}"
    yield f"    inputs: {_listed(map(_quoted, table.inputs))}"
    yield f"    outputs: [{', '.join(table.outputs)}]"
    if table.defaults:
        yield f"    default: {_listed(map(_value, table.defaults))}"
    if table.orders:
        each = (_listed(map(_quoted, ordered(words) or ())) for words in table.orders)
        yield f"    order: {_listed(each)}"
    head = table.rows[0].notes if table.rows else ()
    yield from (f"    {line}" for line in _source(head))
    if not head:
        yield "    # reference, in_force and confidence are for you to add: the file does not tell them"
    yield "    rows:"
    for row in table.rows:
        yield f"      - when: {_listed(map(_quoted, row.tests))}"
        if table.aggregation is not Aggregation.COUNT:
            yield f"        then: {_listed(map(_value, row.values))}"
        yield from (f"        {line}" for line in _source(row.notes) if row.notes != head)


def _source(notes: Sequence[str]) -> Iterator[str]:
    if not notes:
        return
    told = dict(zip(NOTES, notes, strict=True))
    act = "act: null" if told["act"] == _NO_ACT else f"act: {_quoted(told['act'])}"
    more = [f"{name}: {_quoted(told[name])}" for name in ("article", "paragraph", "note") if told[name]]
    yield f"reference: {{{', '.join([act, *more])}}}"
    days = [f"{name}: {_quoted(told[name])}" for name in ("from", "to") if told[name]]
    yield f"in_force: {{{', '.join(days)}}}"
    yield f"confidence: {_quoted(told['confidence'])}"


def _listed(words: Iterator[str]) -> str:
    return f"[{', '.join(words)}]"


def _quoted(words: str) -> str:
    """In single quotes, where YAML takes every letter as it is, or in double quotes with signs nobody sees escaped.
    A line break is a space, as in any condition."""
    line = re.sub(r"\s*\n\s*", " ", words)
    if line.isprintable():
        return "'" + line.replace("'", "''") + "'"
    return '"' + "".join(one if one.isprintable() and one not in '"\\' else f"\\U{ord(one):08X}" for one in line) + '"'


def _value(words: str) -> str:
    """A text is written as a constant, so that choices read as choices; what else there is, as an expression."""
    found = _TEXT.fullmatch(words)
    return _quoted(found[1]) if found else f"{{is: {_quoted(words)}}}"
