"""Decision tables of a model, evaluated: which rules are met, and what they come to under the hit policy."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from neni.core.model.conditions.calling import Scope
from neni.core.model.conditions.evaluation import Evaluator
from neni.core.model.conditions.functions import call
from neni.core.model.conditions.operators import compare
from neni.core.model.conditions.tree import INPUT, Node
from neni.core.model.conditions.values import Value
from neni.core.model.decisions import Asked, Gathering, Given, Hit, Ruled, Table, Typed

_LISTING = (Hit.COLLECT, Hit.RULE_ORDER, Hit.OUTPUT_ORDER)


class TableDeciding(ABC):
    """The part of deciding that looks at tables."""

    walk: Evaluator

    @abstractmethod
    def conform(self, value: Value, wanted: Typed, scope: Scope) -> Value:
        """The value as the type has it."""

    def table(self, table: Table, scope: Scope) -> Value:
        """Null where the rules that are met contradict the hit policy. An input that may not have its value is null."""
        asked = [self._asked(one, scope) for one in table.inputs]
        met = [rule for rule in table.rules if self._meets(rule, asked, scope)]
        return self._hit(table, met, scope) if met else self._otherwise(table, scope)

    def _asked(self, one: Asked, scope: Scope) -> Value:
        value = self.conform(self.walk.value(one.tree, scope), one.type, scope)
        return value if one.allowed is None or self._met(one.allowed, value, scope) else None

    def _meets(self, rule: Ruled, asked: Sequence[Value], scope: Scope) -> bool:
        return all(self._met(test, value, scope) for test, value in zip(rule.tests, asked, strict=True))

    def _met(self, test: Node, value: Value, scope: Scope) -> bool:
        return self.walk.value(test, {**scope, INPUT: value}) is True

    def _otherwise(self, table: Table, scope: Scope) -> Value:
        """The default outputs; without any, nothing, or no rules where they are listed."""
        if any(one.otherwise for one in table.outputs):
            given = [None if one.otherwise is None else self.walk.value(one.otherwise, scope) for one in table.outputs]
            return self._outcome(table, given, scope)
        return _gathered(table.gathering, ()) if table.hit in _LISTING else None

    def _hit(self, table: Table, met: Sequence[Ruled], scope: Scope) -> Value:
        if table.hit is Hit.UNIQUE and len(met) > 1:
            return None
        if table.hit in (Hit.UNIQUE, Hit.FIRST):
            return self._said(table, met[0], scope)
        said = [self._said(table, rule, scope) for rule in met]
        if table.hit is Hit.ANY:
            return said[0] if all(compare("=", said[0], one) is True for one in said) else None
        if table.hit in (Hit.PRIORITY, Hit.OUTPUT_ORDER):
            places = [self._place(table.outputs, one, scope) for one in said]
            said = [one for _, one in sorted(zip(places, said, strict=True), key=lambda pair: pair[0])]
            return said[0] if table.hit is Hit.PRIORITY else tuple(said)
        return _gathered(table.gathering, said)

    def _said(self, table: Table, rule: Ruled, scope: Scope) -> Value:
        return self._outcome(table, [self.walk.value(one, scope) for one in rule.values], scope)

    def _outcome(self, table: Table, values: Sequence[Value], scope: Scope) -> Value:
        """One output is its value, several are a context."""
        given = [self._allowed(one, value, scope) for one, value in zip(table.outputs, values, strict=True)]
        if len(given) == 1:
            return given[0]
        return {one.name: value for one, value in zip(table.outputs, given, strict=True)}

    def _allowed(self, one: Given, value: Value, scope: Scope) -> Value:
        found = self.conform(value, one.type, scope)
        return found if one.allowed is None or self._met(one.allowed, found, scope) else None

    def _place(self, outputs: Sequence[Given], said: Value, scope: Scope) -> tuple[int, ...]:
        """Where the outcome stands in the order of the outputs' values, the first output first."""
        values = [said] if len(outputs) == 1 else list(said.values()) if isinstance(said, Mapping) else []
        return tuple(
            self._rank(one.order, value, scope) for one, value in zip(outputs, values, strict=True) if one.order
        )

    def _rank(self, order: Sequence[Node], value: Value, scope: Scope) -> int:
        return next((place for place, test in enumerate(order) if self._met(test, value, scope)), len(order))


def _gathered(gathering: Gathering | None, said: Sequence[Value]) -> Value:
    return call(gathering.value.lower(), (tuple(said),)) if gathering else tuple(said)
