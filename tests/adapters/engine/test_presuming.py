"""What is gone on with while the child still works is compared all the same, before the run is over."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import ExitStack

import pytest

from neni.core.adapters.engine import CheckedEngine, Limits
from neni.core.adapters.engine.child import Child, Open
from neni.core.errors import EngineFailure
from neni.core.model.law.chaining import Clause, Program, Token

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        CheckedEngine().name == "fixpoint", reason="durable-rules is not installed here: pip install -e '.[durable]'"
    ),
]

CHAIN = Program("chain", (Clause((1,), 2), Clause((2, 3), 4)))
HEAR = Child.hear


@pytest.fixture
def engine() -> Iterator[CheckedEngine]:
    one = CheckedEngine(Limits(answer_seconds=0.5, queue_seconds=0.2))
    yield one
    one.close()


def lying_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first answer has one token too many; later ones are honest."""
    lies = iter([frozenset({99})])

    def hear(child: Child, one: Open) -> frozenset[Token]:
        return HEAR(child, one) | next(lies, frozenset())

    monkeypatch.setattr(Child, "hear", hear)


def presumed(engine: CheckedEngine, *steps: Iterable[int]) -> list[frozenset[Token]]:
    with engine.run(CHAIN) as chain:
        return [chain.presume(step) for step in steps]


def presumed_and_failed(engine: CheckedEngine) -> None:
    with engine.run(CHAIN) as chain:
        chain.presume([1])
        raise LookupError("a word is missing")


def test_a_wrong_answer_is_told_when_the_run_is_over(engine: CheckedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    lying_once(monkeypatch)
    with pytest.raises(EngineFailure):
        presumed(engine, [1, 3])
    assert engine.tally["disagreements"] == 1


def test_every_step_is_compared_and_not_only_the_last(engine: CheckedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    lying_once(monkeypatch)
    with pytest.raises(EngineFailure):
        presumed(engine, [1], [3])
    assert engine.tally["disagreements"] == 1


def test_a_wrong_answer_is_told_even_where_something_else_failed(
    engine: CheckedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    lying_once(monkeypatch)
    with pytest.raises(EngineFailure) as failure:
        presumed_and_failed(engine)
    assert isinstance(failure.value.__context__, LookupError)


def test_another_run_hears_the_answer_and_it_is_compared_by_its_own(
    engine: CheckedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    lying_once(monkeypatch)
    with ExitStack() as runs:
        one = runs.enter_context(engine.run(CHAIN))
        two = runs.enter_context(engine.run(CHAIN))
        one.presume([1])
        assert two.establish([3]) == {3}
        with pytest.raises(EngineFailure):
            one.compare()
    assert dict(engine.tally) == {"started": 1, "answered": 2, "disagreements": 1, "failures": 1}


def test_runs_that_presume_at_once_do_not_mix(engine: CheckedEngine) -> None:
    other = Program("other", (Clause((1,), 20), Clause((3,), 40)))
    with engine.run(CHAIN) as one, engine.run(other) as two:
        for tokens in ([1], [3], [7]):
            one.presume(tokens)
            two.presume(tokens)
        assert one.establish([]) == {1, 2, 3, 4, 7}
        assert two.establish([]) == {1, 3, 7, 20, 40}
    assert dict(engine.tally) == {"started": 1, "answered": 8}


def test_a_child_that_ends_over_a_presumed_question_is_replaced(engine: CheckedEngine) -> None:
    with engine.run(CHAIN) as chain:
        chain.establish([1])
        assert engine.pid
        os.kill(engine.pid, signal.SIGKILL)
        assert chain.presume([3]) == {1, 2, 3, 4}
    with engine.run(CHAIN) as chain:
        assert chain.establish([1]) == {1, 2}
    assert (engine.tally["failures"], engine.tally["started"], engine.tally["alone"]) == (1, 2, 1)


def test_nobody_waits_long_for_a_question_whose_asker_is_busy(engine: CheckedEngine) -> None:
    with engine.run(CHAIN) as slow:
        slow.establish([1])
        hung = engine.pid
        assert hung
        os.kill(hung, signal.SIGSTOP)
        slow.presume([3])
        with engine.run(CHAIN) as chain:
            assert [chain.establish([n]) for n in (1, 3, 7)] == [{1, 2}, {1, 2, 3, 4}, {1, 2, 3, 4, 7}]
        assert (engine.tally["busy"], engine.tally["failures"]) == (3, 1)
        with pytest.raises(ProcessLookupError):
            os.kill(hung, 0)
    assert (engine.tally["answered"], engine.tally["alone"]) == (1, 4)


def test_a_child_is_not_replaced_for_its_age_while_it_works() -> None:
    engine = CheckedEngine(Limits(cases_per_child=1))
    with engine.run(CHAIN) as one, engine.run(CHAIN) as two:
        one.presume([1])
        two.presume([3])
    assert dict(engine.tally) == {"started": 2, "recycled": 1, "answered": 2}
    engine.close()
