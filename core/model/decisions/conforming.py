"""Whether values are of the types a model of decisions names; what is not, is nothing (null)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, time

from neni.core.model.conditions.calling import Scope
from neni.core.model.conditions.evaluation import Evaluator
from neni.core.model.conditions.moments import moment_of
from neni.core.model.conditions.tree import INPUT, Node
from neni.core.model.conditions.types import Kind, kind_of
from neni.core.model.conditions.values import Function, Value
from neni.core.model.decisions import Typed


def conform(value: Value, wanted: Typed, walk: Evaluator, scope: Scope) -> Value:
    """The value as the type sees it: one value as a list of one, a list of one as its value, a day as its midnight in
    UTC; null when it is none."""
    if isinstance(value, Function) and (wanted.result is not None or wanted.takes):
        return _seen_as(value, wanted, walk)
    if type(value) is date and _kind(wanted) is Kind.INSTANT:
        value = moment_of(value, time(tzinfo=UTC))
    if value is None or _fits(value, wanted, walk, scope):
        return value
    if isinstance(value, tuple) and len(value) == 1 and _fits(value[0], wanted, walk, scope):
        return value[0]
    listed = (value,)
    return listed if not isinstance(value, tuple) and _fits(listed, wanted, walk, scope) else None


def _seen_as(function: Function, wanted: Typed, walk: Evaluator) -> Function:
    """The function, what it takes and what it gives seen as that type has them."""

    def run(given: Scope) -> Value:
        taken = {name: conform(given[name], one, walk, given) for name, one in wanted.takes if name in given}
        scope, body = {**given, **taken}, function.body
        found = body(scope) if callable(body) else walk.value(body, scope)
        return conform(found, wanted.result, walk, scope) if wanted.result else found

    return Function(function.parameters, run, function.scope)


def _kind(wanted: Typed) -> Kind:
    """The kind of one value of the type."""
    return _kind(wanted.base) if wanted.kind is Kind.ANY and wanted.base else wanted.kind


def _fits(value: Value, wanted: Typed, walk: Evaluator, scope: Scope) -> bool:
    if not _is_met(wanted.constraint, value, walk, scope):
        return False
    if wanted.collection:
        return isinstance(value, tuple) and all(_fits_one(one, wanted, walk, scope) for one in value)
    return _fits_one(value, wanted, walk, scope)


def _fits_one(value: Value, wanted: Typed, walk: Evaluator, scope: Scope) -> bool:
    if value is None:
        return True
    if wanted.base is not None and not _fits(value, wanted.base, walk, scope):
        return False
    if wanted.kind is not Kind.ANY and kind_of(value) is not wanted.kind:
        return False
    return _has_parts(value, wanted, walk, scope) and is_allowed(value, wanted, walk, scope)


def _has_parts(value: Value, wanted: Typed, walk: Evaluator, scope: Scope) -> bool:
    if not wanted.parts:
        return True
    return isinstance(value, Mapping) and all(
        name in value and _fits_or_null(value[name], part, walk, scope) for name, part in wanted.parts
    )


def _fits_or_null(value: Value, wanted: Typed, walk: Evaluator, scope: Scope) -> bool:
    return value is None or _fits(value, wanted, walk, scope)


def is_allowed(value: Value, wanted: Typed, walk: Evaluator, scope: Scope) -> bool:
    """Whether the value is among those the type allows."""
    return _is_met(wanted.allowed, value, walk, scope)


def _is_met(test: Node | None, value: Value, walk: Evaluator, scope: Scope) -> bool:
    return test is None or walk.value(test, {**scope, INPUT: value}) is True
