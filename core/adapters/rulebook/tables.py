"""Decision tables: inputs, outputs and rows, each row as wide as the head says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from neni.core.adapters.rulebook import mistakes, refusals, table_refusals
from neni.core.adapters.rulebook.nodes import Items, Node
from neni.core.adapters.rulebook.reader import Reader
from neni.core.adapters.rulebook.values import constant, established
from neni.core.model.decision_tables import DecisionTable, Row
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.references import Place
from neni.core.model.rules import Condition
from neni.core.model.tables import MOST_ROWS
from neni.core.model.text import Text

_NAME = r"[a-z][a-z0-9_]*"
_REQUIRED = ("table", "hit", "inputs", "outputs", "reference", "in_force", "confidence", "rows")
_OPTIONAL = ("title", "aggregate", "default", "order")
_SOURCE = ("reference", "in_force", "confidence")
_NUMBERS = (FactKind.MONEY, FactKind.PERCENT, FactKind.NUMBER)
_GATHERED = {
    Aggregation.SUM: _NUMBERS,
    Aggregation.MIN: (*_NUMBERS, FactKind.DATE, FactKind.DURATION),
    Aggregation.MAX: (*_NUMBERS, FactKind.DATE, FactKind.DURATION),
    Aggregation.COUNT: (FactKind.NUMBER,),
}


def tables(reader: Reader, node: Node | None, facts: Mapping[str, FactType]) -> tuple[DecisionTable, ...]:
    """The tables under `tables`. One with a mistake is left out, once its mistakes are noted."""
    return tuple(_sound(reader, reader.items(node), facts))


def _sound(reader: Reader, nodes: Sequence[Node], facts: Mapping[str, FactType]) -> Iterator[DecisionTable]:
    seen: dict[str, Place] = {}
    for one in nodes:
        noted = len(reader.problems)
        table = _Reading(reader, one, facts).table()
        if table.code in seen:
            reader.note(refusals.taken(table.place, table.code, seen[table.code]))
        seen[table.code] = table.place
        if len(reader.problems) == noted:
            yield table


class _Reading:
    """One table: what its head says counts for every row."""

    def __init__(self, reader: Reader, node: Node, facts: Mapping[str, FactType]) -> None:
        self.reader, self.node = reader, node
        self.found = reader.entries(node, _REQUIRED, _OPTIONAL)
        self.policy = reader.chosen(self.found.get("hit"), HitPolicy)
        self.aggregation = self._aggregation()
        self.inputs = tuple(reader.condition(one) for one in reader.one_or_many(self.found.get("inputs")))
        self.outputs = tuple(self._outputs(facts))
        self.values = () if self.aggregation is Aggregation.COUNT else self.outputs
        self.reference = reader.reference(self.found.get("reference"))
        self.confidence = reader.confidence(self.found.get("confidence"))
        self.in_force = reader.period(self.found.get("in_force"))
        self.orders = tuple(self._orders())

    def table(self) -> DecisionTable:
        """The table with its rows."""
        self._check_head()
        return DecisionTable(
            code=self.reader.string(self.found.get("table"), _NAME, "value_class"),
            policy=self.policy,
            inputs=self.inputs,
            outputs=tuple(one.name for one in self.outputs),
            rows=tuple(self._rows()),
            reference=self.reference,
            place=self.reader.place(self.found.get("table", self.node)),
            title=self.reader.words(self.found["title"]) if "title" in self.found else None,
            aggregation=self.aggregation,
            defaults=tuple(self._defaults()),
            orders=self.orders,
        )

    def _orders(self) -> Iterator[tuple[str, ...]]:
        """The values of each output, the one that goes before all others first."""
        node = self.found.get("order")
        if node is None:
            return
        if self.policy is not HitPolicy.PRIORITY:
            self.reader.note(table_refusals.no_order(self.reader.place(node)))
        lists = self.reader.one_or_many(node)
        lists = lists if all(isinstance(one, Items) for one in lists) else (node,)
        if len(lists) != len(self.outputs):
            told = (self.reader.place(node), "order", len(lists), len(self.outputs))
            self.reader.note(table_refusals.wrong_width(*told))
        for one, fact in zip(lists, self.outputs, strict=False):
            yield tuple(str(constant(self.reader, each, fact)) for each in self.reader.one_or_many(one))

    def _defaults(self) -> Iterator[FactValue | Condition]:
        """What holds when no row is met."""
        if "default" in self.found:
            cells = self._cells(self.found["default"], "default", len(self.outputs))
            yield from (established(self.reader, *pair) for pair in zip(cells, self.outputs, strict=False))

    def _aggregation(self) -> Aggregation | None:
        node = self.found.get("aggregate")
        collecting = self.policy is HitPolicy.COLLECT
        if collecting is (node is None):
            self.reader.note(table_refusals.aggregate(self.reader.place(node or self.node), [*map(str, Aggregation)]))
        return self.reader.chosen(node, Aggregation) if node is not None else None

    def _outputs(self, facts: Mapping[str, FactType]) -> Iterator[FactType]:
        seen: set[str] = set()
        for one in self.reader.one_or_many(self.found.get("outputs")):
            name, place = self.reader.string(one, _NAME, "value_class"), self.reader.place(one)
            if name not in facts:
                self.reader.note(refusals.undeclared(place, name, facts))
            if name in seen:
                self.reader.note(table_refusals.twice(place, name))
            seen.add(name)
            yield facts.get(name) or FactType(name, FactKind.TEXT, Text.of("?"))

    def _check_head(self) -> None:
        for name, columns in (("inputs", self.inputs), ("outputs", self.outputs)):
            if name in self.found and not columns:
                self.reader.note(table_refusals.empty(self.reader.place(self.found[name]), name))
        place = self.reader.place(self.found.get("outputs", self.node))
        if self.aggregation and len(self.outputs) > 1:
            self.reader.note(table_refusals.one_output(place))
        for one in self.outputs:
            fitting = _GATHERED[self.aggregation] if self.aggregation else (one.kind,)
            if one.kind not in fitting:
                self.reader.note(
                    table_refusals.not_gathered(place, one.name, str(self.aggregation), [*map(str, fitting)])
                )
            if self.policy is HitPolicy.PRIORITY and one.kind is not FactKind.CHOICE:
                self.reader.note(table_refusals.no_priority(place, one.name))

    def _rows(self) -> Iterator[Row]:
        rows = self.reader.items(self.found.get("rows"))
        if "rows" in self.found and not 0 < len(rows) <= MOST_ROWS:
            self.reader.note(table_refusals.row_count(self.reader.place(self.found["rows"]), MOST_ROWS))
        return (self._row(one) for one in rows[:MOST_ROWS])

    def _row(self, node: Node) -> Row:
        reader = self.reader
        required = ("when", "then") if self.values else ("when",)
        found = reader.entries(node, required, _SOURCE)
        return Row(
            tuple(self._test(one) for one in self._cells(found.get("when"), "when", len(self.inputs))),
            tuple(
                self._value(one, fact)
                for one, fact in zip(
                    self._cells(found.get("then"), "then", len(self.values)), self.values, strict=False
                )
            ),
            reader.reference(found["reference"]) if "reference" in found else self.reference,
            reader.confidence(found["confidence"]) if "confidence" in found else self.confidence,
            reader.period(found["in_force"]) if "in_force" in found else self.in_force,
            reader.place(node),
        )

    def _cells(self, node: Node | None, name: str, count: int) -> tuple[Node, ...]:
        """A list, or one cell in the place of one."""
        if node is None:
            return ()
        cells = node.items if isinstance(node, Items) else (node,)
        if len(cells) != count:
            self.reader.note(table_refusals.wrong_width(self.reader.place(node), name, len(cells), count))
        return cells

    def _test(self, node: Node) -> Condition:
        if isinstance(node, Items):
            self.reader.note(table_refusals.unquoted(self.reader.place(node)))
            return self.reader.condition(None)
        return self.reader.condition(node, tests=True)

    def _value(self, node: Node, fact: FactType) -> FactValue | Condition:
        value = established(self.reader, node, fact)
        if self.policy is HitPolicy.PRIORITY and isinstance(value, Condition):
            self.reader.note(table_refusals.constants_only(self.reader.place(node)))
        order = dict(zip((one.name for one in self.outputs), self.orders, strict=False)).get(fact.name, ())
        if order and value not in order:
            self.reader.note(mistakes.not_one_of(self.reader.place(node), str(value), order))
        return value
