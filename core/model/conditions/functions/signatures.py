"""How a function may be called: the kinds of its arguments, the type of its result, and what reckons it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from neni.core.model.conditions.types import ConditionType, Kind
from neni.core.model.conditions.values import Value

Accepts = frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Signature:
    """One way of calling a function.

    `accepts` tells the kinds for each argument, of which the first `least` must be given; `more` the kinds of any
    further ones. A `lenient` function looks at unknown elements itself, because the known ones may decide.
    """

    accepts: tuple[Accepts, ...]
    result: Callable[[Sequence[ConditionType]], ConditionType]
    apply: Callable[..., Value]
    least: int
    more: Accepts | None = None
    lenient: bool = False

    def takes(self, count: int) -> bool:
        """Whether so many arguments may be given."""
        return self.least <= count and (self.more is not None or count <= len(self.accepts))

    def accepts_at(self, place: int) -> Accepts:
        """The kinds an argument may have, counted from 0."""
        return self.accepts[place] if place < len(self.accepts) else self.more or frozenset()

    def fits(self, kinds: Sequence[Kind]) -> bool:
        """Whether arguments of these kinds can be given; ANY stands for a kind not known."""
        return self.takes(len(kinds)) and all(self.allows(place, kind) for place, kind in enumerate(kinds))

    def allows(self, place: int, kind: Kind) -> bool:
        """Whether an argument of that kind can stand at that place."""
        return kind is Kind.ANY or kind in self.accepts_at(place)


def one_of(*kinds: Kind) -> Accepts:
    """The kinds an argument may have."""
    return frozenset(kinds)


def gives(kind: Kind) -> Callable[[Sequence[ConditionType]], ConditionType]:
    """A result of that kind whatever the arguments."""
    always = ConditionType(kind)
    return lambda _arguments: always


def signature(
    accepts: Sequence[Kind | Accepts],
    result: Kind | Callable[[Sequence[ConditionType]], ConditionType],
    apply: Callable[..., Value],
    *,
    least: int | None = None,
    more: Accepts | None = None,
    lenient: bool = False,
) -> Signature:
    """A way of calling a function; a single kind may be given as itself, and all of `accepts` are required."""
    sets = tuple(one_of(one) if isinstance(one, Kind) else one for one in accepts)
    told = gives(result) if isinstance(result, Kind) else result
    return Signature(sets, told, apply, len(sets) if least is None else least, more, lenient)
