"""What rests on itself, in time that grows with the size of the model."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter


def circles(below: Mapping[str, Collection[str]]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The names, each after what it rests on, but for those of circles and what rests on circles; and the names that
    stand in circles, or between two.
    """
    order = _freed(below)
    stuck = below.keys() - set(order)
    above: dict[str, set[str]] = {name: set() for name in stuck}
    for name in stuck:
        for one in stuck.intersection(below[name]):
            above[one].add(name)
    return order, frozenset(stuck - set(_freed(above)))


def _freed(below: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    sorter = TopologicalSorter(below)
    with suppress(CycleError):  # everything that no circle holds comes out all the same
        sorter.prepare()
    order: list[str] = []
    while ready := sorter.get_ready():
        order += ready
        sorter.done(*ready)
    return tuple(order)
