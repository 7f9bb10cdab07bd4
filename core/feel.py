"""FEEL and DMN for whoever wants to hold Neni to cases: expressions, unary tests, and decisions of a DMN file.

Here the standard's meaning holds: what has no result is null, an input nobody stated is null, names are written as
people write them. The law of an office is read more strictly; docs/conformance.md tells both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from neni.core.adapters import dmn_models
from neni.core.adapters import feel as language
from neni.core.errors import BadCondition, BadImport, InvalidFacts, NotFound
from neni.core.model.conditions.elements import Exhausted
from neni.core.model.conditions.evaluation import Evaluator
from neni.core.model.conditions.tree import INPUT, Node
from neni.core.model.conditions.undefined import undefined
from neni.core.model.conditions.values import Value
from neni.core.model.decisions import Model, Typed
from neni.core.model.decisions import decision_words as words
from neni.core.model.decisions.deciding import decide as decided
from neni.core.model.plain_values import NoValue, of_json, of_python, to_python

_NO_FACTS: Mapping[str, object] = {}


def evaluate(text: str, facts: Mapping[str, object] = _NO_FACTS) -> object:
    """The value of a FEEL expression, in plain Python: Decimal, str, bool, date, time, datetime, timedelta, list, dict.

    Raises BadCondition, with line and column, for what cannot be read and for names and functions nobody knows.
    """
    return to_python(value_of(text, _given(facts)))


def meets(value: object, tests: str, facts: Mapping[str, object] = _NO_FACTS) -> bool | None:
    """Whether a value meets unary tests as a cell of a decision table has them; None when that has no result."""
    found = tested(tests, of_python(value), _given(facts))
    return found if isinstance(found, bool) else None


def decide(content: bytes, decision: str | None = None, facts: Mapping[str, object] = _NO_FACTS) -> object:
    """What a decision, decision service or business knowledge of a DMN file gives; without a name that of the last
    decision of the file on which no other rests. Raises BadImport, NotFound and InvalidFacts.
    """
    model = read_model(content)
    return to_python(decision_of(model, decision, _given(facts)))


def value_of(text: str, scope: Mapping[str, Value]) -> Value:
    """The value of an expression over values of conditions. Raises BadCondition."""
    return _value(_read(text, scope, tests=False), scope)


def tested(tests: str, value: Value, scope: Mapping[str, Value]) -> Value:
    """Whether a value meets unary tests over values of conditions. Raises BadCondition."""
    inner = {**scope, INPUT: value}
    return _value(_read(tests, inner, tests=True), inner)


def read_model(content: bytes) -> Model:
    """The decisions of a DMN file. Raises BadImport."""
    return dmn_models.read(content, language.parse)


def decision_of(model: Model, decision: str | None, facts: Mapping[str, Value]) -> Value:
    """What a decision gives over values of conditions. Raises BadImport, NotFound and InvalidFacts."""
    name = last_of(model) if decision is None else decision
    if name not in model.askable():
        raise NotFound(words.no_decision(name, model.askable()))
    inputs = known_to(model, name)
    for fact in facts:
        if fact not in inputs:
            raise InvalidFacts(words.no_input(fact, inputs))
    refused = (
        model.refused.get(one, ()) for one in model.order(name) if one not in model.left_open or one not in facts
    )
    if problems := [problem for found in refused for problem in found]:
        raise BadImport(words.NOT_DECIDED, problems)
    return decided(model, name, facts)


def last_of(model: Model) -> str:
    """The last decision on which no other rests."""
    needed = {need for one in model.decisions.values() for need in one.needs}
    return next((name for name in reversed(list(model.decisions)) if name not in needed), "")


def known_to(model: Model, name: str) -> Mapping[str, Typed]:
    """What may be stated where that is asked for: the inputs, decisions without logic, and what is handed to business
    knowledge or a decision service."""
    return {**model.inputs, **model.left_open, **dict(model.parameters(name) or ())}


def inputs_of(model: Model, plain: Mapping[str, object], decision: str | None = None) -> dict[str, Value]:
    """Facts of JSON, each as the type of its input has it. Raises InvalidFacts."""
    wanted = known_to(model, decision or "")
    return {name: _of_json(name, value, wanted.get(name)) for name, value in plain.items()}


def _of_json(name: str, value: object, wanted: Typed | None = None) -> Value:
    try:
        return of_json(value, wanted)
    except NoValue as error:
        raise InvalidFacts(words.no_such_value(name, error.shown, error.kind)) from None


def facts_of(plain: Mapping[str, object]) -> dict[str, Value]:
    """Facts of JSON without types. Raises InvalidFacts."""
    return {name: _of_json(name, value) for name, value in plain.items()}


def _given(facts: Mapping[str, object]) -> dict[str, Value]:
    made: dict[str, Value] = {}
    for name, value in facts.items():
        try:
            made[name] = of_python(value)
        except NoValue as error:
            raise InvalidFacts(words.no_such_value(name, error.shown, error.kind)) from None
    return made


def _read(text: str, scope: Mapping[str, Value], *, tests: bool) -> Node:
    tree = language.parse(text, tests=tests, names=frozenset(_names(scope)))
    if strange := undefined(tree, scope):
        raise BadCondition(words.placed(strange[0], "").message, strange[0].span)
    return tree


def _names(value: Value) -> Iterator[str]:
    """The names in facts, however deep they stand."""
    if isinstance(value, Mapping):
        yield from value
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()
    for one in inner:
        yield from _names(one)


def _value(tree: Node, scope: Mapping[str, Value]) -> Value:
    try:
        return Evaluator(all_known=True).value(tree, scope)
    except (Exhausted, RecursionError):
        return None
