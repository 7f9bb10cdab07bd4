"""How a program is divided for durable-rules."""

from __future__ import annotations

import json

from neni.core.adapters.engine.definition import MOST_FIELDS, MOST_NEEDS, MOST_RULES, define
from neni.core.model.law.chaining import Clause, Program


def program(*clauses: tuple[tuple[int, ...], int]) -> Program:
    return Program("a", tuple(Clause(needs, gives) for needs, gives in clauses))


def test_no_shard_is_larger_than_durable_rules_bears() -> None:
    wide = program(*((tuple(range(n, n + 40)), 1000 + n) for n in range(300)))
    shards = define(wide).shards
    assert max(len(shard.rules) for shard in shards) <= MOST_RULES
    assert max(len(shard.fields) for shard in shards) <= MOST_FIELDS
    needs = [len(rule["all"][0]["m"]["$and"]) for shard in shards for rule in shard.rules.values()]  # type: ignore[index]
    assert max(needs) == MOST_NEEDS


def test_nothing_of_a_token_s_own_value_is_told() -> None:
    definition = define(program(((123456789, 987654321), 555555555)))
    assert json.dumps([shard.rules for shard in definition.shards]) == (
        '[{"r0": {"all": [{"m": {"$and": [{"d0": 1}, {"d1": 1}]}}]}}]'
    )


def test_repeated_clauses_needs_and_empty_sayings_become_no_rules() -> None:
    definition = define(program(((1, 2, 1), 3), ((2, 1), 3), ((3, 1), 3), ((), 9), ((), 9)))
    assert [len(shard.rules) for shard in definition.shards] == [1]
    assert [definition.tokens[index] for index in definition.given] == [9]


def test_a_chain_told_backwards_is_put_in_order() -> None:
    definition = define(program(*(((n,), n + 1) for n in reversed(range(50)))))
    (shard,) = definition.shards
    assert [definition.tokens[index] for index in shard.gives.values()] == list(range(1, 51))
