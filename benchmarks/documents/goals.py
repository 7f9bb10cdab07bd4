"""What the making of documents has to reach, each told with what was measured and whether it was reached."""

from __future__ import annotations

from dataclasses import dataclass, field

TIMES, TIMES_LONG = 15.0, 3.0
"""So many times as fast as docxtpl, on a contract of 40 rows and of 4,000."""
PER_SECOND, WHERE_DOCXTPL_MAKES = 300.0, 24.0
"""Documents a second in one process, on a machine where docxtpl makes at most so many. Where it makes more, the machine
is faster, and more is asked of us in proportion."""
FLAT_KB = 1024
"""Memory may differ by so much between the first tenth of ten thousand documents and the last."""


@dataclass(slots=True)
class Goals:
    """Goals as they are told."""

    missed: list[str] = field(default_factory=list)

    def tell(self, goal: str, measured: str, *, reached: bool) -> None:
        """Print one."""
        print(f"goal: {goal}; measured: {measured}; reached: {'yes' if reached else 'no'}")
        if not reached:
            self.missed.append(goal)

    @property
    def code(self) -> int:
        """Of the process: 1 when one was missed."""
        return 1 if self.missed else 0


def asked_per_second(docxtpl: float) -> float:
    """Documents a second that are asked for where docxtpl makes so many."""
    return PER_SECOND * max(1.0, docxtpl / WHERE_DOCXTPL_MAKES)
