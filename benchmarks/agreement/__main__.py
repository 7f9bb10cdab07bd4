"""Do all ways to an outcome agree? Random law and random cases, judged by every engine and by a patient reader.

`python benchmarks/agreement [PAIRS] [SEED]`: as many pairs of a lawbook and a case; exit code 1 on any difference.
Each pair is judged over the fixpoint, over durable-rules with its check, over durable-rules with no check, and by the
evaluator for many cases; all must say what the reader says, of every rule and every derived fact. The cases
are screened as rows of a file too, by the SQL query.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from pairing import CASES, LAWBOOKS, Tally, part


def main() -> int:
    """Run, tell, and fail on a difference."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    begun, total, step = time.perf_counter(), Tally(), CASES * LAWBOOKS
    sizes = [min(step, pairs - start) for start in range(0, pairs, step)]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as pool:
        for tally in pool.map(part, [seed * 1_000_003 + number for number in range(len(sizes))], sizes):
            total.add(tally)
            print(f"{total.pairs} pairs, {len(total.differences)} differences", flush=True)
            if total.differences:
                break
    print("\n".join(total.differences[:3]))
    print(
        f"{total.pairs} pairs in {time.perf_counter() - begun:.0f} s; rules {total.outcomes}; {'; '.join(total.ways)}\n"
        f"tables {total.tables}; rules over rows of a file, in SQL {total.rows}"
    )
    return 1 if total.differences else 0


if __name__ == "__main__":
    sys.exit(main())
