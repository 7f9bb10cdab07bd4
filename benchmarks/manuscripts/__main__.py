"""How long a draft takes to be read, to come back with comments, and to be compared with its next version; beside it
what python-docx needs to open and save the same file. And how all of that grows with the pages.

Run by hand from the repository: `python -m benchmarks.manuscripts [PAGES] [ROUNDS] [--without-growth]`. Each figure is
the median over rounds; every round is a process of its own, so that nothing is remembered, in which the ways take
turns. Memory is the most the process ever held beyond what it held before it saw the file.
"""

from __future__ import annotations

import gc
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from docx import Document

from benchmarks.manuscripts.draft import draft
from benchmarks.rules.fitting import fit
from neni.core.adapters.manuscripts import FileManuscripts
from neni.core.model.manuscripts import Anchor, Manuscript
from neni.core.ports import MarginComment

GROWTH = (25, 50, 100, 200, 400, 1000)
OURS = "read and commented"
_WAYS = (OURS, "redlined with the next version", "python-docx: opened and saved")
_AT = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """Print the figures."""
    told = [one for one in sys.argv[1:] if not one.startswith("--")]
    pages, rounds = int(told[0]) if told else 100, int(told[1]) if len(told) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        _tell(pages, [_round(pages, Path(folder)) for _ in range(rounds)])
        if "--without-growth" not in sys.argv:
            _tell_growth({size: [_round(size, Path(folder)) for _ in range(max(1, rounds // 2))] for size in GROWTH})


def _tell(pages: int, rounds: list[dict[str, float]]) -> None:
    first = rounds[0]
    print(f"{pages} pages: {first['lines']:.0f} lines, {first['comments']:.0f} comments, {first['kB']:.0f} kB of .docx")
    for way in _WAYS:
        print(f"  {way:34} {median(one[way] for one in rounds) * 1000:8.0f} ms")
    ratio = median(one[OURS] / one[_WAYS[2]] for one in rounds)
    print(f"  {'read and commented / python-docx':34} {ratio:8.2f} times")
    print(f"  {'most memory, read and commented':34} {median(one['MB'] for one in rounds):8.0f} MB")


def _tell_growth(taken: dict[int, list[dict[str, float]]]) -> None:
    for way in _WAYS:
        times = {pages: median(one[way] for one in rounds) for pages, rounds in taken.items()}
        found = fit(times)
        points = ", ".join(f"{pages}: {seconds * 1000:.0f}" for pages, seconds in times.items())
        print(f"{way}: ms by pages {points}; slope {found.slope:.2f}, r² {found.r_squared:.3f}")


def _round(pages: int, folder: Path) -> dict[str, float]:
    file = folder / f"{pages}.docx"
    if not file.exists():
        file.write_bytes(draft(pages))
    code = "import sys; from benchmarks.manuscripts.__main__ import once; once(sys.argv[1])"
    told: dict[str, float] = json.loads(subprocess.check_output([sys.executable, "-c", code, str(file)], text=True))
    return told


def once(name: str) -> None:
    """Print the seconds of each way in this process, and the memory."""
    files, content = FileManuscripts(), Path(name).read_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = {OURS: _timed(lambda: _commented(files, content))}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    manuscript = files.read(content, name)
    taken[_WAYS[2]] = _timed(lambda: Document(io.BytesIO(content)).save(io.BytesIO()))
    newer = _next(content)
    taken[_WAYS[1]] = _timed(lambda: files.redline(content, newer, "A", _AT))
    size = {"lines": len(manuscript.lines), "comments": len(_comments(manuscript)), "kB": len(content) / 1000}
    print(json.dumps(taken | size | {"MB": memory / 1024}))


def _timed(work: Callable[[], object]) -> float:
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _commented(files: FileManuscripts, content: bytes) -> bytes:
    manuscript = files.read(content, "draft.docx")
    return files.comment(content, _comments(manuscript))


def _comments(manuscript: Manuscript) -> list[MarginComment]:
    """One for every third line, on words in its middle."""
    lines = [line for line in manuscript.body if len(line.text) > 40]
    return [MarginComment(Anchor(line.index, 10, 30), "Kontrolloni", "Neni", "N", _AT) for line in lines[::3]]


def _next(content: bytes) -> bytes:
    """The next version: every tenth paragraph reworded, every fiftieth gone."""
    document = Document(io.BytesIO(content))
    for number, paragraph in enumerate(document.paragraphs):
        if number % 50 == 49:
            paragraph._p.getparent().remove(paragraph._p)
        elif number % 10 == 5 and paragraph.runs:
            paragraph.runs[-1].text = "brenda tridhjetë (30) ditëve."
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


if __name__ == "__main__":
    main()
