"""Decisions of a model, evaluated: each after what it rests on, every value of the type the model names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from neni.core.model.conditions.calling import Scope
from neni.core.model.conditions.elements import Exhausted
from neni.core.model.conditions.evaluation import Evaluator
from neni.core.model.conditions.functions import call
from neni.core.model.conditions.operators import compare
from neni.core.model.conditions.tree import INPUT, Node
from neni.core.model.conditions.values import Function, Value
from neni.core.model.conforming import conform
from neni.core.model.decisions import (
    Asked,
    Boxes,
    Chosen,
    Decision,
    Defined,
    Gathering,
    Given,
    Hit,
    Invoked,
    Logic,
    Model,
    Ruled,
    Several,
    Table,
    Typed,
    Written,
)


def decide(model: Model, name: str, facts: Mapping[str, Value]) -> Value:
    """What the decision gives. An input nobody stated is nothing (null), as the standard has it."""
    walk = Evaluator(all_known=True)
    scope: dict[str, Value] = {}
    try:
        for one in model.order(name):
            scope[one] = _value_of(model, one, facts, walk, scope)
    except (Exhausted, RecursionError):
        return None
    return scope[name]


def _value_of(model: Model, name: str, facts: Mapping[str, Value], walk: Evaluator, scope: Scope) -> Value:
    if name in model.inputs:
        return conform(facts.get(name), model.inputs[name], walk, scope)
    one = model.decisions.get(name) or model.knowledge[name]
    known = {need: scope[need] for need in _reached(model, one)}
    return conform(_Deciding(walk).value(one.logic, known), one.type, walk, known)


def _reached(model: Model, one: Decision) -> tuple[str, ...]:
    """What the decision names itself; the functions it calls bring their own."""
    return tuple(
        need for need in one.needs if need in model.inputs or need in model.decisions or need in model.knowledge
    )


class _Deciding:
    """One decision being evaluated."""

    def __init__(self, walk: Evaluator) -> None:
        self._walk = walk

    def value(self, logic: Logic, scope: Scope) -> Value:
        """What the logic gives, of the type it names."""
        return self.conform(_LOGIC[type(logic)](self, logic, scope), logic.type, scope)

    def conform(self, value: Value, wanted: Typed, scope: Scope) -> Value:
        return conform(value, wanted, self._walk, scope)

    def written(self, logic: Written, scope: Scope) -> Value:
        return self._walk.value(logic.tree, scope)

    def boxes(self, logic: Boxes, scope: Scope) -> Value:
        inner, made = dict(scope), dict[str, Value]()
        for name, wanted, entry in logic.entries:
            value = self.conform(self.value(entry, inner), wanted, inner)
            if not name:
                return value
            made[name] = inner[name] = value
        return made

    def several(self, logic: Several, scope: Scope) -> Value:
        return tuple(self.value(one, scope) for one in logic.elements)

    def invoked(self, logic: Invoked, scope: Scope) -> Value:
        called = self._walk.value(logic.called, scope)
        if not isinstance(called, Function):
            return None
        arguments = tuple(self.value(one, scope) for _, one in logic.arguments)
        return self._walk.invoke(called, arguments, tuple(name for name, _ in logic.arguments))

    def defined(self, logic: Defined, scope: Scope) -> Value:
        """A function that brings what is known where it stands."""

        def run(inner: Mapping[str, Value]) -> Value:
            known = dict(inner)
            for name, wanted in logic.parameters:
                known[name] = self.conform(inner[name], wanted, inner)
            return self.value(logic.body, known)

        return Function(tuple((name, None) for name, _ in logic.parameters), run, scope)

    def chosen(self, logic: Chosen, scope: Scope) -> Value:
        return self.value(logic.then if self.value(logic.test, scope) is True else logic.otherwise, scope)

    def table(self, table: Table, scope: Scope) -> Value:
        """Null where the rules that are met contradict the hit policy. An input that may not have its value is null."""
        asked = [self._asked(one, scope) for one in table.inputs]
        met = [rule for rule in table.rules if self._meets(rule, asked, scope)]
        return self._hit(table, met, scope) if met else self._otherwise(table, scope)

    def _asked(self, one: Asked, scope: Scope) -> Value:
        value = self.conform(self._walk.value(one.tree, scope), one.type, scope)
        return value if one.allowed is None or self._met(one.allowed, value, scope) else None

    def _meets(self, rule: Ruled, asked: Sequence[Value], scope: Scope) -> bool:
        return all(self._met(test, value, scope) for test, value in zip(rule.tests, asked, strict=True))

    def _met(self, test: Node, value: Value, scope: Scope) -> bool:
        return self._walk.value(test, {**scope, INPUT: value}) is True

    def _otherwise(self, table: Table, scope: Scope) -> Value:
        """The default outputs; without any, nothing, or no rules where they are listed."""
        if any(one.otherwise for one in table.outputs):
            given = [None if one.otherwise is None else self._walk.value(one.otherwise, scope) for one in table.outputs]
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
        return self._outcome(table, [self._walk.value(one, scope) for one in rule.values], scope)

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


_LISTING = (Hit.COLLECT, Hit.RULE_ORDER, Hit.OUTPUT_ORDER)
_LOGIC: dict[type, Callable[[_Deciding, Any, Scope], Value]] = {
    Written: _Deciding.written,
    Table: _Deciding.table,
    Boxes: _Deciding.boxes,
    Several: _Deciding.several,
    Invoked: _Deciding.invoked,
    Defined: _Deciding.defined,
    Chosen: _Deciding.chosen,
}
