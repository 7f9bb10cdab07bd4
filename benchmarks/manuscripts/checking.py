"""How long a draft takes from its upload to the file with comments: the gate, reading, studying, every rule, storing,
commenting. Beside it what python-docx needs to open and save the same file, and how it grows with the pages.

Run by hand from the repository: `python -m benchmarks.manuscripts.checking [PAGES] [ROUNDS] [--without-growth]`. Each
round is a process of its own; times are of the wall clock, and of the processor in brackets.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from docx import Document

from benchmarks.manuscripts.draft import draft
from benchmarks.rules.fitting import fit
from neni.core.app import initialise, open_office
from neni.core.config import Config
from neni.core.model.people import OPERATOR
from neni.core.model.text import Language
from neni.core.services.manuscripts import returning, reviewing
from neni.core.services.manuscripts.reviewing import HandedIn

GROWTH = (50, 100, 200, 400, 1000)
SECONDS, MEGABYTES = 2.0, 300.0


def main() -> None:
    """Print the figures and whether the goals are reached."""
    told = [one for one in sys.argv[1:] if not one.startswith("--")]
    pages, rounds = int(told[0]) if told else 100, int(told[1]) if len(told) > 1 else 3
    taken = [_round(pages) for _ in range(rounds)]
    middle = {name: median(one[name] for one in taken) for name in taken[0]}
    print(f"{pages} pages, {middle['remarks']:.0f} remarks: {middle['wall']:.2f} s ({middle['cpu']:.2f} s)")
    print(f"  python-docx, opened and saved: {middle['docx']:.2f} s; ratio {middle['wall'] / middle['docx']:.1f}")
    print(f"  most memory: {middle['MB']:.0f} MB")
    print(f"goal: {SECONDS:.0f} s, reached: {'yes' if middle['wall'] < SECONDS else 'no'}")
    print(f"goal: {MEGABYTES:.0f} MB, reached: {'yes' if middle['MB'] < MEGABYTES else 'no'}")
    if "--without-growth" not in sys.argv:
        times = {size: _round(size)["cpu"] for size in GROWTH}
        told_growth = fit(times)
        shown = ", ".join(f"{size}: {one:.2f} s" for size, one in times.items())
        print(f"growth with pages ({shown}): slope {told_growth.slope:.2f}, r² {told_growth.r_squared:.3f}")


def _round(pages: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", f"from benchmarks.manuscripts.checking import once; once({pages})"],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def once(pages: int) -> None:
    """One draft checked and commented in this process; the figures as JSON."""
    content = draft(pages)
    with tempfile.TemporaryDirectory() as folder:
        config = Config.read({"NENI_WORKSPACE": str(Path(folder))})
        initialise(config)
        with open_office(config) as office:
            reviewing.review(office, OPERATOR, HandedIn("legal.bylaw", draft(1), "warm.docx"))
            wall, cpu = time.perf_counter(), time.process_time()
            done = reviewing.review(office, OPERATOR, HandedIn("legal.bylaw", content, "draft.docx"))
            returning.commented(office, OPERATOR, done.id, Language.ALBANIAN)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"wall": wall, "cpu": cpu, "MB": most, "remarks": len(done.remarks), "docx": _bare(content)}
    print(json.dumps(told))


def _bare(content: bytes) -> float:
    begun = time.perf_counter()
    Document(io.BytesIO(content)).save(io.BytesIO())
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
