"""Milliseconds for one contract: docxtpl by itself, and the same template compiled once.

Run by hand: `python benchmarks/documents/paired.py [ROUNDS]`. The ways take turns, so that a busy machine hurts them
alike, each opens its answer, and every answer must say the same.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from io import BytesIO
from statistics import median
from typing import Any
from zipfile import ZipFile

import contract
from docxtpl import DocxTemplate
from goals import PER_SECOND, TIMES, TIMES_LONG, WHERE_DOCXTPL_MAKES, Goals, asked_per_second
from lxml import etree

from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.model.text import Language
from neni.core.ports import Template

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
SECONDS = 5
WORD = DocxWord({}, Phrases())


def docxtpl(content: bytes, values: Mapping[str, Any]) -> bytes:
    """A new object for each document, as docxtpl must be used by threads; values are escaped."""
    document = DocxTemplate(BytesIO(content))
    document.render(dict(values), autoescape=True)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def compiled(content: bytes, values: Mapping[str, Any]) -> bytes:
    """As the product issues."""
    return WORD.render(Template("contract", Language.ALBANIAN, content, "", (), (), {}, "contract.sq.docx"), values)


def canonical(document: bytes) -> list[bytes]:
    """Body, header and footer."""
    with ZipFile(BytesIO(document)) as file:
        names = ("word/document.xml", "word/header1.xml", "word/footer1.xml")
        return [etree.tostring(etree.fromstring(file.read(name)), method="c14n") for name in names]


def timed(way: Callable[[], object]) -> float:
    """Milliseconds of processor time: what else the machine does is left out."""
    begun = time.process_time()
    way()
    return (time.process_time() - begun) * 1000


def pair(content: bytes, rows: int, rounds: int) -> tuple[float, float, float]:
    """Medians of both, and of how many times as fast in each round."""
    values = contract.values(rows)
    assert canonical(docxtpl(content, values)) == canonical(compiled(content, values))
    slow, fast = [], []
    for _ in range(rounds):
        slow.append(timed(lambda: docxtpl(content, values)))
        fast.append(timed(lambda: compiled(content, values)))
    return median(slow), median(fast), median(one / other for one, other in zip(slow, fast, strict=True))


def per_second(way: Callable[[bytes, Mapping[str, Any]], bytes], content: bytes) -> float:
    """Documents in a second of processor time, each with its own number."""
    begun, done = time.process_time(), 0
    while time.process_time() - begun < SECONDS:
        way(content, contract.values(40, f"KQZ-{done:04}/2026"))
        done += 1
    return done / (time.process_time() - begun)


def main() -> int:
    """Print medians, ratios and documents a second, and whether each goal was reached."""
    goals = Goals()
    for kind in ("plain", "like Word"):
        content = contract.template(like_word=kind != "plain")
        fresh = timed(lambda content=content: compiled(content, contract.values(40)))  # type: ignore[misc]
        print(f"{kind}: first document, with compiling, {fresh:.1f} ms")
        for rows in (40, 4000):
            slow, fast, times = pair(content, rows, ROUNDS if rows < 1000 else max(ROUNDS // 4, 3))
            print(f"{kind:9} {rows:5} rows: docxtpl {slow:7.2f} ms, compiled {fast:7.2f} ms, {times:5.1f} times")
            least = TIMES if rows < 1000 else TIMES_LONG
            asked = f"{kind}, {rows} rows: at least {least:.0f} times as fast as docxtpl"
            goals.tell(asked, f"{times:.1f} times", reached=times >= least)
    plain = contract.template(like_word=False)
    slow, fast = per_second(docxtpl, plain), per_second(compiled, plain)
    print(f"plain, 40 rows, one process: docxtpl {slow:.1f} documents/s, compiled {fast:.1f} documents/s")
    least = asked_per_second(slow)
    told = f"at least {PER_SECOND:.0f} documents/s where docxtpl makes {WHERE_DOCXTPL_MAKES:.0f}: {least:.0f} here"
    goals.tell(told, f"{fast:.0f} documents/s", reached=fast >= least)
    return goals.code


if __name__ == "__main__":
    sys.exit(main())
