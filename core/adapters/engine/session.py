"""The only code that touches durable-rules: rule sets loaded into its C core, and runs driven over them.

The core is called directly, without durable-rules' `Host`: no timer threads, and no Python actions whose exceptions
it would swallow. A fact is asserted, every rule it meets is drained, the fact is retracted, all in one breath: nothing
stays in the core between two questions. State is never touched and never deleted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Set
from importlib import metadata
from itertools import count

from durable.engine import durable_rules_engine as core

from neni.core.adapters.engine import guard
from neni.core.adapters.engine.definition import Index, Shard, define, name
from neni.core.model.chaining import Program, Token

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
        self._all_given = frozenset(shard.gives.values())
        self._spelling = [(index, f',"{name(index)}":1', f',"{name(index)}":0') for index in shard.fields]
        self._handle: int = core.create_ruleset(f"s{next(_set_numbers)}", json.dumps(shard.rules))

    def follow(self, known: Set[Index]) -> set[Index]:
        """What the shard's rules give once `known` is established, and nothing that is known already."""
        if self._all_given <= known:
            return set()
        result, state = core.assert_fact(self._handle, self._fact(known))
        if result == _NOTHING_MATCHED:
            return set()
        if result != _HANDLED:
            raise CoreFailure(f"durable-rules answered {result} to a new fact")
        given = self._drained(state)
        if core.retract_fact(self._handle, _RETRACTION)[0] != _HANDLED:
            raise CoreFailure("durable-rules did not retract a fact")
        return given - known

    def _fact(self, known: Set[Index]) -> str:
        """Every field is always present: what durable-rules makes of a missing one is left-over memory."""
        spelt = [true if index in known else false for index, true, false in self._spelling]
        return f'{{"id":"f"{"".join(spelt)}}}'

    def _drained(self, state: int) -> set[Index]:
        started = core.start_action_for_state(self._handle, state)
        fired: str | None = started[1] if started else None
        given = set()
        while fired:
            given.add(self._gives[fired[2 : fired.index('"', 2)]])  # {"r12":{"m":{...}}}
            fired = core.complete_and_start_action(self._handle, state)
        return given


class Loaded:
    """A program inside the core. It stays for the life of the process, for durable-rules leaks what it deletes."""

    def __init__(self, program: Program) -> None:
        """Raises guard.Refused when the program lies outside the safe subset."""
        definition = define(program)
        guard.check(shard.rules for shard in definition.shards)
        self.tokens = definition.tokens
        self.given = definition.given
        self.index = {token: number for number, token in enumerate(definition.tokens)}
        self.shards = tuple(LoadedShard(shard) for shard in definition.shards)
        self.readers: defaultdict[Index, set[int]] = defaultdict(set)
        for place, shard in enumerate(definition.shards):
            for index in shard.fields:
                self.readers[index].add(place)


class Session:
    """One run of a loaded program: tokens in, everything established out."""

    def __init__(self, program: Loaded) -> None:
        self._program = program
        self._strangers: set[Token] = set()
        self._known: set[Index] = set()
        self._stirred: set[int] = set()
        """Places of the shards that have not yet followed what is known."""
        self._add(program.given)

    def establish(self, tokens: Iterable[Token]) -> set[Token]:
        """Add tokens; returns everything established so far, given and derived."""
        given = set(tokens)
        self._strangers |= given - self._program.index.keys()
        self._add(self._program.index[token] for token in given & self._program.index.keys())
        while self._stirred:
            place = min(self._stirred)
            self._stirred.remove(place)
            self._add(self._program.shards[place].follow(self._known))
        tokens_of = self._program.tokens
        return self._strangers | {tokens_of[index] for index in self._known if index < len(tokens_of)}

    def _add(self, indexes: Iterable[Index]) -> None:
        for index in indexes:
            if index not in self._known:
                self._known.add(index)
                self._stirred |= self._program.readers.get(index, frozenset())
