"""The atoms that read one and the same fact, as a table: the fact's values cut into stretches, and what every atom is
in each. Finding the stretch of a value tells all its atoms at once, however many there are.

What is in the table is what the tree walker said of one value of each stretch. A value of another kind than the fact's,
or one beyond the bounds within which stretches are exact, gets its atoms from the tree walker itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any, TypeVar, cast

from neni.core.model.compiling.cuts import cuts
from neni.core.model.compiling.expressions import Unfit
from neni.core.model.compiling.rows import Rows
from neni.core.model.conditions.evaluation import evaluate
from neni.core.model.conditions.types import Kind, of_fact
from neni.core.model.conditions.values import Unknown, Value, from_fact
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.law.chaining import Token
from neni.core.model.law.lowering import Atom

T = TypeVar("T")
MOST_CODES = 100
_MIDDLE = Context(prec=200)
_CENTS = 10**26
"""Cents beyond this are rounded on their way into conditions."""
_LETTERS = 10_000
"""Longer texts are weighed by the tree walker, which may have enough of them."""
_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Stretches:
    """How a value finds its stretch. `look` is code that takes the `table` of what belongs to each stretch to what
    belongs to the stretch of the value `v`; it raises when the value has none. `type` is what a value must be to have
    one. `samples` are a value of each stretch as conditions read it, `keys` what a table is keyed by (None: a list)."""

    look: str
    type: type
    samples: tuple[Value, ...]
    edges: tuple[Any, ...] = ()
    keys: tuple[Any, ...] | None = None
    bounded: bool = False

    def table(self, items: Sequence[T]) -> Any:
        """What belongs to each stretch, ready to be looked into."""
        if self.keys is not None:
            return dict(zip(self.keys, items, strict=False))
        return [None, *items, None] if self.bounded else list(items)


def stretches(fact: FactType, *, stated: bool, ends: Iterable[Value]) -> Stretches:
    """The stretches between some values. What is stated comes in the form of facts, what is derived in that of
    conditions. Raises Unfit for a kind that has none."""
    kind = of_fact(fact).kind
    if kind is Kind.YES_NO:
        return Stretches("{table}[{v}]", bool, (False, True), keys=(False, True))
    if fact.kind is FactKind.CHOICE and len(fact.choices) <= MOST_CODES:
        codes = tuple(one.code for one in fact.choices)
        return Stretches("{table}[{v}]", str, codes, keys=codes)
    if kind is Kind.TEXT:
        texts = tuple(sorted(cast("Iterable[str]", ends)))
        look = f"{{table}}.get({{v}}, {{other}} if len({{v}}) < {_LETTERS} else None)"
        return Stretches(look, str, (*texts, "".join(texts) + "."), keys=texts)
    if kind is Kind.DATE:
        return _days(sorted(cast("Iterable[date]", ends)))
    if kind is not Kind.NUMBER:
        raise Unfit
    numbers = sorted(cast("Iterable[Decimal]", ends))
    if fact.kind is FactKind.MONEY and stated:
        return _cents(fact, numbers)
    return _numbers(numbers, percent=stated and fact.kind is FactKind.PERCENT)


def _days(ends: list[date]) -> Stretches:
    """A stretch begins with an end, and with the day after it."""
    after = (one + _DAY for one in ends if one < date.max)
    edges = tuple(sorted({*ends, *after} - {date.min}))
    return Stretches("{table}[right({edges}, {v})]", date, (date.min, *edges), edges)


def _cents(fact: FactType, ends: list[Decimal]) -> Stretches:
    exact = [Fraction(one) * 100 for one in ends]
    starts = {one for end in exact for one in (ceil(end), floor(end) + 1)}
    inner = sorted(one for one in starts if -_CENTS < one < _CENTS)
    samples = tuple(from_fact(fact, cents) for cents in (-_CENTS, *inner))
    return Stretches("{table}[right({edges}, {v})]", int, samples, (-_CENTS, *inner, _CENTS), bounded=True)


def _numbers(ends: list[Decimal], *, percent: bool) -> Stretches:
    """Each end is a stretch of its own."""
    samples = [_MIDDLE.subtract(ends[0], Decimal(1)) if ends else Decimal(0)]
    for low, high in pairwise(ends):
        samples += [low, _MIDDLE.divide(_MIDDLE.add(low, high), Decimal(2))]
    samples += [beyond for end in ends[-1:] for beyond in (end, _MIDDLE.add(end, Decimal(1)))]
    first = "{v} := read({fact}, {v})" if percent else "{v}"
    look = f"{{table}}[left({{edges}}, {first}) + right({{edges}}, {{v}})]"
    return Stretches(look, Decimal, tuple(samples), tuple(ends))


@dataclass(frozen=True, slots=True)
class Cell:
    """What the atoms of a column are for some value, the tokens that establishes, and what it does to rows: those that
    stay alive, and the statements it silences."""

    values: tuple[Value, ...]
    tokens: tuple[Token, ...]
    alive: int
    silenced: int


class Column:
    """One fact with the atoms that read nothing else but values of the day (`fixed`)."""

    def __init__(self, fact: FactType, fixed: Mapping[str, Value], *, stated: bool) -> None:
        self.fact, self.name, self.stated = fact, fact.name, stated
        self.atoms: list[Atom] = []
        self._fixed = fixed
        self._ends: list[tuple[Value, ...]] = []

    def take(self, atom: Atom) -> None:
        """Take an atom in. Raises Unfit when its truth cannot be cut into stretches."""
        ends = () if self._enumerated else tuple(cuts(atom.node, self.fact.name, of_fact(self.fact).kind, self._fixed))
        stretches(self.fact, stated=self.stated, ends=ends)
        self.atoms.append(atom)
        self._ends.append(ends)

    @property
    def _enumerated(self) -> bool:
        return self.fact.kind in (FactKind.YES_NO, FactKind.CHOICE) and len(self.fact.choices) <= MOST_CODES

    def fill(self, rows: Rows) -> None:
        """Tell the rows for every stretch, once all atoms are in."""
        self._rows = rows
        self._every = frozenset(token for atom in self.atoms for token in atom.tokens.values())
        self.stretches = stretches(self.fact, stated=self.stated, ends={one for ends in self._ends for one in ends})
        told = [self._told(atom, ends) for atom, ends in zip(self.atoms, self._ends, strict=True)]
        self.cells = tuple(self._cell(values) for values in zip(*told, strict=True))
        self.unstated = self._cell(self._walked({}))
        self.nothing = self._cell(self._walked({self.fact.name: None}))
        self.open = any(isinstance(value, Unknown) for cell in self.cells for value in cell.values)
        self._type = self.stretches.type
        self._find = _finder(self.stretches, self.cells, self.fact)

    def find(self, value: FactValue | Value) -> Cell:
        """What the atoms are for a value."""
        found = None
        if type(value) is self._type:
            try:
                found = self._find(value)
            except (LookupError, TypeError, ArithmeticError):
                found = None
        return self._beyond(value) if found is None else found

    def _beyond(self, value: FactValue | Value) -> Cell:
        if value is None:
            return self.unstated if self.stated else self.nothing
        read = from_fact(self.fact, cast("FactValue", value)) if self.stated else cast("Value", value)
        return self._cell(self._walked({self.fact.name: read}))

    def _told(self, atom: Atom, ends: tuple[Value, ...]) -> Iterator[Value]:
        """The atom's value in each stretch; it is asked once between two of its own ends."""
        own, known = sorted(cast("Iterable[Any]", ends)), dict[object, Value]()
        for sample in self.stretches.samples:
            place = sample if self.stretches.keys else (bisect_left(own, sample), bisect_right(own, sample))
            if place not in known:
                known[place] = evaluate(atom.node, {**self._fixed, self.fact.name: sample})
            yield known[place]

    def _walked(self, scope: Mapping[str, Value]) -> tuple[Value, ...]:
        return tuple(evaluate(atom.node, {**self._fixed, **scope}) for atom in self.atoms)

    def _cell(self, values: tuple[Value, ...]) -> Cell:
        pairs = zip(self.atoms, values, strict=True)
        tokens = tuple(token for atom, value in pairs for token in atom.established_by(value))
        return Cell(values, tokens, self._rows.alive(self._every.difference(tokens)), self._rows.silenced(tokens))


def _finder(one: Stretches, cells: Sequence[Cell], fact: FactType) -> Callable[[Any], Cell | None]:
    code = one.look.format(table="table", v="v", edges="edges", other="other", fact="fact")
    names = {
        "fact": fact,
        "read": from_fact,
        "table": one.table(cells),
        "edges": one.edges,
        "other": cells[-1],
        "left": bisect_left,
        "right": bisect_right,
    }
    found: Callable[[Any], Cell | None] = eval(f"lambda v: {code}", names)  # noqa: S307 - no word of it is anybody's text
    return found
