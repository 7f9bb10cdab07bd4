"""The evaluation of all open cases, while people use the pages.

Run by hand from the repository: `python -m benchmarks.nightly [CASES] [--apart]` (50,000 unless told). A workspace is
filled with cases made from the examples beside the law, `neni serve` is started on it, and an evaluation of all cases
is asked for. Meanwhile one browser asks for pages, a tenth of a second between the rounds, and the time of
each is noted; before it begins the same pages are timed alone. `--apart` lets `neni worker` do the evaluation in a
process of its own, as one would on a busy machine; otherwise everything is the one process of `neni serve`.
"""

from __future__ import annotations

import os
import resource
import secrets
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.nightly.register import fill
from neni.core.app import initialise, open_office
from neni.core.config import Config
from neni.core.model.alerts.nights import Night
from neni.core.model.errands import NewErrand
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.office import Office
from neni.core.services.alerts.nights import KIND
from neni.core.services.people.identity import fingerprint

ASKED = ("/", "/alerts?whose=all", "/due", "/cases/BENCH-7", "/evaluations", "/alerts")
WITHIN, PAGE = timedelta(minutes=10), 0.3
TOKEN = secrets.token_urlsafe(32)


def main() -> int:
    """Measure, and tell on one line each whether a goal is reached."""
    told = [one for one in sys.argv[1:] if one != "--apart"]
    amount, apart = int(told[0]) if told else 50_000, "--apart" in sys.argv
    with TemporaryDirectory() as folder, ExitStack() as stack:
        environment = _environment(Path(folder), apart)
        config = Config.read(environment)
        initialise(config)
        office = stack.enter_context(open_office(config))
        _prepare(office, amount)
        stack.enter_context(_process("serve", environment))
        if apart:
            stack.enter_context(_process("worker", environment))
        address = f"http://127.0.0.1:{config.port}"
        _until_it_answers(address)
        alone = _pages(address, rounds=10)
        first = _night(office, address, "first")
        second = _night(office, address, "second")
    return _tell(amount, alone, [first, second], apart)


def _environment(folder: Path, apart: bool) -> dict[str, str]:  # noqa: FBT001 - said on the command line
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    workers = {"NENI_WORKERS": "0"} if apart else {}
    return {**os.environ, "NENI_WORKSPACE": str(folder), "NENI_PORT": port, "NENI_LANGUAGE": "en", **workers}


def _prepare(office: Office, amount: int) -> None:
    begun = time.perf_counter()
    roles = frozenset({(EVERYWHERE, Role.ADMINISTRATOR), (EVERYWHERE, Role.HEAD)})
    with office.store.writing() as work:
        work.people.add(Person("head", "head", "Head", roles=roles), "!")
        work.people.open_session(fingerprint(TOKEN), "head", "csrf", office.clock.now() + timedelta(hours=5))
    fill(office, amount)
    print(f"{amount} open cases stored in {time.perf_counter() - begun:.0f} s")


@contextmanager
def _process(command: str, environment: dict[str, str]) -> Iterator[None]:
    arguments = [sys.executable, "-c", "from neni.core.cli import main; main()", command]
    started = subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        started.terminate()
        started.wait(60)


def _until_it_answers(address: str) -> None:
    for _ in range(300):
        try:
            _page(f"{address}/sign-in")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("neni serve did not answer within 30 seconds")


def _page(address: str) -> float:
    request = urllib.request.Request(address, headers={"Cookie": f"neni_session={TOKEN}"})
    begun = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()
    return time.perf_counter() - begun


def _pages(address: str, rounds: int) -> list[float]:
    return [_page(address + page) for _ in range(rounds) for page in ASKED]


def _night(office: Office, address: str, key: str) -> tuple[Night, list[float]]:
    """Ask for an evaluation, and for pages until it is over."""
    now = office.clock.now()
    with office.store.writing() as work:
        work.errands.add(NewErrand(KIND, key, now, {"slot": now.isoformat()}, by="head"))
    pages: list[float] = []
    while True:
        pages += [_page(address + page) for page in ASKED]
        with office.store.reading() as work:
            found = [one for one in work.nights.last(5) if one.key == key and one.is_over]
        if found:
            return found[0], pages
        time.sleep(0.1)


def _tell(amount: int, alone: list[float], nights: list[tuple[Night, list[float]]], apart: bool) -> int:  # noqa: FBT001
    """Figures and goals."""
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {'a worker apart' if apart else 'one process'}")
    print(f"pages alone: {_spread(alone)}")
    good = True
    for night, pages in nights:
        assert night.ended_at is not None
        taken = night.ended_at - night.started_at
        rate = night.done / taken.total_seconds()
        print(f"{night.key}: {night.done} cases in {taken.total_seconds():.0f} s ({rate:.0f}/s), ", end="")
        print(f"changed {night.changed}, failed {night.failed}; {len(pages)} pages meanwhile: {_spread(pages)}")
        good &= _goal("all cases within 10 minutes", taken < WITHIN)
        good &= _goal("p95 of a page under 300 ms", _p95(pages) < PAGE)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of a process: {most:.0f} MB")
    return 0 if good and amount else 1


def _goal(words: str, reached: bool) -> bool:  # noqa: FBT001 - what is told
    print(f"{'REACHED' if reached else 'MISSED'}: {words}")
    return reached


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _spread(times: list[float]) -> str:
    middle, most = statistics.median(times) * 1000, max(times) * 1000
    return f"median {middle:.0f} ms, p95 {_p95(times) * 1000:.0f} ms, most {most:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
