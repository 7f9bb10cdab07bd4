"""What a patient reader makes of the law: recursive, slow, and with nothing of Neni's evaluator in it.

It reads the same syntax trees, and says of each rule on a day whether it holds. Numbers are reckoned with 34 digits.
"""

from __future__ import annotations

import calendar
import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Context, Decimal, localcontext
from typing import Any

from grids import MISSING, Grid

from neni.core.model.conditions import tree
from neni.core.model.conditions.values import Moment, Months
from neni.core.model.decision_tables import DecisionTable
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.rules import Condition, Derivation, Rule
from neni.core.model.rulesets import Lawbook

DIGITS = Context(prec=34, Emin=-6143, Emax=6144)
HUNDRED = Decimal(100)
ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


Read = Any
"""MISSING, None, or a value."""
Vouched = frozenset[tuple[str, str]]
"""Rules with the fingerprints that people confirmed."""


def outcomes(
    law: Lawbook, facts: Mapping[str, FactValue], on: date, confirmed: Vouched
) -> tuple[dict[str, str], dict[str, Read]]:
    """For each rule "holds", "does_not_hold" or "cannot_be_told"; and every derived fact that is known."""
    with localcontext(DIGITS):
        reader = Reader(law, facts, on, confirmed)
        derived = {one.fact: reader.names(one.fact) for one in law.derivations()}
        rules = {rule.code: reader.rule(rule) for rule in law.rules()}
    said = {True: "holds", False: "does_not_hold", None: "cannot_be_told"}
    return {code: said[one] for code, one in rules.items()}, derived


class Reader:
    """One case on one day. Of a rule it says True, False or, when it cannot tell, None."""

    def __init__(self, law: Lawbook, facts: Mapping[str, FactValue], on: date, confirmed: Vouched) -> None:
        self._law, self._facts, self._on, self._confirmed = law, facts, on, confirmed
        self._parameters = {one.name: one for one in law.parameters()}
        self._known: dict[str, Read] = {}

    def rule(self, rule: Rule) -> bool | None:
        """Its condition, none of its exceptions, none of the rules above it that do more than advise."""
        if self._on not in rule.in_force:
            return False
        against = [self.met(one) for one in rule.unless]
        above = [one for one in self._law.rules() if rule.code in one.overrides and not self.only_advises(one)]
        against += [self.rule(one) for one in above]
        needed = [self.met(rule.when), *(None if one is None else not one for one in against)]
        return False if False in needed else None if None in needed else True

    def only_advises(self, rule: Rule) -> bool:
        """Whether something it rests on that day has to be confirmed, and was not."""
        if (rule.code, rule.fingerprint) in self._confirmed:
            return False
        reached: set[str] = set()
        return rule.confidence.needs_confirmation or any(self._unsure(name, reached) for name in sorted(rule.reads))

    def _unsure(self, name: str, reached: set[str]) -> bool:
        if name in reached:
            return False
        reached.add(name)
        ways = [one for one in self._law.derivations() if one.fact == name]
        values = self._parameters[name].values if name in self._parameters else ()
        begun = [one.confidence for one in values if one.start <= self._on]
        used = [*begun[-1:], *(one.confidence for one in ways if self._on in one.in_force)]
        return any(one.needs_confirmation for one in used) or any(
            self._unsure(below, reached) for one in ways for below in sorted(one.reads)
        )

    def met(self, condition: Condition) -> bool | None:
        """Whether it is true, whatever the missing facts may turn out to be."""
        ways = self.possible(condition.tree)
        return None if True in ways and len(ways) > 1 else True in ways

    def possible(self, node: tree.Node) -> frozenset[bool | None]:
        """What a condition can still turn out to be; its parts are taken for independent."""
        match node:
            case tree.Not():
                return frozenset(None if one is None else not one for one in self.possible(node.operand))
            case tree.And() | tree.Or():
                first, *rest = (self.possible(part) for part in node.parts)
                for part in rest:
                    first = frozenset(
                        (any_of if isinstance(node, tree.Or) else all_of)((a, b)) for a in first for b in part
                    )
                return first
        found = Words(self.names).value(node)
        if found is MISSING:
            return frozenset({True, False, None})
        return frozenset({found if isinstance(found, bool) else None})

    def names(self, name: str) -> Read:
        """A fact, a parameter or a derived fact."""
        if name not in self._known:
            self._known[name] = self._name(name)
        return self._known[name]

    def _name(self, name: str) -> Read:
        lone = [one for one in self._law.derivations() if one.fact == name and not one.rows]
        tables = [one for ruleset in self._law.rulesets for one in ruleset.tables if name in one.outputs]
        if lone or tables:
            return self._derived(name, [one for one in lone if self._on in one.in_force], tables)
        if name in self._parameters:
            begun = [one for one in self._parameters[name].values if one.start <= self._on]
            return plain(self._parameters[name].type, begun[-1].value) if begun else MISSING
        return plain(self._law.facts[name], self._facts[name]) if name in self._facts else MISSING

    def _derived(self, name: str, ways: list[Derivation], tables: list[DecisionTable]) -> Read:
        kind = self._law.facts[name]
        met = [True if one.when is None else self.met(one.when) for one in ways]
        values = [self.given(kind, one.value) for one, holds in zip(ways, met, strict=True) if holds]
        said = [Grid(self, one, self._on, self._law.facts).says(kind, one.outputs.index(name)) for one in tables]
        values += [one for found in said for one in found.values]
        if not values:
            return MISSING if None in met or any(one.is_open for one in said) else None
        agree = all(one is not MISSING and one == values[0] for one in values)
        return fitting(kind, values[0]) if agree else MISSING

    def value(self, node: tree.Node, more: Mapping[str, Read] | None = None) -> Read:
        """The value of an expression, with names of its own."""
        return Words(self.names).within(node, more or {})

    def given(self, kind: FactType, value: Any) -> Read:
        """What a derivation or a row gives."""
        return self.value(value.tree) if isinstance(value, Condition) else plain(kind, value)

    def gathered(self, how: str, values: list[Read]) -> Read:
        """The sum, the smallest or the largest."""
        return MISSING if any(one is MISSING for one in values) else GATHERING[how](values)


def plain(kind: FactType, value: Any) -> Read:
    """A fact as conditions speak of it: euros, fractions, lists of records."""
    if kind.kind is FactKind.MONEY:
        euros, cents = divmod(abs(value), 100)
        return Decimal(f"{'-' if value < 0 else ''}{euros}.{cents:02}")
    if kind.kind is FactKind.PERCENT:
        return value / HUNDRED
    if kind.kind is FactKind.RECORDS:
        return [
            {one.name: plain(one, row[one.name]) if one.name in row else MISSING for one in kind.fields}
            for row in value
        ]
    return value


def fitting(kind: FactType, value: Read) -> Read:
    """A derived value, or nothing when it is none of the fact's kind."""
    if kind.kind is FactKind.MONEY:
        whole = isinstance(value, Decimal) and abs(value) < 10**31 and value.quantize(Decimal("0.01")) == value
        return value if whole else None
    if kind.kind is FactKind.CHOICE:
        return value if value in [one.code for one in kind.choices] else None
    if kind.kind is FactKind.DATE:
        return value if type(value) is date else None
    if kind.kind is FactKind.NUMBER:
        return value if isinstance(value, Decimal) and abs(value) < 10**31 else None
    return value if isinstance(value, bool) else None


def any_of(parts: Iterable[Read]) -> Read:
    """`or` in the four values."""
    return _joined(list(parts), decisive=True)


def all_of(parts: Iterable[Read]) -> Read:
    """`and` in the four values."""
    return _joined(list(parts), decisive=False)


def _joined(parts: list[Read], *, decisive: bool) -> Read:
    if any(part is decisive for part in parts):
        return decisive
    if any(part is MISSING for part in parts):
        return MISSING
    return (not decisive) if all(isinstance(part, bool) for part in parts) else None


class Words:
    """The value of an expression, read word by word."""

    def __init__(self, names: Callable[[str], Read]) -> None:
        self._names = names

    def value(self, node: tree.Node | tree.Binding) -> Read:
        """The value of any node."""
        return getattr(self, type(node).__name__.lower())(node)

    def literal(self, node: tree.Literal) -> Read:
        """As written."""
        return node.value

    def name(self, node: tree.Name) -> Read:
        """As stated."""
        return self._names(node.name)

    def member(self, node: tree.Member) -> Read:
        """Days of a duration, a field of a record, that field of all records."""
        base = self.value(node.base)
        if base is MISSING or base is None:
            return base
        if isinstance(base, list):
            return [one[node.name] for one in base]
        if isinstance(base, timedelta):
            return Decimal(base.days)
        if isinstance(base, date):
            return Decimal(base.isoweekday() if node.name == "weekday" else getattr(base, node.name))
        return base[node.name]

    def arithmetic(self, node: tree.Arithmetic) -> Read:
        """Numbers with numbers, days with lengths of time, texts with texts; whatever else has no result."""
        left, right = self.value(node.left), self.value(node.right)
        if left is MISSING or right is MISSING:
            return MISSING
        if left is None or right is None:
            return None
        try:
            return reckoned(node.operator, left, right)
        except (ArithmeticError, ValueError):
            return None

    def negate(self, node: tree.Negate) -> Read:
        """Of a number."""
        value = self.value(node.operand)
        return -value if isinstance(value, Decimal) else value if value is MISSING else None

    def listof(self, node: tree.ListOf) -> Read:
        """As written."""
        return [self.value(one) for one in node.elements]

    def comparison(self, node: tree.Comparison) -> Read:
        """Only like with like; nothing equals nothing."""
        return compared(node.operator, self.value(node.left), self.value(node.right))

    def between(self, node: tree.Between) -> Read:
        """Both ends in."""
        value, low, high = self.value(node.operand), self.value(node.low), self.value(node.high)
        return all_of((compared(">=", value, low), compared("<=", value, high)))

    def unarytest(self, node: tree.UnaryTest) -> Read:
        """Only inside an `in`."""
        raise NotImplementedError

    def _in_one(self, value: Read, test: tree.Node) -> Read:
        if isinstance(test, tree.UnaryTest):
            return compared(test.operator, value, self.value(test.operand))
        if isinstance(test, tree.Not):
            found = any_of([self._in_one(value, one) for one in test.operand.tests])  # type: ignore[attr-defined]
            return found if found is MISSING else (not found if isinstance(found, bool) else None)
        if isinstance(test, tree.Range):
            low, high = self.value(test.low), self.value(test.high)  # type: ignore[arg-type]  # none drawn is open
            if low is None or high is None:  # an end that is nothing makes no range
                return MISSING if MISSING in (low, high) else None
            ends = (
                compared(">=" if test.low_closed else ">", value, low),
                compared("<=" if test.high_closed else "<", value, high),
            )
            return all_of(ends)
        if isinstance(test, tree.ListOf):
            return any_of([compared("=", value, self.value(one)) for one in test.elements])
        return compared("=", value, self.value(test))

    def __getattr__(self, name: str) -> Callable[[Any], Read]:
        kept = {"in": self._in, "and": self._and, "or": self._or, "not": self._not, "if": self._if, "for": self._for}
        return kept[name]

    def _in(self, node: tree.In) -> Read:
        value = self.value(node.operand)
        return any_of([self._in_one(value, test) for test in node.tests])

    def _and(self, node: tree.And) -> Read:
        return all_of(map(self.value, node.parts))

    def _or(self, node: tree.Or) -> Read:
        return any_of(map(self.value, node.parts))

    def _not(self, node: tree.Not) -> Read:
        value = self.value(node.operand)
        return value if value is MISSING else (not value if isinstance(value, bool) else None)

    def _if(self, node: tree.If) -> Read:
        test, then, otherwise = (self.value(one) for one in (node.test, node.then, node.otherwise))
        if test is MISSING:
            return then if then is not MISSING and compared("=", then, otherwise) is True else MISSING
        return then if test is True else otherwise

    def quantified(self, node: tree.Quantified) -> Read:
        """Over every combination of elements."""
        found = self._combined(node.bindings)
        if not isinstance(found, list):
            return found
        return (all_of if node.every else any_of)([self.within(node.test, one) for one in found])

    def _for(self, node: tree.For) -> Read:
        found = self._combined(node.bindings)
        return [self.within(node.result, one) for one in found] if isinstance(found, list) else found

    def _combined(self, bindings: Iterable[tree.Binding]) -> Read:
        sources = [(one.name, self.value(one.source)) for one in bindings]
        for nothing in (MISSING, None):
            if any(found is nothing for _, found in sources):
                return nothing
        combined: list[dict[str, Read]] = [{}]
        for name, found in sources:
            combined = [{**one, name: element} for one in combined for element in found]
        return combined

    def within(self, node: tree.Node, more: Mapping[str, Read]) -> Read:
        """With names of an element's own."""
        return Words(lambda name: more[name] if name in more else self._names(name)).value(node)

    def filter(self, node: tree.Filter) -> Read:
        """The records that meet the test, once it can be told of all."""
        elements = self.value(node.base)
        if not isinstance(elements, list):
            return elements
        if isinstance(place := self._place(node.test), int):
            return elements[place] if -len(elements) <= place < len(elements) else None
        tests = [self.within(node.test, one) for one in elements]
        return MISSING if MISSING in tests else [one for one, test in zip(elements, tests, strict=True) if test is True]

    def _place(self, test: tree.Node) -> int | None:
        """Where the element of a written number stands, from the end when it is below nothing."""
        sign, number = (-1, test.operand) if isinstance(test, tree.Negate) else (1, test)
        if not (isinstance(number, tree.Literal) and isinstance(number.value, Decimal)):
            return None
        written = sign * int(number.value)
        return written - 1 if written > 0 else written

    def call(self, node: tree.Call) -> Read:
        """The few functions that are drawn."""
        values = [self.value(one) for one in node.arguments]
        if node.function == "count":
            return values[0] if not isinstance(values[0], list) else Decimal(len(values[0]))
        if node.function in GATHERING:
            values = values if isinstance(values[0], list) or len(values) == 1 else [values]
        if MISSING in values or any(isinstance(one, list) and MISSING in one for one in values):
            return MISSING
        return FUNCTIONS[node.function](*values)


def gathered(function: Callable[[list[Any]], Any]) -> Callable[[Read], Read]:
    """Of a list of numbers, or of days; of an empty list, or one with something else in it, nothing."""

    def apply(found: Read) -> Read:
        if not isinstance(found, list) or not found or any(one is None for one in found):
            return None
        return function(found) if len({kind_of(one) for one in found}) == 1 else None

    return apply


GATHERING: Mapping[str, Callable[[Read], Read]] = {
    "sum": gathered(lambda list_: sum(list_, Decimal(0))),
    "min": gathered(min),
    "max": gathered(max),
    "mean": gathered(lambda list_: sum(list_, Decimal(0)) / len(list_)),
}
FUNCTIONS: Mapping[str, Callable[..., Read]] = {
    **GATHERING,
    "string length": lambda text: Decimal(len(text)),
    "contains": lambda text, part: part in text,
    "starts with": lambda text, part: text.startswith(part),
}


def reckoned(sign: str, left: Any, right: Any) -> Read:
    """Two values that are known."""
    kinds = kind_of(left), kind_of(right)
    if kinds == ("number", "number"):
        signs = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "**": operator.pow}
        return signs[sign](left, right)
    if kinds == ("day", "months"):
        return months_on(left, right.count if sign == "+" else -right.count)
    return OF_KINDS[*kinds, sign](left, right) if (*kinds, sign) in OF_KINDS else None


OF_KINDS: Mapping[tuple[str, str, str], Callable[[Any, Any], Read]] = {
    ("text", "text", "+"): operator.add,
    ("day", "day", "-"): operator.sub,
    ("time", "time", "+"): operator.add,
    ("time", "time", "-"): operator.sub,
    ("day", "time", "+"): lambda day, time: day + timedelta(time.days),
    ("day", "time", "-"): lambda day, time: day - timedelta(time.days),
}


def months_on(day: date, count: int) -> date:
    """The same day so many months on, or the last of that month."""
    months = day.year * 12 + day.month - 1 + count
    last = calendar.monthrange(months // 12, months % 12 + 1)[1]
    return day.replace(months // 12, months % 12 + 1, min(day.day, last))


def kind_of(value: Read) -> str:
    """What can be compared with what."""
    kinds = {
        bool: "yes or no",
        Decimal: "number",
        str: "text",
        datetime: "moment",
        Moment: "moment",
        date: "day",
        timedelta: "time",
        Months: "months",
    }
    return kinds.get(type(value), "other")


def compared(sign: str, left: Read, right: Read) -> Read:
    """MISSING beats nothing, nothing beats the rest."""
    if left is MISSING or right is MISSING:
        return MISSING
    if left is None or right is None:
        return {"=": left is right, "!=": left is not right}.get(sign)
    if kind_of(left) != kind_of(right):
        return None
    if sign in ("=", "!="):
        return (left == right) == (sign == "=")
    return None if isinstance(left, bool) else ORDER[sign](left, right)
