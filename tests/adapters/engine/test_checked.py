"""The child process may crash, hang, fail or lie: the answer is right or an error, and the child is replaced."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from neni.core.adapters import engine as engines
from neni.core.adapters.engine import CheckedEngine, Limits, supervisor
from neni.core.adapters.engine.child import Child
from neni.core.errors import EngineFailure
from neni.core.model.law.chaining import Clause, Fixpoint, FixpointChain, Program
from neni.core.model.text import Language

pytestmark = pytest.mark.slow

durable = pytest.mark.skipif(
    CheckedEngine().name == "fixpoint", reason="durable-rules is not installed here: pip install -e '.[durable]'"
)

CHAIN = Program("chain", (Clause((1,), 2), Clause((2, 3), 4)))


@pytest.fixture
def engine() -> Iterator[CheckedEngine]:
    one = CheckedEngine(Limits(answer_seconds=0.5))
    yield one
    one.close()


def established(engine: CheckedEngine, *tokens: int, program: Program = CHAIN) -> frozenset[int]:
    with engine.run(program) as chain:
        return chain.establish(tokens)


@durable
def test_the_child_starts_with_the_first_question_and_ends_with_close(engine: CheckedEngine) -> None:
    assert engine.pid is None
    assert established(engine, 1, 3) == {1, 2, 3, 4}
    assert engine.pid
    assert engine.pid != os.getpid()
    pid = engine.pid
    engine.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert established(engine, 1) == {1, 2}
    assert engine.pid is None


@durable
def test_it_says_what_it_is(engine: CheckedEngine) -> None:
    assert engine.name == "durable-rules 2.0.28, checked"
    assert "compared" in engine.note.en
    assert all(getattr(engine.note, one.value) for one in Language)


@durable
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSEGV, signal.SIGFPE])
def test_a_crash_in_the_middle_of_a_run_is_survived(engine: CheckedEngine, blow: signal.Signals) -> None:
    with engine.run(CHAIN) as chain:
        assert chain.establish([1]) == {1, 2}
        first = engine.pid
        assert first
        os.kill(first, blow)
        assert chain.establish([7]) == {1, 2, 7}
        assert engine.tally["alone"] == 1
        assert chain.establish([3]) == {1, 2, 3, 4, 7}
    assert engine.pid not in {None, first}
    assert dict(engine.tally) == {"started": 2, "failures": 1, "alone": 1, "answered": 2}


@durable
def test_a_hanging_child_is_killed_and_replaced(engine: CheckedEngine) -> None:
    established(engine, 1)
    hung = engine.pid
    assert hung
    os.kill(hung, signal.SIGSTOP)
    assert established(engine, 1, 3) == {1, 2, 3, 4}
    with pytest.raises(ProcessLookupError):
        os.kill(hung, 0)
    established(engine, 1)
    assert engine.tally["answered"] == 2


@durable
def test_nobody_waits_long_for_a_child_that_hangs_over_another_s_question() -> None:
    engine = CheckedEngine(Limits(answer_seconds=0.7, queue_seconds=0.05))
    established(engine, 1)
    assert engine.pid
    os.kill(engine.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: established(engine, 1, 3), range(4)))
    assert answers == [{1, 2, 3, 4}] * 4
    assert (engine.tally["busy"], engine.tally["failures"]) == (3, 1)
    engine.close()


@durable
def test_a_program_the_child_fails_over_again_and_again_is_set_aside(engine: CheckedEngine) -> None:
    bad = Program("bad", CHAIN.clauses)
    for _ in range(3):
        while engine.pid is None:
            established(engine, 1)
        os.kill(engine.pid, signal.SIGKILL)
        assert established(engine, 1, 3, program=bad) == {1, 2, 3, 4}
    assert (engine.tally["failures"], established(engine, 1, program=bad), engine.pid) == (3, {1, 2}, None)
    assert "1 program" in engine.note.en


@durable
def test_a_program_outside_the_subset_is_answered_by_the_fixpoint_alone(engine: CheckedEngine) -> None:
    wide = Program("wide", tuple(Clause((n,), n + 1) for n in range(60 * 401)))
    assert established(engine, 60 * 401 - 2, program=wide) == {60 * 401 - 2, 60 * 401 - 1, 60 * 401}
    assert established(engine, 1) == {1, 2}
    assert dict(engine.tally) == {"started": 1, "alone": 1, "answered": 1}


@durable
def test_a_wrong_answer_is_an_error_and_never_used(
    engine: CheckedEngine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as lying:
        lying.setattr(Child, "hear", lambda *_: frozenset({1, 2, 99}))
        with engine.run(CHAIN) as chain, pytest.raises(EngineFailure) as failure:
            chain.establish([1, 3])
    assert all(getattr(failure.value.message, one.value) for one in Language)
    assert [record.getMessage() for record in caplog.records if record.levelno == logging.CRITICAL] == [
        "durable-rules disagrees over chain: lacks [3, 4], adds [99]"
    ]
    assert established(engine, 1, 3) == {1, 2, 3, 4}
    assert (engine.tally["disagreements"], engine.tally["alone"]) == (1, 1)


@durable
def test_a_worn_child_is_replaced_between_two_steps() -> None:
    engine = CheckedEngine(Limits(cases_per_child=2, programs_per_child=3))
    with engine.run(CHAIN) as chain:
        pids = [(chain.establish([n]), engine.pid)[1] for n in range(5)]
    assert len(set(pids)) == 3
    for n in range(8):
        established(engine, 1, 3, program=Program(f"p{n}", CHAIN.clauses))
    assert engine.tally["failures"] == engine.tally["alone"] == 0
    engine.close()


@durable
def test_runs_that_are_open_at_once_do_not_mix(engine: CheckedEngine) -> None:
    other = Program("other", (Clause((1,), 20), Clause((3,), 40)))
    with engine.run(CHAIN) as one, engine.run(other) as two, engine.run(CHAIN) as three:
        assert one.establish([1]) == {1, 2}
        assert two.establish([1]) == {1, 20}
        assert three.establish([3]) == {3}
        assert one.establish([3]) == {1, 2, 3, 4}
        assert two.establish([3]) == {1, 3, 20, 40}
    assert engine.tally["answered"] == 5


@durable
def test_many_threads_ask_at_once(engine: CheckedEngine) -> None:
    programs = [Program(f"t{n}", tuple(Clause((k, k + n + 1), k + 2) for k in range(90))) for n in range(4)]
    start = threading.Barrier(8)

    def work(seed: int) -> bool:
        random = Random(seed)
        start.wait()
        return all(one_run(random.choice(programs), random) for _ in range(40))

    def one_run(program: Program, random: Random) -> bool:
        check = FixpointChain(program)
        with engine.run(program) as chain:
            steps = [[random.randrange(92) for _ in range(10)] for _ in range(3)]
            return all(chain.establish(step) == check.establish(step) for step in steps)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(8)))
    assert engine.tally["failures"] == 0
    assert engine.tally["answered"] + engine.tally["alone"] == 8 * 40 * 3


def run_python(script: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ) | ({"PYTHONPATH": str(path)} if path else {})
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", textwrap.dedent(script)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


ASK = """
    import logging; logging.disable()
    from neni.core.adapters.engine import best
    from neni.core.model.law.chaining import Clause, Program
    engine = best()
    with engine.run(Program("a", (Clause((1,), 2),))) as chain:
        print(sorted(chain.establish([1])))
    print(engine.name)
    print(engine.note.en)
"""


@durable
def test_a_forgotten_engine_leaves_no_process_and_no_warning_behind() -> None:
    ended = run_python(ASK + "    print(engine.pid)")
    assert (ended.returncode, ended.stderr) == (0, "")
    with pytest.raises(ProcessLookupError):
        os.kill(int(ended.stdout.split()[-1]), 0)


@pytest.mark.parametrize(
    ("module", "told"),
    [
        ("raise ImportError('undefined symbol: PyEval_CallObject')", "cannot be loaded (undefined symbol: PyEval"),
        ("import os; os.abort()", "did not start"),
        ("", "cannot be loaded"),
    ],
    ids=["undefined symbol", "crashes at import", "another module of that name"],
)
def test_a_broken_build_leaves_the_fixpoint_alone_and_tells_why(tmp_path: Path, module: str, told: str) -> None:
    (tmp_path / "durable").mkdir()
    (tmp_path / "durable" / "__init__.py").write_text(module)
    ended = run_python(ASK, tmp_path)
    answer, name, note = ended.stdout.splitlines()
    assert (ended.returncode, answer, name) == (0, "[1, 2]", "fixpoint")
    assert told in note


def test_without_durable_rules_the_fixpoint_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    engine = engines.best()
    assert isinstance(engine, Fixpoint)
    assert (engine.name, "not installed" in engine.note.en) == ("fixpoint", True)
    with engine.run(CHAIN) as chain:
        assert chain.establish([1, 3]) == {1, 2, 3, 4}
    engine.close()


def test_where_no_process_starts_it_is_tried_ever_more_rarely(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    tried = []

    def refuse(*_: float) -> Child:
        tried.append(asked)
        raise OSError("no more processes")

    monkeypatch.setattr(supervisor, "Child", refuse)
    engine = CheckedEngine(Limits(longest_pause=16))
    for asked in range(1, 60):  # noqa: B007  read by refuse
        assert established(engine, 1, 3) == {1, 2, 3, 4}
    assert tried == [1, 2, 4, 8, 16, 32, 48]
    assert "did not start" in engine.note.en
