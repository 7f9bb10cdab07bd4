"""What a careful reader finds in a decision table: rows that overlap, inputs no row covers, rows never reached.

A table that compares with other facts is known in part only; what is reported is certain as far as its inputs are
independent of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from neni.core.model.conditions.tree import Name
from neni.core.model.conditions.values import Unknown, Value
from neni.core.model.decision_tables import DecisionTable, Row
from neni.core.model.hit_policies import HitPolicy
from neni.core.model.problems import Problem
from neni.core.model.rules import Condition
from neni.core.model.rulesets import Lawbook
from neni.core.model.tables import rank
from neni.core.model.tables.table_domains import Grid, grids
from neni.core.model.text import Text

MOST_BOXES = 3_000
"""Pieces a table may fall into while it is looked through; beyond that only its overlaps are told."""

Bits = tuple[int, ...]


def contradictions(lawbook: Lawbook) -> tuple[Problem, ...]:
    """Rows of unique tables that overlap for certain: mistakes, since the table says it cannot happen."""
    every = (one for table in _tables(lawbook) if _independent(table, lawbook) for one in _overlaps(table, lawbook))
    return tuple(every)


def remarks(lawbook: Lawbook) -> tuple[Problem, ...]:
    """What is worth a second look: overlaps that depend on derived facts, gaps, rows that are never reached."""
    found: list[Problem] = []
    for table in _tables(lawbook):
        if table.policy is HitPolicy.ANY or not _independent(table, lawbook):
            found += _overlaps(table, lawbook)
        found += _unreached(table, lawbook)
        if table.policy is not HitPolicy.COLLECT and not table.defaults:
            found += _gaps(table, lawbook)
    return tuple(found)


def _tables(lawbook: Lawbook) -> Iterator[DecisionTable]:
    return (table for ruleset in lawbook.rulesets for table in ruleset.tables)


def _independent(table: DecisionTable, lawbook: Lawbook) -> bool:
    """Whether every combination of the inputs can occur: different facts that people state."""
    asked = [one.tree.name for one in table.inputs if isinstance(one.tree, Name)]
    stated = [name for name in asked if name in lawbook.facts and not lawbook.facts[name].derived]
    return table.policy is HitPolicy.UNIQUE and len(set(stated)) == len(table.inputs)


def _overlaps(table: DecisionTable, lawbook: Lawbook) -> Iterator[Problem]:
    if table.policy not in (HitPolicy.UNIQUE, HitPolicy.ANY):
        return
    seen: set[tuple[int, int]] = set()
    for grid in grids(table, lawbook):
        for (one, first), (other, second) in combinations(grid.rows, 2):
            both = _meet(first.certain, second.certain)
            if both is None or not _matters(table, one, other):
                continue
            pair = (table.rows.index(one) + 1, table.rows.index(other) + 1)
            if pair not in seen:
                seen.add(pair)
                words = _OVERLAP if table.policy is HitPolicy.UNIQUE else _DISAGREE
                yield _problem("overlap", table, other, words, *pair, _shown(table, grid, both))


def _matters(table: DecisionTable, one: Row, other: Row) -> bool:
    """Rows of `any` may overlap when they say the same; what an expression says shows only on a case."""
    constant = not any(isinstance(value, Condition) for value in (*one.values, *other.values))
    return table.policy is HitPolicy.UNIQUE or (constant and one.values != other.values)


def _gaps(table: DecisionTable, lawbook: Lawbook) -> Iterator[Problem]:
    for grid in grids(table, lawbook):
        left = _without(grid.whole, [box.possible for _, box in grid.rows])
        if left is None:
            yield _problem("too_large", table, None, _TOO_LARGE, table.code)
            return
        if left:
            yield _problem("gap", table, None, _GAP, table.code, _shown(table, grid, left[0]))
            return


def _unreached(table: DecisionTable, lawbook: Lawbook) -> Iterator[Problem]:
    """Rows that on no day can be the one that counts."""
    reached: set[int] = set()
    for grid in grids(table, lawbook):
        before: list[Bits] = []
        for row, box in sorted(grid.rows, key=_order(table, lawbook)):
            if _without(box.possible, before) != []:
                reached.add(table.rows.index(row))
            if table.policy in (HitPolicy.FIRST, HitPolicy.PRIORITY):
                before.append(box.certain)
    for number, row in enumerate(table.rows):
        if number not in reached:
            yield _problem("unreachable", table, row, _UNREACHABLE, number + 1)


def _order(table: DecisionTable, lawbook: Lawbook) -> Callable[[tuple[Row, object]], tuple[int, ...]]:
    if table.policy is HitPolicy.PRIORITY:
        return lambda one: rank(one[0], table, lawbook.facts)
    return lambda one: (table.rows.index(one[0]),)


def _meet(one: Bits, other: Bits) -> Bits | None:
    both = tuple(a & b for a, b in zip(one, other, strict=True))
    return both if all(both) else None


def _without(box: Bits, covers: Sequence[Bits]) -> list[Bits] | None:
    """What remains of a box once others are cut out of it, as boxes; None when it falls into too many."""
    left = [box] if all(box) else []
    for cover in covers:
        left = [piece for one in left for piece in _cut(one, cover)]
        if len(left) > MOST_BOXES:
            return None
    return left


def _cut(box: Bits, cover: Bits) -> Iterator[Bits]:
    """The parts of a box outside a cover, which do not overlap each other."""
    if _meet(box, cover) is None:
        yield box
        return
    inside = list(box)
    for column, bits in enumerate(cover):
        if outside := inside[column] & ~bits:
            yield (*inside[:column], outside, *inside[column + 1 :])
        inside[column] &= bits


def _shown(table: DecisionTable, grid: Grid, box: Iterable[int]) -> str:
    """An example as one would say it."""
    values = zip(table.inputs, grid.example(box), strict=True)
    return ", ".join(f"{asked.text.strip()} = {_written(value)}" for asked, value in values)


def _written(value: Value) -> str:
    if isinstance(value, Unknown):
        return "…"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return f"PT{int(value.total_seconds()) // 3600}H" if isinstance(value, timedelta) else f"“{value}”"


_Sentences = tuple[str, str, str]
_OVERLAP: _Sentences = (
    "Rreshtat {0} dhe {1} plotësohen bashkë ({2}), por tabela është unique; ndani kushtet ose ndërroni “hit”.",
    "Redovi {0} i {1} ispunjeni su zajedno ({2}), a tabela je unique; razdvojite uslove ili promenite „hit“.",
    "Rows {0} and {1} are met together ({2}), but the table is unique; part the conditions or change “hit”.",
)
_DISAGREE: _Sentences = (
    "Rreshtat {0} dhe {1} plotësohen bashkë ({2}) dhe thonë gjëra të ndryshme; atëherë dalja nuk mund të thuhet.",
    "Redovi {0} i {1} ispunjeni su zajedno ({2}) a kažu različito; tada se izlaz ne može reći.",
    "Rows {0} and {1} are met together ({2}) and say different things; then the output cannot be told.",
)
_GAP: _Sentences = (
    "Tabela “{0}” nuk ka rresht për: {1}. Shtoni një, ose “default”.",
    "Tabela „{0}“ nema red za: {1}. Dodajte ga, ili „default“.",
    "The table “{0}” has no row for: {1}. Add one, or a “default”.",
)
_UNREACHABLE: _Sentences = (
    "Rreshti {0} nuk vjen kurrë në radhë; hiqeni ose zhvendoseni.",
    "Red {0} nikad ne dolazi na red; uklonite ga ili premestite.",
    "Row {0} is never reached; remove or move it.",
)
_TOO_LARGE: _Sentences = (
    "Tabela “{0}” është tepër e ndërlikuar për t'u kontrolluar për zbrazëtira; ndajeni në dysh.",
    "Tabela „{0}“ je previše složena da bi se proverile praznine; podelite je na dve.",
    "The table “{0}” is too intricate to be checked for gaps; divide it in two.",
)


def _problem(code: str, table: DecisionTable, row: Row | None, words: _Sentences, *told: object) -> Problem:
    sq, sr, en = (one.format(*told) for one in words)
    return Problem(code, Text(sq=sq, sr=sr, en=en), where=str(row.place if row else table.place))
