"""The only code that touches durable-rules: rule sets loaded into its C core, and runs driven over them.

The core is called directly, without durable-rules' `Host`: no timer threads, and no Python actions whose exceptions
it would swallow. A fact is asserted, every rule it meets is drained, the fact is retracted, all in one breath: nothing
stays in the core between two questions. State is never touched and never deleted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import metadata
from itertools import count

from durable.engine import durable_rules_engine as core

from neni.core.adapters.engine import guard
from neni.core.adapters.engine.definition import Index, Shard, define, name
from neni.core.adapters.engine.vocabulary import Vocabulary
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
        self._handle: int = core.create_ruleset(f"s{next(_set_numbers)}", json.dumps(shard.rules))

    def follow(self, fields: Iterable[str]) -> list[Index]:
        """What the shard's rules give over a fact of these fields; every field of the shard must be among them."""
        result, state = core.assert_fact(self._handle, f'{{"id":"f"{"".join(fields)}}}')
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


class Loaded:
    """A program inside the core. It stays for the life of the process, for durable-rules leaks what it deletes.

    A field of a shard has a slot; the slots of a shard stand side by side."""

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
        self.slots: list[slice] = []
        self.untold: list[str] = []
        """The field of each slot while its token is not established."""
        self.tellings: list[list[tuple[int, str, int]]] = [[] for _ in range(self.size)]
        """What an established token changes: slots, the fields they get, and the shards to be asked again."""
        self.sources: list[list[int]] = [[] for _ in range(self.size)]
        """The shards that may establish a token."""
        self.to_give: list[int] = []
        """How many tokens each shard may establish."""
        for place, shard in enumerate(definition.shards):
            self._lay_out(place, shard)

    def _lay_out(self, place: int, shard: Shard) -> None:
        first = len(self.untold)
        self.slots.append(slice(first, first + len(shard.fields)))
        for slot, index in enumerate(shard.fields, first):
            self.untold.append(f',"{name(index)}":0')
            self.tellings[index].append((slot, f',"{name(index)}":1', place))
        gives = set(shard.gives.values())
        self.to_give.append(len(gives))
        for index in gives:
            self.sources[index].append(place)


class Session:
    """One run of a loaded program: tokens in, everything established out."""

    def __init__(self, program: Loaded) -> None:
        self._program = program
        self._strangers: frozenset[Token] = frozenset()
        self._known = bytearray(program.size)
        self._told = program.untold.copy()
        """Every field is always present: what durable-rules makes of a missing one is left-over memory."""
        self._to_give = program.to_give.copy()
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
        program, stirred = self._program, self._stirred
        while stirred:
            place = min(stirred)
            stirred.remove(place)
            if self._to_give[place]:
                self._add(program.shards[place].follow(self._told[program.slots[place]]))
        return bytes(self._known[: program.tokens])

    def _add(self, indexes: Iterable[Index]) -> None:
        program, known, told = self._program, self._known, self._told
        for index in indexes:
            if not known[index]:
                known[index] = 1
                for slot, field, place in program.tellings[index]:
                    told[slot] = field
                    self._stirred.add(place)
                for place in program.sources[index]:
                    self._to_give[place] -= 1
