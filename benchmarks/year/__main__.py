"""A year minute by minute: every alert once and at its minute.

Run by hand from the repository: `python -m benchmarks.year [CASES]` (5,000 unless told). It ends with 1 when an alert
is missing, doubled or at another minute.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.year.law import office_in
from benchmarks.year.simulation import YearClock, simulate


def main() -> int:
    """Live through the year and tell what came."""
    amount = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    clock, begun = YearClock(), time.perf_counter()
    with TemporaryDirectory() as folder:
        report = simulate(office_in(Path(folder), clock), clock, amount)
    seconds = time.perf_counter() - begun
    print(f"{report.cases} cases, {report.sweeps} minutes in which something was due, {seconds:.0f} s")
    print(f"alerts: {report.expected} expected, {report.raised} raised, {report.escalated} times further up")
    print(
        f"missing {len(report.missing)}, doubled {len(report.doubled)}, at another minute {len(report.wrong)}, ", end=""
    )
    print(f"minutes left out in which something was due {report.early}")
    for one in (*report.missing[:5], *report.doubled[:5], *report.wrong[:5]):
        print(f"  {one}")
    print("RIGHT" if report.is_right else "WRONG")
    return 0 if report.is_right else 1


if __name__ == "__main__":
    sys.exit(main())
