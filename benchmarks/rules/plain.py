"""What peers have in common, and the plainest of them: functions of Python, written as one would without any engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.rules.law import AtLeast, Case, OneOf, Rule, Test, Under, Within


class Peer:
    """A peer takes cases as they were drawn and returns places, unless it says otherwise."""

    def prepare(self, cases: Sequence[Case]) -> Sequence[Any]:
        """In the form the engine takes, before time is taken."""
        return list(cases)

    def told(self, results: Sequence[Any]) -> Iterator[tuple[list[int], list[int] | None]]:
        """The places of the rules that hold; what cannot be told is not told by a peer."""
        return ((sorted(found), None) for found in results)


class Closures(Peer):
    """Plain Python: each test a function, each rule as far as its first test that fails."""

    def __init__(self, law: Sequence[Rule]) -> None:
        self._rules = [[self.test(test) for test in rule.tests] for rule in law]

    def run(self, prepared: Sequence[Case]) -> list[list[int]]:
        """Case by case."""
        rules = list(enumerate(self._rules))
        return [[place for place, tests in rules if all(test(case) for test in tests)] for case in prepared]

    def test(self, test: Test) -> Callable[[Case], bool]:
        """A test as a function."""
        name = test.field.name
        match test:
            case AtLeast():
                return _at_least(name, test.bound)
            case Under():
                return lambda case: case[name] < test.bound  # type: ignore[operator]
            case Within():
                return lambda case: test.low <= case[name] <= test.high  # type: ignore[operator]
            case OneOf():
                return lambda case: case[name] in test.codes
        return lambda case: case[name] is test.value


def _at_least(name: str, bound: int) -> Callable[[Case], bool]:
    return lambda case: case[name] >= bound  # type: ignore[operator]


class Mistaken(Closures):
    """Plain Python that takes "at least" for "more than": to see that a difference of one cent is noticed."""

    def test(self, test: Test) -> Callable[[Case], bool]:
        """Wrong exactly at the bound."""
        return _at_least(test.field.name, test.bound + 1) if isinstance(test, AtLeast) else super().test(test)


class Guessing(Closures):
    """Plain Python that takes a missing fact for one that fails: to see that guessing is noticed."""

    def test(self, test: Test) -> Callable[[Case], bool]:
        """False where nothing is known."""
        known = super().test(test)
        return lambda case: test.field.name in case and known(case)

    def told(self, results: Sequence[Any]) -> Iterator[tuple[list[int], list[int]]]:
        """Nothing is ever open."""
        return ((sorted(found), []) for found in results)
