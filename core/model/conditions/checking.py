"""What is wrong with a condition before any case is looked at: names nobody declared, functions that do not exist,
values that can never stand beside each other. All mistakes at once, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from neni.core.model.conditions import operators, types
from neni.core.model.conditions.functions import FUNCTIONS
from neni.core.model.conditions.reading import ITEM
from neni.core.model.conditions.tree import (
    And,
    Arithmetic,
    Between,
    Binding,
    Call,
    Comparison,
    Filter,
    For,
    If,
    In,
    ListOf,
    Literal,
    Member,
    Name,
    Negate,
    Node,
    Not,
    Or,
    Quantified,
    Range,
    Span,
    UnaryTest,
)
from neni.core.model.conditions.types import ConditionType, Kind
from neni.core.model.conditions.values import Months, Value
from neni.core.model.text import Text

Names = Mapping[str, ConditionType]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong and where in the condition's text."""

    message: Text
    span: Span


def check(node: Node, names: Names, expected: ConditionType | None = None) -> tuple[Mistake, ...]:
    """Every mistake of a condition over names of these types. `expected` is the type the whole must have."""
    reading = _Reading()
    found = reading.type_of(node, names)
    if expected and not expected.fits(found):
        reading.told(node, *_EXPECTED, expected.kind.value, found.kind.value)
    if expected and expected.codes is not None:
        reading.check_code(node, expected)
    return tuple(dict.fromkeys(reading.mistakes))


class _Reading:
    """Walks a tree, infers types, and notes mistakes on the way."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def told(self, node: Node | Binding, sq: str, sr: str, en: str, *words: object) -> None:
        """Note a mistake; `{0}`, `{1}` … in the sentences are `words`."""
        self.mistakes.append(Mistake(Text(sq.format(*words), sr.format(*words), en.format(*words)), node.span))

    def type_of(self, node: Node, names: Names) -> ConditionType:
        """The type of a node's value."""
        return _TYPES[type(node)](self, node, names)

    def name(self, node: Name, names: Names) -> ConditionType:
        if node.name in names:
            return names[node.name]
        self.told(node, *_suggesting(_NO_NAME, node.name, names), node.name)
        return types.ANY

    def member(self, node: Member, names: Names) -> ConditionType:
        base = self.type_of(node.base, names)
        element = (base.element or types.ANY) if base.kind is Kind.LIST else base
        found = self._member(node, element)
        return types.list_of(found) if base.kind is Kind.LIST else found

    def _member(self, node: Member, base: ConditionType) -> ConditionType:
        if base.kind is Kind.RECORD:
            known: Iterable[str] = base.fields
            if node.name in base.fields:
                return base.fields[node.name]
        else:
            known = _MEMBERS.get(base.kind, ())
        if base.kind not in (Kind.ANY, Kind.NULL) and node.name not in known:
            self.told(node, *_suggesting(_NO_MEMBER, node.name, known), node.name, base.kind.value)
        return types.NUMBER if base.kind in _MEMBERS else types.ANY

    def negate(self, node: Negate, names: Names) -> ConditionType:
        operand = self.type_of(node.operand, names)
        if operand.kind not in (Kind.NUMBER, Kind.DURATION, Kind.MONTHS, Kind.ANY, Kind.NULL):
            self.told(node, *_NO_MINUS, operand.kind.value)
        return operand

    def arithmetic(self, node: Arithmetic, names: Names) -> ConditionType:
        left, right = self.type_of(node.left, names), self.type_of(node.right, names)
        if Kind.ANY in (left.kind, right.kind) or Kind.NULL in (left.kind, right.kind):
            return types.ANY
        result = _RESULTS.get((node.operator, left.kind, right.kind))
        if result is None:
            self.told(node, *_NO_ARITHMETIC, node.operator, left.kind.value, right.kind.value)
        return result or types.ANY

    def comparison(self, node: Comparison, names: Names) -> ConditionType:
        self._beside(node, node.operator, node.left, node.right, names)
        return types.YES_NO

    def _beside(self, node: Node, operator: str, left: Node, right: Node, names: Names) -> None:
        one, other = self.type_of(left, names), self.type_of(right, names)
        if not one.fits(other):
            self.told(node, *_NO_COMPARISON, one.kind.value, other.kind.value)
        elif operator not in ("=", "!=") and Kind.ANY not in (one.kind, other.kind):
            self._ordered(node, one)
        self._codes(left, one, right, other)

    def _ordered(self, node: Node, one: ConditionType) -> None:
        if one.kind in (Kind.YES_NO, Kind.LIST, Kind.RECORD, Kind.RANGE) or one.codes is not None:
            self.told(node, *_NO_ORDER, "choice" if one.codes is not None else one.kind.value)

    def _codes(self, left: Node, one: ConditionType, right: Node, other: ConditionType) -> None:
        if one.codes is not None:
            self.check_code(right, one)
        if other.codes is not None:
            self.check_code(left, other)

    def check_code(self, node: Node, choice: ConditionType) -> None:
        """A text beside a choice must be one of its codes."""
        codes = choice.codes or frozenset()
        match node:
            case Literal(value=str() as code) if code not in codes:
                self.told(node, *_suggesting(_NO_CODE, code, codes), code, ", ".join(sorted(codes)))
            case ListOf():
                for element in node.elements:
                    self.check_code(element, choice)
            case If():
                self.check_code(node.then, choice)
                self.check_code(node.otherwise, choice)

    def logical(self, node: And | Or, names: Names) -> ConditionType:
        for part in node.parts:
            self._yes_no(part, names)
        return types.YES_NO

    def negation(self, node: Not, names: Names) -> ConditionType:
        self._yes_no(node.operand, names)
        return types.YES_NO

    def _yes_no(self, node: Node, names: Names) -> None:
        found = self.type_of(node, names)
        if not found.fits(types.YES_NO):
            self.told(node, *_NO_TEST, found.kind.value)

    def range(self, node: Range, names: Names) -> ConditionType:
        ends = [self.type_of(end, names) for end in (node.low, node.high) if end]
        if len(ends) == 2 and not ends[0].fits(ends[1]):
            self.told(node, *_NO_COMPARISON, ends[0].kind.value, ends[1].kind.value)
        for end in ends[:1]:
            self._ordered(node, end)
        return ConditionType(Kind.RANGE, element=ends[0] if ends else types.ANY)

    def between(self, node: Between, names: Names) -> ConditionType:
        self._beside(node, "<=", node.operand, node.low, names)
        self._beside(node, "<=", node.operand, node.high, names)
        return types.YES_NO

    def among(self, node: In, names: Names) -> ConditionType:
        operand = self.type_of(node.operand, names)
        for test in node.tests:
            if isinstance(test, UnaryTest):
                self._beside(test, test.operator, node.operand, test.operand, names)
                continue
            found = self.type_of(test, names)
            whole = found.kind in (Kind.LIST, Kind.RANGE) and operand.kind is not Kind.LIST
            inner = (found.element or types.ANY) if whole else found
            if not operand.fits(inner) and inner.kind not in (Kind.RANGE, Kind.LIST):
                self.told(test, *_NO_COMPARISON, operand.kind.value, inner.kind.value)
            if operand.codes is not None:
                self.check_code(test, operand)
        return types.YES_NO

    def listed(self, node: ListOf, names: Names) -> ConditionType:
        found = [self.type_of(element, names) for element in node.elements]
        same = bool(found) and all(one.kind is found[0].kind for one in found)
        return types.list_of(ConditionType(found[0].kind, element=found[0].element) if same else types.ANY)

    def choose(self, node: If, names: Names) -> ConditionType:
        self._yes_no(node.test, names)
        then, otherwise = self.type_of(node.then, names), self.type_of(node.otherwise, names)
        if then.kind is Kind.NULL:
            return otherwise
        return then if then.kind is otherwise.kind or otherwise.kind is Kind.NULL else types.ANY

    def _bound(self, bindings: tuple[Binding, ...], names: Names) -> Names:
        for binding in bindings:
            source = self.type_of(binding.source, names)
            single = source if source.kind not in (Kind.LIST, Kind.RANGE) else source.element
            names = {**names, binding.name: single or types.ANY}
        return names

    def quantified(self, node: Quantified, names: Names) -> ConditionType:
        self._yes_no(node.test, self._bound(node.bindings, names))
        return types.YES_NO

    def loop(self, node: For, names: Names) -> ConditionType:
        return types.list_of(self.type_of(node.result, self._bound(node.bindings, names)))

    def filter(self, node: Filter, names: Names) -> ConditionType:
        base = self.type_of(node.base, names)
        element = (base.element or types.ANY) if base.kind is Kind.LIST else base
        test = self.type_of(node.test, {**names, **element.fields, ITEM: element})
        if test.kind is Kind.NUMBER:
            return element
        if not test.fits(types.YES_NO):
            self.told(node.test, *_NO_TEST, test.kind.value)
        return base if base.kind is Kind.LIST else types.list_of(element)

    def call(self, node: Call, names: Names) -> ConditionType:
        given = [self.type_of(one, names) for one in node.arguments]
        function = FUNCTIONS.get(node.function)
        if function is None:
            self.told(node, *_suggesting(_NO_FUNCTION, node.function, FUNCTIONS), node.function)
            return types.ANY
        if not function.takes(len(given)):
            self.told(node, *_NO_COUNT, node.function, function.at_least, len(given))
            return function.result
        for index, (argument, found) in enumerate(zip(node.arguments, given, strict=True)):
            wanted = function.parameter(index)
            if wanted.kind is not Kind.LIST and not wanted.fits(found) and not _is_day(wanted, found):
                self.told(argument, *_NO_ARGUMENT, node.function, wanted.kind.value, found.kind.value)
        return function.result


def _is_day(wanted: ConditionType, found: ConditionType) -> bool:
    """An instant serves where a date is asked for."""
    return wanted.kind is Kind.DATE and found.kind is Kind.MOMENT


def of_value(value: Value) -> ConditionType:
    """The type of a literal."""
    return _LITERALS.get(operators.kind_of(value), types.NULL)


_LITERALS: dict[type, ConditionType] = {
    bool: types.YES_NO,
    Decimal: types.NUMBER,
    str: types.TEXT,
    date: types.DATE,
    datetime: types.MOMENT,
    time: types.TIME,
    timedelta: types.DURATION,
    Months: types.MONTHS,
}
_MEMBERS = {_LITERALS[kind].kind: tuple(members) for kind, members in operators.MEMBERS.items()}
_TYPES: dict[type, Callable[[_Reading, Any, Names], ConditionType]] = {
    Literal: lambda _, node, __: of_value(node.value),
    Name: _Reading.name,
    Member: _Reading.member,
    Negate: _Reading.negate,
    Arithmetic: _Reading.arithmetic,
    Comparison: _Reading.comparison,
    And: _Reading.logical,
    Or: _Reading.logical,
    Not: _Reading.negation,
    Range: _Reading.range,
    Between: _Reading.between,
    In: _Reading.among,
    ListOf: _Reading.listed,
    If: _Reading.choose,
    Quantified: _Reading.quantified,
    For: _Reading.loop,
    Filter: _Reading.filter,
    Call: _Reading.call,
    UnaryTest: lambda reading, node, names: reading.type_of(node.operand, names),
}
_N, _D, _M = types.NUMBER, types.DURATION, types.MONTHS
_RESULTS: dict[tuple[str, Kind, Kind], ConditionType] = {
    **{(operator, Kind.NUMBER, Kind.NUMBER): _N for operator in ("+", "-", "*", "/", "**")},
    ("+", Kind.TEXT, Kind.TEXT): types.TEXT,
    ("-", Kind.DATE, Kind.DATE): _D,
    ("-", Kind.MOMENT, Kind.MOMENT): _D,
    **{(operator, one.kind, one.kind): one for operator in ("+", "-") for one in (_D, _M)},
    **{("/", one.kind, one.kind): _N for one in (_D, _M)},
    **{(operator, one.kind, Kind.NUMBER): one for operator in ("*", "/") for one in (_D, _M)},
    **{("*", Kind.NUMBER, one.kind): one for one in (_D, _M)},
    **{
        (operator, day.kind, one.kind): day
        for operator in ("+", "-")
        for day in (types.DATE, types.MOMENT)
        for one in (_D, _M)
    },
    **{("+", one.kind, day.kind): day for day in (types.DATE, types.MOMENT) for one in (_D, _M)},
}
_Sentences = tuple[str, str, str]
_EXPECTED = (
    "këtu duhet {0}, por shprehja jep {1}.",
    "ovde treba {0}, a izraz daje {1}.",
    "{0} is needed here, but the expression gives {1}.",
)
_NO_NAME = (
    "nuk ka fakt ose parametër me emrin “{0}”.",
    "nema činjenice ni parametra sa imenom „{0}“.",
    "there is no fact or parameter named “{0}”.",
)
_NO_MEMBER = (
    "“{0}” nuk është pjesë e një vlere të llojit {1}.",
    "„{0}“ nije deo vrednosti vrste {1}.",
    "“{0}” is no part of a value of the kind {1}.",
)
_NO_MINUS = ("minusi nuk përdoret para {0}.", "minus ne stoji ispred {0}.", "minus cannot stand before {0}.")
_NO_ARITHMETIC = (
    "“{0}” nuk bashkon {1} me {2}.",
    "„{0}“ ne spaja {1} i {2}.",
    "“{0}” does not join {1} and {2}.",
)
_NO_COMPARISON = (
    "{0} nuk mund të krahasohet me {1}.",
    "{0} se ne može uporediti sa {1}.",
    "{0} cannot be compared with {1}.",
)
_NO_ORDER = (
    "{0} nuk ka më të vogël dhe më të madhe; përdorni =, != ose in.",
    "{0} nema manje i veće; koristite =, != ili in.",
    "{0} has no smaller and greater; use =, != or in.",
)
_NO_CODE = (
    "“{0}” nuk është ndër zgjedhjet ({1}).",
    "„{0}“ nije među izborima ({1}).",
    "“{0}” is not among the choices ({1}).",
)
_NO_TEST = (
    "këtu duhet kusht (po ose jo), por ka {0}.",
    "ovde treba uslov (da ili ne), a stoji {0}.",
    "a condition (yes or no) is needed here, but this is {0}.",
)
_NO_FUNCTION = ("nuk ka funksion “{0}”.", "nema funkcije „{0}“.", "there is no function “{0}”.")
_NO_COUNT = (
    "{0} nuk thirret me {2} argumente; shihni dokumentimin (së paku {1}).",
    "{0} se ne poziva sa {2} argumenata; vidite dokumentaciju (najmanje {1}).",
    "{0} cannot be called with {2} arguments; it takes {1} or more as documented.",
)
_NO_ARGUMENT = (
    "{0} kërkon {1}, por iu dha {2}.",
    "{0} traži {1}, a dato je {2}.",
    "{0} takes {1} but was given {2}.",
)


def _suggesting(sentences: _Sentences, given: str, known: Iterable[str]) -> _Sentences:
    near = get_close_matches(given, list(known), n=1)
    if not near:
        return sentences
    sq, sr, en = sentences
    word = near[0].replace("{", "{{").replace("}", "}}")
    return (
        f"{sq} Mos e keni fjalën për “{word}”?",
        f"{sr} Da li ste mislili „{word}“?",
        f"{en} Did you mean “{word}”?",
    )
