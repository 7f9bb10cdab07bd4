"""What is made of a lawbook is kept for the next case: one for all days on which the same law holds."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from threading import Lock
from typing import Generic, TypeVar

from neni.core.model.compiling.evaluator import Evaluator
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan

T = TypeVar("T")
PLACES = 32
"""So much is kept; what nobody asked for longest gives way."""


class Keeper(Generic[T]):
    """Keeps what is made of a lawbook for a day. A lawbook and its plan are known by identity, for neither ever
    changes; what is made must hold on to both."""

    def __init__(self, make: Callable[[Lawbook, Plan, date], T], places: int = PLACES) -> None:
        self._make, self._places = make, places
        self._kept: OrderedDict[tuple[int, int, int], T] = OrderedDict()
        self._changes: OrderedDict[int, tuple[Lawbook, tuple[date, ...]]] = OrderedDict()
        self._lock = Lock()

    def take(self, lawbook: Lawbook, plan: Plan, on: date) -> T:
        """What is made of a lawbook for a day, or for another day on which the same law holds."""
        with self._lock:
            key = id(lawbook), id(plan), bisect_right(self._changed(lawbook), on)
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = self._make(lawbook, plan, on)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._places:
                self._kept.popitem(last=False)
        return made

    def _changed(self, lawbook: Lawbook) -> tuple[date, ...]:
        """The days on which the law changes."""
        if id(lawbook) not in self._changes:
            self._changes[id(lawbook)] = lawbook, tuple(sorted(set(_changes(lawbook))))
            while len(self._changes) > self._places:
                self._changes.popitem(last=False)
        return self._changes[id(lawbook)][1]


def _changes(lawbook: Lawbook) -> Iterator[date]:
    periods = [one.in_force for one in lawbook.rules()] + [one.in_force for one in lawbook.derivations()]
    for period in periods:
        if period.start:
            yield period.start
        if period.end and period.end < date.max:
            yield period.end + timedelta(1)
    for parameter in lawbook.parameters():
        yield from (value.start for value in parameter.values)


_KEEPER = Keeper(Evaluator)


def evaluator(lawbook: Lawbook, plan: Plan, on: date) -> Evaluator:
    """The evaluator of a lawbook for a day, made when no other day of the same law asked for it. Raises Circular."""
    return _KEEPER.take(lawbook, plan, on)
