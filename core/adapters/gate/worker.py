"""The process in which an uploaded file is looked at, so that whatever it does it does to no other.

Started as `python -P -m neni.core.adapters.gate.worker`: the file comes in by standard input, the verdict goes out as
one line of JSON, followed by the bytes of the file where something was taken out of it.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable

from neni.core.adapters.gate.inspecting import inspect
from neni.core.adapters.gate.limits import LIMITS, Limits
from neni.core.adapters.gate.refusing import Refused
from neni.core.model.problems import Problem

Inspect = Callable[[bytes, Limits], tuple[bytes, tuple[Problem, ...]]]


def main(inspect: Inspect = inspect) -> None:
    """Look at one file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory, LIMITS.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (LIMITS.cpu_seconds, LIMITS.cpu_seconds))
    content = sys.stdin.buffer.read(LIMITS.file + 1)
    try:
        admitted, notes = inspect(content, LIMITS)
    except Refused as refused:
        _answer({"refused": _plain(refused.problem)}, b"")
    else:
        _answer({"notes": [_plain(note) for note in notes]}, b"" if admitted is content else admitted)


def _plain(problem: Problem) -> dict[str, str]:
    said = problem.message
    return {"code": problem.code, "where": problem.where, "sq": said.sq, "sr": said.sr, "en": said.en}


def _answer(verdict: object, content: bytes) -> None:
    sys.stdout.buffer.write(json.dumps(verdict).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
