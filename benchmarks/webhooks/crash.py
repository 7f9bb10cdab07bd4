"""Kill writers and dispatchers of messages with -9, and compare the books (see campaign).

Run by hand from the repository: `python -m benchmarks.webhooks.crash [KILLS] [DATABASE…]`; without a database on an
SQLite file of its own. A PostgreSQL database must be empty.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.webhooks.campaign import FAILING, HANDS, campaign
from neni.core.adapters import store as stores
from neni.core.services.work.errand_crew import AHEAD


def main() -> int:
    """Run on each database and print; 0 when every promise was kept everywhere."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    right = True
    with tempfile.TemporaryDirectory() as folder:
        for number, url in enumerate(sys.argv[2:] or [f"sqlite:///{folder}/neni.db"]):
            place = Path(folder) / str(number)
            place.mkdir()
            stores.migrate(url)
            report = campaign(url, place, kills)
            bounded = report.repeated <= kills * (HANDS + AHEAD) + report.received * FAILING
            print(f"{url.partition(':')[0]}: {report}\n{'kept' if report.is_right and bounded else 'BROKEN'}")
            right = right and report.is_right and bounded
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
