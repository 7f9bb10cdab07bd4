"""The child process as its parent sees it: started fresh (never forked), asked with a time limit, ended for sure."""

from __future__ import annotations

import os
import select
import socket
import struct
import subprocess
import sys
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

from neni.core.adapters.engine import protocol
from neni.core.adapters.engine.protocol import GLANCES, Hungup, Question, asked, receive, send
from neni.core.adapters.engine.vocabulary import Vocabulary
from neni.core.model.law.chaining import Program, Token

_COMMAND = (sys.executable, "-P", "-m", "neni.core.adapters.engine.worker")
_PASSED_ON = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ")


class ChildFailure(Exception):
    """The child crashed, hung or failed; it must be replaced. The message is for the log."""


class Broken(Exception):
    """durable-rules cannot be imported at all; the message says why."""


class Unfit(Exception):
    """The child's guard refuses the program; the child itself is well."""


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """A question the child was asked. `tokens` are all that the run was given so far."""

    number: int
    vocabulary: Vocabulary
    tokens: Sequence[Token]


class Child:
    """One child process, used by one thread at a time. It inherits no secrets of the environment."""

    def __init__(self, start_seconds: float, answer_seconds: float) -> None:
        """Start and wait for the greeting. Raises ChildFailure, or Broken when durable-rules is unusable."""
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = _start(theirs)
        self._end = weakref.finalize(self, _end, self._process, self._line)
        self._start_seconds, self._answer_seconds = start_seconds, answer_seconds
        self._programs: dict[str, tuple[int, Vocabulary]] = {}
        self._numbers = count(1)
        self._run: int | None = None
        self._told = 0
        self.cases = 0
        self.version = self._greeted()
        self._be_patient(answer_seconds)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def programs(self) -> int:
        """How many programs it was given to load."""
        return len(self._programs)

    def ask(self, run: int, program: Program, tokens: Sequence[Token]) -> Open:
        """Ask what follows from all tokens given in a run so far. Of a run that no other interrupted only the new ones
        are sent. The answer must be heard before the next question. Raises ChildFailure or Unfit."""
        number, vocabulary = self._loaded(program)
        self.cases += 1
        afresh = self._run != run
        self._run, told = run, 0 if afresh else self._told
        self._told = len(tokens)
        question = Question(next(self._numbers), number, afresh, vocabulary.numbers(tokens[told:]))
        with self._answering(self._answer_seconds):
            send(self._line, asked(question))
        return Open(question.number, vocabulary, tokens)

    def has_spoken(self, seconds: float) -> bool:
        """Whether an answer, or the end of the line, is there within so many seconds."""
        return bool(select.select([self._line], [], [], seconds)[0])

    def hear(self, one: Open) -> frozenset[Token]:
        """The answer: everything that follows, what was given included. Raises ChildFailure."""
        with self._answering(self._answer_seconds):
            body = receive(self._line, GLANCES)
            marks = _marks(body, one.number, len(one.vocabulary.tokens))
        strangers = one.vocabulary.strangers(one.tokens)
        return one.vocabulary.marked(marks) | strangers if strangers else one.vocabulary.marked(marks)

    def close(self) -> None:
        """End the process."""
        self._end()

    def _be_patient(self, seconds: float) -> None:
        """The time limit is the system's own: Python's would ask the system twice for every message."""
        self._line.settimeout(None)
        limit = struct.pack("ll", int(seconds), int(seconds % 1 * 1e6))
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)

    def _greeted(self) -> str:
        try:
            self._be_patient(self._start_seconds)
            greeting = protocol.from_json(receive(self._line))
        except (Hungup, OSError) as error:
            self.close()
            raise ChildFailure(f"it did not start: {error}") from error
        if "ready" in greeting:
            return str(greeting["ready"])
        self.close()
        raise Broken(str(greeting.get("broken")))

    def _loaded(self, program: Program) -> tuple[int, Vocabulary]:
        known = self._programs.get(program.code)
        if known is None:
            known = len(self._programs), Vocabulary(program)
            self._load(*known)
            self._programs[program.code] = known
        return known

    def _load(self, number: int, vocabulary: Vocabulary) -> None:
        clauses = [[clause.needs, clause.gives] for clause in vocabulary.clauses]
        question = next(self._numbers)
        self._be_patient(self._start_seconds)
        with self._answering(self._start_seconds):
            send(self._line, protocol.in_json({"load": number, "clauses": clauses, "number": question}))
            answer = protocol.from_json(receive(self._line))
        self._be_patient(self._answer_seconds)
        if "refused" in answer:
            raise Unfit(answer["refused"])
        if "failed" in answer or answer.get("number") != question:
            raise ChildFailure(str(answer.get("failed", "an answer to another question")))

    @contextmanager
    def _answering(self, seconds: float) -> Iterator[None]:
        try:
            yield
        except (BlockingIOError, TimeoutError) as error:
            raise ChildFailure(f"no answer within {seconds} s") from error
        except (Hungup, OSError) as error:
            raise ChildFailure(f"it ended ({self._ending()}): {error}") from error

    def _ending(self) -> str:
        try:
            return f"exit status {self._process.wait(0.5)}"
        except subprocess.TimeoutExpired:
            return "still there"


def _marks(body: bytes, question: int, tokens: int) -> bytes:
    """One mark for each token of the program."""
    if protocol.is_json(body):
        raise ChildFailure(str(protocol.from_json(body).get("failed")))
    marks = protocol.answer(body, question)
    if len(marks) != tokens:
        raise ChildFailure(f"an answer about {len(marks)} tokens instead of {tokens}")
    return marks


def _start(line: socket.socket) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C at the terminal reaches only Neni, which then hangs up."""
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return subprocess.Popen(  # noqa: S603  our own interpreter and module
        _COMMAND, stdin=line.fileno(), stdout=subprocess.DEVNULL, env=environment, start_new_session=True
    )


def _end(process: subprocess.Popen[bytes], line: socket.socket) -> None:
    """Also runs by itself at the interpreter's exit. A child that may be stuck in C is not asked twice."""
    line.close()
    process.kill()
    process.wait()
