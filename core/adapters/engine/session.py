"""The only code that touches durable-rules: rule sets loaded into its C core, and runs driven over them.

The core is called directly, without durable-rules' `Host`: no timer threads, and no Python actions whose exceptions
it would swallow. A fact is asserted, every rule it meets is drained, the fact is retracted, all in one breath: nothing
stays in the core between two questions. State is never touched and never deleted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from importlib import metadata
from itertools import count
from operator import itemgetter

from durable.engine import durable_rules_engine as core

from neni.core.adapters.engine import guard
from neni.core.adapters.engine.definition import Index, Shard, define, name
from neni.core.adapters.engine.vocabulary import Vocabulary
from neni.core.model.law.chaining import Program, Token

_HANDLED, _NOTHING_MATCHED = 0, 1
_RETRACTION = '{"id":"f"}'
_set_numbers = count()


class CoreFailure(Exception):
    """durable-rules did not do what it must; nothing it said may be used."""


def version() -> str:
    """The version of durable-rules in use."""
    return metadata.version("durable-rules")


class LoadedShard:
    """A shard inside the core."""

    def __init__(self, shard: Shard) -> None:
        self._gives = shard.gives
        self._handle: int = core.create_ruleset(f"s{next(_set_numbers)}", json.dumps(shard.rules))
        self._given = _picked(tuple(set(shard.gives.values())))
        self._told = _picked(shard.fields)
        fields = "".join(f',"{name(index)}":%d' for index in shard.fields)
        self._fact = f'{{"id":"f"{fields}}}'

    def is_done(self, known: bytearray) -> bool:
        """Whether everything it may give is known."""
        return all(self._given(known))

    def follow(self, known: bytearray) -> list[Index]:
        """What the shard's rules give over what is known. Every field is always present: what durable-rules makes of a
        missing one is left-over memory."""
        result, state = core.assert_fact(self._handle, self._fact % self._told(known))
        if result == _NOTHING_MATCHED:
            return []
        if result != _HANDLED:
            raise CoreFailure(f"durable-rules answered {result} to a new fact")
        given = self._drained(state)
        if core.retract_fact(self._handle, _RETRACTION)[0] != _HANDLED:
            raise CoreFailure("durable-rules did not retract a fact")
        return given

    def _drained(self, state: int) -> list[Index]:
        started = core.start_action_for_state(self._handle, state)
        fired: str | None = started[1] if started else None
        given = []
        while fired:
            given.append(self._gives[fired[2 : fired.index('"', 2)]])  # {"r12":{"m":{...}}}
            fired = core.complete_and_start_action(self._handle, state)
        return given


def _picked(indexes: tuple[Index, ...]) -> Callable[[bytearray], tuple[int, ...]]:
    """Takes what is known of these tokens, 1 or 0 each."""
    if len(indexes) > 1:
        return itemgetter(*indexes)
    return lambda known: tuple(known[index] for index in indexes)


class Loaded:
    """A program inside the core. It stays for the life of the process, for durable-rules leaks what it deletes."""

    def __init__(self, program: Program) -> None:
        """Raises guard.Refused when the program lies outside the safe subset."""
        self.vocabulary = Vocabulary(program)
        definition = define(Program(program.code, self.vocabulary.clauses))
        guard.check(shard.rules for shard in definition.shards)
        self.tokens = len(definition.tokens)
        self.given = definition.given
        self.size = max((self.tokens, *(1 + index for shard in definition.shards for index in shard.gives.values())))
        """How many indexes there are: the tokens, and after them the intermediate ones."""
        self.shards = tuple(LoadedShard(shard) for shard in definition.shards)
        places: list[list[int]] = [[] for _ in range(self.size)]
        for place, shard in enumerate(definition.shards):
            for index in shard.fields:
                places[index].append(place)
        self.places = tuple(map(tuple, places))
        """The shards whose facts tell of a token."""


class Session:
    """One run of a loaded program: tokens in, everything established out."""

    def __init__(self, program: Loaded) -> None:
        self._program = program
        self._strangers: frozenset[Token] = frozenset()
        self._known = bytearray(program.size)
        self._stirred: set[int] = set()
        """Places of the shards that have not yet followed what is known."""
        self._add(program.given)

    def establish(self, tokens: Iterable[Token]) -> frozenset[Token]:
        """Add tokens; returns everything established so far, given and derived."""
        vocabulary, new = self._program.vocabulary, tuple(tokens)
        self._strangers |= vocabulary.strangers(new)
        return self._strangers | vocabulary.marked(self.follow(vocabulary.numbers(new)))

    def follow(self, indexes: Iterable[Index]) -> bytes:
        """The same by numbers: a byte for each token of the program, 1 for those established so far."""
        self._add(indexes)
        known, stirred = self._known, self._stirred
        while stirred:
            place = min(stirred)
            stirred.remove(place)
            shard = self._program.shards[place]
            if not shard.is_done(known):
                self._add(shard.follow(known))
        return bytes(known[: self._program.tokens])

    def _add(self, indexes: Iterable[Index]) -> None:
        known, places, stir = self._known, self._program.places, self._stirred.update
        for index in indexes:
            if not known[index]:
                known[index] = 1
                stir(places[index])
