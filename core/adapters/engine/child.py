"""The child process as its parent sees it: started fresh (never forked), asked with a time limit, ended for sure."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import weakref
from collections.abc import Iterable
from itertools import count

from neni.core.adapters.engine.protocol import Hungup, Message, receive, send
from neni.core.model.chaining import Program, Token

_COMMAND = (sys.executable, "-P", "-m", "neni.core.adapters.engine.worker")
_PASSED_ON = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ")


class ChildFailure(Exception):
    """The child crashed, hung or failed; it must be replaced. The message is for the log."""


class Broken(Exception):
    """durable-rules cannot be imported at all; the message says why."""


class Unfit(Exception):
    """The child's guard refuses the program; the child itself is well."""


class Child:
    """One child process, used by one thread at a time. It inherits no secrets of the environment."""

    def __init__(self, start_seconds: float, answer_seconds: float) -> None:
        """Start and wait for the greeting. Raises ChildFailure, or Broken when durable-rules is unusable."""
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = _start(theirs)
        self._end = weakref.finalize(self, _end, self._process, self._line)
        self._start_seconds, self._answer_seconds = start_seconds, answer_seconds
        self._programs: dict[str, int] = {}
        self._numbers = count(1)
        self.cases = 0
        self.version = self._greeted()

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def programs(self) -> int:
        """How many programs it was given to load."""
        return len(self._programs)

    def establish(self, run: int, program: Program, tokens: Iterable[Token]) -> frozenset[Token]:
        """Everything that follows from all tokens given in a run so far. Raises ChildFailure or Unfit."""
        number = self._number_of(program)
        self.cases += 1
        question: Message = {"run": run, "program": number, "tokens": list(tokens)}
        return frozenset(_found(self._ask(question, self._answer_seconds)))

    def close(self) -> None:
        """End the process."""
        self._end()

    def _greeted(self) -> str:
        try:
            self._line.settimeout(self._start_seconds)
            greeting = receive(self._line)
        except (Hungup, OSError) as error:
            self.close()
            raise ChildFailure(f"it did not start: {error}") from error
        if "ready" in greeting:
            return str(greeting["ready"])
        self.close()
        raise Broken(str(greeting.get("broken")))

    def _number_of(self, program: Program) -> int:
        number = self._programs.get(program.code)
        if number is None:
            number = len(self._programs)
            self._load(number, program)
            self._programs[program.code] = number
        return number

    def _load(self, number: int, program: Program) -> None:
        clauses = [[clause.needs, clause.gives] for clause in program.clauses]
        answer = self._ask({"load": number, "clauses": clauses}, self._start_seconds)
        if "refused" in answer:
            raise Unfit(answer["refused"])

    def _ask(self, question: Message, seconds: float) -> Message:
        question["number"] = next(self._numbers)
        try:
            self._line.settimeout(seconds)
            send(self._line, question)
            answer = receive(self._line)
        except TimeoutError as error:
            raise ChildFailure(f"no answer within {seconds} s") from error
        except (Hungup, OSError) as error:
            raise ChildFailure(f"it ended ({self._ending()}): {error}") from error
        if "failed" in answer or answer.get("number") != question["number"]:
            raise ChildFailure(str(answer.get("failed", "an answer to another question")))
        return answer

    def _ending(self) -> str:
        try:
            return f"exit status {self._process.wait(0.5)}"
        except subprocess.TimeoutExpired:
            return "still there"


def _found(answer: Message) -> list[Token]:
    tokens = answer.get("tokens")
    if not isinstance(tokens, list):
        raise ChildFailure("an answer without tokens")
    return tokens


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
