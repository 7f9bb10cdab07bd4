"""One run of LibreOffice: without a network where the system allows that, with bounded time and memory, and ended
with everything it started.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

SECONDS = 60.0
MEMORY = 4 * 2**20
"""In kB of address space, of which LibreOffice reserves far more than it uses."""

_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TZ")
_BOUNDED = ("/bin/sh", "-c", 'ulimit -c 0; ulimit -v "$0"; exec "$@"', str(MEMORY))
_PROXY = "http://127.0.0.1:9"
"""Where nobody answers, for systems on which the network cannot be taken away."""


class Failed(Exception):
    """It ended badly or not in time; the message is for the log."""


def run(command: Sequence[str], folder: Path, seconds: float = SECONDS) -> str:
    """What it said. Raises Failed."""
    process = subprocess.Popen(  # noqa: S603 - the command is ours, the file has a name of ours
        [*_alone(), *_BOUNDED, *command],
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Failed(f"not done within {seconds:.0f} s") from None
    finally:
        _end(process)
    if process.returncode:
        raise Failed(f"exit status {process.returncode}: {said[-500:].decode(errors='replace')}")
    return said.decode(errors="replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """LibreOffice starts a second process, which a plain kill would leave behind."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout:
        process.stdout.close()


def _environment(folder: Path) -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    proxies = {"http_proxy": _PROXY, "https_proxy": _PROXY, "ftp_proxy": _PROXY}
    return {**kept, **proxies, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}


@cache
def _alone() -> tuple[str, ...]:
    """What puts a process into a network of its own, with nobody in it; nothing where that is not allowed."""
    tool = shutil.which("unshare")
    if tool is None:
        return ()
    wanted = (tool, "--user", "--map-root-user", "--net", "--")
    tried = subprocess.run([*wanted, "true"], capture_output=True, check=False)  # noqa: S603 - a fixed command
    return wanted if tried.returncode == 0 else ()
