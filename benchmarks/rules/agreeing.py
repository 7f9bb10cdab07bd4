"""Do all engines say the same? What each told is compared with a plain reader of the drawn law, case by case.

Peers have two values, so they are compared on cases in which no fact is missing; Neni also on the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.rules import law
from benchmarks.rules.engines import WAYS
from benchmarks.rules.measuring import drawn


class Disagreement(Exception):
    """An engine said something else than the reader; the message tells the first case."""


class Reader:
    """What the drawn law says of the drawn cases, read as plainly as it can be, and once."""

    def __init__(self, rules: int, cases: int) -> None:
        self._law = law.rules(rules)
        self._cases = cases
        self._said: dict[bool, list[tuple[list[int], list[int]]]] = {}

    def check(self, name: str, file: Path) -> int:
        """How many cases were compared. Raises Disagreement."""
        way, compared = WAYS[name], 0
        cases = drawn(way, self._cases)
        for case, said, told in zip(cases, self._says(cases, three_valued=way.three_valued), _told(file), strict=True):
            holding, untold = said
            if told[0] != holding or (way.three_valued and told[1] != untold):
                raise Disagreement(self._difference(way.title, case, said, told))
            compared += 1
        return compared

    def holding(self) -> float:
        """The share of rules that hold over the complete cases read so far."""
        found = [len(holding) for holding, _ in self._said.get(False, self._said.get(True, []))]
        return sum(found) / (len(found) or 1) / len(self._law)

    def _says(self, cases: Sequence[law.Case], *, three_valued: bool) -> Iterator[tuple[list[int], list[int]]]:
        said = self._said.setdefault(three_valued, [])
        said += (law.holding_and_open(self._law, case) for case in cases[len(said) :])
        return iter(said[: len(cases)])

    def _difference(
        self, title: str, case: law.Case, said: tuple[list[int], list[int]], told: tuple[list[int], list[int] | None]
    ) -> str:
        strange = sorted(set(said[0]) ^ set(told[0]) or set(said[1]) ^ set(told[1] or ()))
        rules = "; ".join(f"{self._law[one].code}: {self._words(one)}" for one in strange[:3])
        return f"{title} disagrees with the reader over {case}\n  told {told}\n  read {said}\n  {rules}"

    def _words(self, place: int) -> str:
        return " and ".join(map(law.in_words, self._law[place].tests))


def _told(file: Path) -> Iterator[tuple[list[int], list[int] | None]]:
    with file.open(encoding="ascii") as lines:
        for line in lines:
            holding, untold = json.loads(line)
            yield holding, untold
