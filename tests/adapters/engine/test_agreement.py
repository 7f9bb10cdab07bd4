"""durable-rules, inside its subset, establishes exactly what the fixpoint does."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neni.core.adapters.engine import CheckedEngine, guard
from neni.core.adapters.engine.definition import Definition, define
from neni.core.model.law.chaining import Clause, FixpointChain, Program

durable = pytest.mark.skipif(
    CheckedEngine().name == "fixpoint", reason="durable-rules is not installed here: pip install -e '.[durable]'"
)

_numbers = iter(range(1_000_000_000))


def program(*clauses: tuple[tuple[int, ...], int]) -> Program:
    """A program of the given clauses under a code of its own."""
    return Program(f"test-{next(_numbers)}", tuple(Clause(needs, gives) for needs, gives in clauses))


def random_program(random: Random, clauses: int, tokens: int, most_needs: int) -> Program:
    """Clauses with any number of needs, repeated needs, circles and facts among them."""
    drawn = [
        (tuple(random.choices(range(tokens), k=random.randint(0, most_needs))), random.randrange(tokens))
        for _ in range(clauses)
    ]
    return program(*drawn)


def random_steps(random: Random, tokens: int) -> list[list[int]]:
    """What becomes known step by step; some of it means nothing to the program."""
    return [[random.randrange(tokens + 3) for _ in range(random.randint(0, 12))] for _ in range(random.randint(1, 4))]


def programs() -> st.SearchStrategy[Program]:
    """Any program over a few tokens."""
    token = st.integers(-5, 60) | st.sampled_from([-(2**63), 2**40, 10**30])
    clause = st.tuples(st.lists(token, max_size=30).map(tuple), token)
    return st.lists(clause, max_size=130).map(lambda clauses: program(*clauses))


def steps() -> st.SearchStrategy[list[list[int]]]:
    """What becomes known step by step."""
    return st.lists(st.lists(st.integers(-6, 62), max_size=20), min_size=1, max_size=4)


def followed(definition: Definition, tokens: list[int]) -> frozenset[int]:
    """What the definition's rules give, read as plainly as their form allows."""
    clauses = []
    for shard in definition.shards:
        for name, rule in shard.rules.items():
            condition = rule["all"][0]["m"]  # type: ignore[index]
            fields = [field for part in condition.get("$and", [condition]) for field in part]
            clauses.append(Clause(tuple(int(field[1:]) for field in fields), shard.gives[name]))
    facts = [Clause((), index) for index in definition.given]
    index = {token: number for number, token in enumerate(definition.tokens)}
    known = FixpointChain(Program("read back", (*facts, *clauses))).establish(
        index[one] for one in tokens if one in index
    )
    return frozenset(definition.tokens[one] for one in known if one < len(definition.tokens)) | set(tokens)


@given(programs(), steps())
@settings(deadline=None, max_examples=60)
def test_the_rules_say_what_the_clauses_say_and_pass_the_guard(drawn: Program, told: list[list[int]]) -> None:
    definition = define(drawn)
    guard.check(shard.rules for shard in definition.shards)
    tokens = [token for step in told for token in step]
    assert followed(definition, tokens) == FixpointChain(drawn).establish(tokens)


@pytest.fixture(scope="module")
def engine() -> Iterator[CheckedEngine]:
    one = CheckedEngine()
    yield one
    one.close()


def agrees(engine: CheckedEngine, asked: Program, told: list[list[int]]) -> None:
    """The engine raises when durable-rules and the fixpoint differ; here it must also have been asked."""
    alone = engine.tally["alone"]
    check = FixpointChain(asked)
    with engine.run(asked) as chain:
        for tokens in told:
            assert chain.establish(tokens) == check.establish(tokens)
    assert engine.tally["alone"] == alone


@pytest.mark.slow
@durable
@given(drawn=programs(), told=steps())
@settings(deadline=None, max_examples=60)
def test_for_any_program_and_any_tokens(engine: CheckedEngine, drawn: Program, told: list[list[int]]) -> None:
    agrees(engine, drawn, told)


@durable
@pytest.mark.slow
def test_for_thousands_of_runs_over_shard_borders(engine: CheckedEngine) -> None:
    random = Random(20261125)
    for _ in range(400):
        tokens = random.randint(1, 200)
        asked = random_program(
            random, random.choice([0, 1, 59, 60, 61, 121, 300]), tokens, random.choice([1, 2, 4, 30])
        )
        for _ in range(8):
            agrees(engine, asked, random_steps(random, tokens))


@durable
@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [
        program(),
        program(((), 1)),
        program(((), 1), ((1,), 2), ((1, 2), 3)),
        program(*(((n,), n + 1) for n in range(500))),
        program(*(((n,), n + 1) for n in reversed(range(500)))),
        program(*((tuple(range(30)), 100 + n) for n in range(70))),
        program((tuple(range(300)), 1000)),
        program(*[((1, 2), 3)] * 70, *[((2, 1, 2), 4)] * 70),
        program(((1,), 2), ((2,), 1), ((2, 3), 4), ((4,), 3)),
        program(((1,), 1), ((1, 2), 2)),
        program(*(((0,), n) for n in range(1, 200))),
    ],
    ids=[
        "empty",
        "fact",
        "facts",
        "chain",
        "chain backwards",
        "30 needs",
        "300 needs",
        "repeated",
        "circles",
        "itself",
        "one need of many",
    ],
)
def test_for_programs_at_the_edges(engine: CheckedEngine, asked: Program) -> None:
    every = sorted({token for clause in asked.clauses for token in clause.needs})
    agrees(engine, asked, [[]])
    agrees(engine, asked, [[0]])
    agrees(engine, asked, [every])
    agrees(engine, asked, [[token] for token in every[:40]])
    agrees(engine, asked, [every[:-1], [], every[-1:], every])
