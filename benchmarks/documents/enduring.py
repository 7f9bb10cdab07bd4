"""Whether memory stays flat over many documents, and whether threads ever see each other's values.

Run by hand: `python benchmarks/documents/enduring.py [DOCUMENTS] [THREADS] [EACH]`. Every document of the threads is
read again and must hold its own number in body, header and footer, its own rows, and no other number.
"""

from __future__ import annotations

import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from statistics import median
from zipfile import ZipFile

import contract
from goals import FLAT_KB, Goals

from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.model.text import Language
from neni.core.ports import Template

WORD = DocxWord({}, Phrases())
TEMPLATE = Template(
    "contract", Language.ALBANIAN, contract.template(like_word=False), "", (), (), {}, "contract.sq.docx"
)
NUMBER, ROWS, PAGE_KB = re.compile(r"KQZ-\d+/2026"), 40, 4


def resident() -> int:
    """Memory of this process in kB (Linux)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE_KB


def document(number: str) -> bytes:
    """One contract."""
    return WORD.render(TEMPLATE, contract.values(ROWS, number))


def right(number: str) -> bool:
    """Whether a document of this number holds everything of its own and nothing of another."""
    with ZipFile(BytesIO(document(number))) as file:
        body, header, footer = (file.read(f"word/{name}.xml").decode() for name in ("document", "header1", "footer1"))
    rows = all(f"Letër A4 {number}/{row}<" in body for row in range(1, ROWS + 1))
    return rows and all(set(NUMBER.findall(part)) == {number} for part in (body, header, footer))


def main() -> int:
    """Print memory of the first and last tenth, and how many documents of the threads are right."""
    goals = Goals()
    documents, threads, each = map(int, sys.argv[1:] or ("10000", "16", "1000"))
    held = []
    for done in range(documents):
        document(f"KQZ-{done:06}/2026")
        held.append(resident())
    tenth = max(documents // 10, 1)
    first, last = median(held[:tenth]), median(held[-tenth:])
    print(f"{documents} documents: {first:.0f} kB in the first tenth, {last:.0f} kB in the last")
    flat = f"memory flat over {documents} documents (at most {FLAT_KB} kB more)"
    goals.tell(flat, f"{last - first:+.0f} kB", reached=last - first <= FLAT_KB)

    def of_thread(thread: int) -> int:
        return sum(right(f"KQZ-{thread * each + done:06}/2026") for done in range(each))

    begun = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        good = sum(pool.map(of_thread, range(threads)))
    print(f"{threads} threads x {each}: {good} of {threads * each} right, {time.perf_counter() - begun:.0f} s")
    goals.tell(f"{threads} threads x {each}: every document right", f"{good}", reached=good == threads * each)
    return goals.code


if __name__ == "__main__":
    sys.exit(main())
