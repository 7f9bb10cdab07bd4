"""The gate every uploaded Word file goes through before anybody opens it, in a process of its own with limits on
memory and time. What may not come in is refused with the reason; what can be made harmless is, and said.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from neni.core.adapters.gate.limits import LIMITS
from neni.core.adapters.gate.refusing import too_large
from neni.core.errors import BadUpload, NotWord, UploadTooLarge
from neni.core.model.problems import Problem
from neni.core.model.text import Text
from neni.core.ports import Admitted

_COMMAND = (sys.executable, "-P", "-m", "neni.core.adapters.gate.worker")
_KINDS: Mapping[str, type[BadUpload]] = {
    "too_large": UploadTooLarge,
    **dict.fromkeys(("no_word_file", "locked_file", "other_kind"), NotWord),
}
_PASSED_ON = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL")


class DocxGate:
    """Lets Word documents (.docx) in; `command` starts the process that looks at one."""

    command = _COMMAND

    def admit(self, content: bytes) -> Admitted:
        """The file as it may come in, and what was taken out of it. Raises BadUpload with the reason."""
        if len(content) > LIMITS.file:
            raise _refusal(_too_heavy())
        verdict, changed = self._asked(content)
        if "refused" in verdict:
            raise _refusal(_problem(verdict["refused"]))
        return Admitted(changed or content, tuple(map(_problem, verdict["notes"])))

    def _asked(self, content: bytes) -> tuple[dict[str, Any], bytes]:
        try:
            done = subprocess.run(  # noqa: S603 - our own module, nothing of a user's in the command
                self.command,
                input=content,
                capture_output=True,
                timeout=LIMITS.wall_seconds,
                env=_environment(),
                check=True,
            )
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            raise _refusal(_too_heavy()) from error
        line, _, changed = done.stdout.partition(b"\n")
        return json.loads(line), changed


def _environment() -> Mapping[str, str]:
    """No secrets of ours."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}


def _problem(told: Mapping[str, str]) -> Problem:
    return Problem(told["code"], Text(told["sq"], told["sr"], told["en"]), where=told["where"])


def _too_heavy() -> Problem:
    most = f"{LIMITS.file >> 20} MB"
    return too_large(f"> {most} / {LIMITS.wall_seconds:.0f} s", most).problem


def _refusal(problem: Problem) -> BadUpload:
    return _KINDS.get(problem.code, BadUpload)(problem.message, [problem])
