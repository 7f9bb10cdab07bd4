"""Nothing outside the measured subset is ever loaded."""

from __future__ import annotations

import pytest

from neni.core.adapters.engine import guard
from neni.core.adapters.engine.definition import MOST_FIELDS, MOST_NEEDS, MOST_RULES
from neni.core.adapters.engine.guard import Refused


def rule(condition: object) -> dict[str, object]:
    return {"r0": {"all": [{"m": condition}]}}


def conjunction(*fields: int) -> dict[str, object]:
    return {"$and": [{f"d{field}": 1} for field in fields]}


def test_the_subset_is_let_through() -> None:
    guard.check([rule({"d0": 1}), rule(conjunction(*range(MOST_NEEDS)))])
    guard.check([])


@pytest.mark.parametrize(
    "rules",
    [
        {},
        {"rule": rule({"d0": 1})["r0"]},
        {"r0$state": rule({"d0": 1})["r0"]},
        {f"r{n}": rule({"d0": 1})["r0"] for n in range(MOST_RULES + 1)},
        {f"r{n}": {"all": [{"m": {f"d{n}": 1}}], "pri": 1} for n in range(2)},
        {f"r{n}": rule(conjunction(*range(10 * n, 10 * n + 10)))["r0"] for n in range(MOST_FIELDS // 10 + 1)},
        {"r0": {"any": [{"m": {"d0": 1}}]}},
        {"r0": {"all": []}},
        {"r0": {"all": [{"m": {"d0": 1}}, {"m": {"d1": 1}}]}},
        {"r0": {"all": [{"m$not": {"d0": 1}}]}},
        {"r0": {"all": [{"first": {"d0": 1}}]}},
        {"r0": {"all": {"m": {"d0": 1}}}},
        {"r0": "d0"},
        rule({"d0": 1, "d1": 1}),
        rule({}),
        rule({"$and": []}),
        rule({"$and": "d0"}),
        rule({"$or": [{"d0": 1}, {"d1": 1}]}),
        rule({"$nex": {"d0": 1}}),
        rule({"$gt": {"d0": 1}}),
        rule({"$mt": {"d0": ".*"}}),
        rule({"$and": [{"$and": [{"d0": 1}]}, {"d1": 1}]}),
        rule(conjunction(1, 1)),
        rule(conjunction(*range(MOST_NEEDS + 1))),
        rule({"value": 1}),
        rule({"d00": 1}),
        rule({"d٣": 1}),
        rule({"d0\n": 1}),
        rule({0: 1}),
        rule({"d0": 0}),
        rule({"d0": True}),
        rule({"d0": 1.0}),
        rule({"d0": "1"}),
        rule({"d0": {"$m": "d1"}}),
        rule(None),
    ],
)
def test_everything_else_is_refused(rules: dict[str, object]) -> None:
    with pytest.raises(Refused):
        guard.check([rules])


def test_too_many_rule_sets_are_refused() -> None:
    with pytest.raises(Refused, match="rule sets"):
        guard.check([rule({"d0": 1})] * (guard.MOST_SHARDS + 1))


def test_names_that_share_a_hash_are_refused() -> None:
    assert guard.fnv32("costarring") == guard.fnv32("liquid")  # a known pair
    with pytest.raises(Refused, match="same 32-bit hash"):
        guard.refuse_lookalikes(["costarring", "d0", "liquid"])
    guard.refuse_lookalikes(["d0", "d1", "d0"])


def test_the_hash_is_fnv_1a() -> None:
    assert (guard.fnv32(""), guard.fnv32("a"), guard.fnv32("foobar")) == (0x811C9DC5, 0xE40C292C, 0xBF9CF968)
