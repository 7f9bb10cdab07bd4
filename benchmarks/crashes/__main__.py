"""Kill -9 of whoever writes errands, whoever does them and whoever looks at the clock, many times, and the books
compared in the end.

Run by hand from the repository: `python -m benchmarks.crashes errands|clocks [KILLS] [DATABASE…]`; without a database
on an SQLite file of its own. A PostgreSQL database must be empty. Exit code 1 when a promise was broken.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.crashes.campaign import Report, campaign
from benchmarks.crashes.clocks import ClockReport, clock_campaign
from neni.core.adapters import store as stores


def main() -> None:
    """Run a campaign on each database and print what it left."""
    what = sys.argv[1] if len(sys.argv) > 1 else "errands"
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    right = True
    with tempfile.TemporaryDirectory() as folder:
        for number, url in enumerate(sys.argv[3:] or [f"sqlite:///{folder}/neni.db"]):
            stores.migrate(url)
            place = Path(folder) / str(number)
            place.mkdir()
            report: Report | ClockReport
            report = campaign(url, place, kills) if what == "errands" else clock_campaign(url, kills)
            print(f"{url.partition(':')[0]}: {report}")
            print("every promise kept" if report.is_right else "A PROMISE WAS BROKEN")
            right &= report.is_right
    sys.exit(not right)


if __name__ == "__main__":
    main()
