"""Decisions of a model, evaluated: each after what it rests on, every value of the type the model names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from neni.core.model.conditions.calling import Scope
from neni.core.model.conditions.elements import Exhausted, gone_through
from neni.core.model.conditions.evaluation import PARTIAL, Evaluator, asks_for, within_filter
from neni.core.model.conditions.operators import all_of, any_of
from neni.core.model.conditions.values import Function, Unknown, Value
from neni.core.model.decisions import (
    Boxes,
    Chosen,
    Defined,
    Invoked,
    Logic,
    Model,
    Repeated,
    Satisfied,
    Service,
    Several,
    Sifted,
    Table,
    Typed,
    Written,
)
from neni.core.model.decisions.conforming import conform
from neni.core.model.decisions.deciding_tables import TableDeciding


def decide(model: Model, name: str, facts: Mapping[str, Value]) -> Value:
    """What the decision or decision service gives. An input nobody stated is nothing (null), as the standard has it."""
    deciding = _Deciding(model)
    scope: dict[str, Value] = {}
    try:
        for one in model.order(name):
            scope[one] = deciding.decided(one, facts, scope)
        return deciding.asked(name, scope[name], facts)
    except (Exhausted, RecursionError):
        return None


class _Deciding(TableDeciding):
    """One decision being evaluated."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.walk = Evaluator(all_known=True)

    def asked(self, name: str, found: Value, facts: Mapping[str, Value]) -> Value:
        """What was asked for: of what is called, what it gives for these facts."""
        parameters = self._model.parameters(name)
        if parameters is None or not isinstance(found, Function):
            return found
        return self.walk.invoke(found, tuple(facts.get(parameter) for parameter, _ in parameters))

    def value(self, logic: Logic, scope: Scope) -> Value:
        """What the logic gives, of the type it names."""
        return self.conform(_LOGIC[type(logic)](self, logic, scope), logic.type, scope)

    def conform(self, value: Value, wanted: Typed, scope: Scope) -> Value:
        """The value as the type has it."""
        return conform(value, wanted, self.walk, scope)

    def written(self, logic: Written, scope: Scope) -> Value:
        return self.walk.value(logic.tree, scope)

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
        called = self.walk.value(logic.called, scope)
        if not isinstance(called, Function):
            return None
        arguments = tuple(self.value(one, scope) for _, one in logic.arguments)
        return self.walk.invoke(called, arguments, tuple(name for name, _ in logic.arguments))

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

    def repeated(self, logic: Repeated, scope: Scope) -> Value:
        elements = self._elements(logic.source, scope)
        if elements is None:
            return None
        made: list[Value] = []
        looks_back = not isinstance(logic.result, Written) or asks_for(logic.result.tree, PARTIAL)
        for element in elements:
            inner = {**scope, logic.variable: element}
            if looks_back:
                self.walk.weigh(so_far := tuple(made))
                inner[PARTIAL] = so_far
            made.append(self._each(logic.result, inner))
        return self.walk.made(tuple(made))

    def sifted(self, logic: Sifted, scope: Scope) -> Value:
        """Unlike a filter of FEEL, a boxed one knows no places: a test that gives neither yes nor no has no result."""
        elements = self._elements(logic.source, scope)
        if elements is None:
            return None
        told = [self._each(logic.test, {**scope, **within_filter(one)}) for one in elements]
        sound = all(one is None or isinstance(one, bool) for one in told)
        return tuple(one for one, met in zip(elements, told, strict=True) if met is True) if sound else None

    def satisfied(self, logic: Satisfied, scope: Scope) -> Value:
        elements = self._elements(logic.source, scope)
        if elements is None:
            return None
        told = (self._each(logic.test, {**scope, logic.variable: one}) for one in elements)
        return all_of(told) if logic.every else any_of(told)

    def _elements(self, source: Logic, scope: Scope) -> tuple[Value, ...] | None:
        found = gone_through(self.value(source, scope))
        return None if isinstance(found, Unknown) else found

    def _each(self, logic: Logic, scope: Scope) -> Value:
        self.walk.step()
        return self.value(logic, scope)

    def service(self, logic: Service, scope: Scope) -> Value:
        """A function that decides anew, with what it is given in place of what the model would decide."""

        def run(given: Mapping[str, Value]) -> Value:
            known = {name: self.conform(given[name], wanted, {}) for name, wanted in logic.parameters}
            for one in logic.within:
                known[one] = self.decided(one, {}, known)
            outcomes = {one: known[one] for one in logic.outputs}
            return outcomes if len(outcomes) != 1 else outcomes[logic.outputs[0]]

        return Function(tuple((name, None) for name, _ in logic.parameters), run, scope)

    def decided(self, name: str, facts: Mapping[str, Value], scope: Scope) -> Value:
        """What an input, a decision or business knowledge of the model is."""
        model = self._model
        stated = model.inputs.get(name) or model.left_open.get(name)
        if stated:
            return self.conform(facts.get(name), stated, scope)
        one = model.decisions.get(name) or model.knowledge[name]
        known = {need: scope[need] for need in one.needs if need in scope}
        return self.conform(self.value(one.logic, known), one.type, known)


_LOGIC: dict[type, Callable[[_Deciding, Any, Scope], Value]] = {
    Written: _Deciding.written,
    Table: _Deciding.table,
    Boxes: _Deciding.boxes,
    Several: _Deciding.several,
    Invoked: _Deciding.invoked,
    Defined: _Deciding.defined,
    Chosen: _Deciding.chosen,
    Repeated: _Deciding.repeated,
    Sifted: _Deciding.sifted,
    Satisfied: _Deciding.satisfied,
    Service: _Deciding.service,
}
