"""However a file tries to keep the machine busy, it is answered within a second, by a process of bounded memory.

Each file is made as costly as the limits let it be, and stored unpacked where packing would give it away. What is
measured is the work of the process the gate starts, which other work on the machine does not change.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable
from tempfile import TemporaryFile

import pytest

from neni.core.adapters.gate import worker
from neni.core.adapters.gate.limits import LIMITS, MEGABYTE

from . import hostile
from .hostile import DOCUMENT, RELATIONS, TYPES

RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
MOST_SECONDS = 1.0


def filled(piece: str, megabytes: float = 19) -> str:
    """So much of one piece of markup."""
    return piece * int(megabytes * MEGABYTE / len(piece))


def tag(attributes: int) -> str:
    """An element with so many attributes."""
    return "<w:p " + " ".join(f'a{n}=""' for n in range(attributes)) + "/>"


def told(pieces: Iterable[str]) -> bytes:
    return hostile.stored({DOCUMENT: hostile.with_body("".join(pieces))})


def body(xml: str) -> bytes:
    return hostile.stored({DOCUMENT: hostile.with_body(xml)})


def run(code: str) -> str:
    return f"<w:p><w:r><w:instrText>{code}</w:instrText></w:r></w:p>"


def words(xml: str) -> bytes:
    return body(f"<w:p><w:r><w:t>{xml}</w:t></w:r></w:p>")


def relations(target: str, number: int) -> bytes:
    lines = "".join(
        f'<Relationship Id="r{n}" Type="x/hyperlink" Target="{target}{n}" TargetMode="External"/>'
        for n in range(number)
    )
    return hostile.stored({RELATIONS: f'<Relationships xmlns="{RELATED}">{lines}</Relationships>'.encode()})


def parts(number: int, content: bytes) -> bytes:
    return hostile.stored({f"word/x{n}.xml": content for n in range(number)})


ALL = LIMITS.elements
COSTLY: dict[str, Callable[[], bytes]] = {
    "as many elements as may be": lambda: body("<w:p/>" * (ALL - 1000)),
    "elements within elements": lambda: body(("<w:p>" * 180 + "</w:p>" * 180) * (ALL // 181)),
    "runs of one letter": lambda: body("<w:r><w:t>a</w:t></w:r>" * (19 * MEGABYTE // 23)),
    "elements with attributes": lambda: body(tag(8) * (ALL // 10)),
    "fourteen megabytes of attributes": lambda: body('<w:p a="x" b="y" c="z" d="1" e="2"/>' * 400_000),
    "attributes of other values": lambda: told(f'<w:p a="{n}"/>' for n in range(ALL // 2 - 1000)),
    "a million attributes in one tag": lambda: body(tag(1_000_000)),
    "tags as long as may be": lambda: body(tag(90_000) * 19),
    "one tag of nineteen megabytes": lambda: body(f'<w:p a="{filled("x")}"/>'),
    "values of references": lambda: body(f'<w:p a="{filled("&#65;", 0.9)}"/>' * 20),
    "names that all differ": lambda: told(f"<w:p{n}/>" for n in range(800_000)),
    "namespaces that all differ": lambda: told(f'<n{n}:p xmlns:n{n}="u{n}"/>' for n in range(400_000)),
    "attributes that all differ": lambda: told(f'<w:p a{n}=""/>' for n in range(800_000)),
    "words": lambda: words(filled("Neni i ligjit. ")),
    "lines": lambda: words(filled("\n")),
    "references": lambda: words(filled("&#65;")),
    "character data": lambda: words(filled("<![CDATA[a]]>")),
    "comments": lambda: body(filled("<!---->")),
    "instructions": lambda: body(filled("<?a?>")),
    "a code without end": lambda: body(run("PAGE " + filled("a "))),
    "codes of references": lambda: body(run(filled("&#65;"))),
    "a long code by letters": lambda: body(run("QUOTE " + "a1 " * 300_000)),
    "many codes": lambda: body(run("PAGE") * 200_000),
    "fields that are never closed": lambda: body(hostile.mark("begin") * 250_000),
    "fields one after the other": lambda: body((hostile.mark("begin") + hostile.mark("end")) * 150_000),
    "a code judged again and again": lambda: body(
        f"<w:p>{hostile.mark('begin')}<w:r><w:instrText>QUOTE {'a ' * 400_000}</w:instrText></w:r>"
        + hostile.mark("separate") * 200_000
        + "</w:p>"
    ),
    "relationships": lambda: relations("http://example.org/", 180_000),
    "relationships to disarm": lambda: relations("file:///", LIMITS.listed // 4 - 100),
    "kinds of parts": lambda: hostile.stored(
        {TYPES: hostile.part(TYPES).replace(b"</Types>", b'<Override PartName="/x"/>' * 400_000 + b"</Types>")}
    ),
    "parts": lambda: parts(1_900, b"<x>" + b"<y/>" * 700 + b"</x>"),
    "large parts": lambda: parts(4, b"<x>" + b"n" * (4 * MEGABYTE) + b"</x>"),
    "parts of blanks": lambda: hostile.rebuilt(
        {f"word/x{n}.xml": b"<x>" + b" " * 3_900_000 + b"</x>" for n in range(15)}
    ),
    "pictures of blanks": lambda: hostile.rebuilt({f"word/media/x{n}.emf": bytes(4_000_000) for n in range(30)}),
    "noise": lambda: hostile.stored({"word/media/x.emf": os.urandom(19 * MEGABYTE)}),
    "a picture of empty segments": lambda: hostile.stored(
        {"word/media/x.jpeg": b"\xff\xd8" + b"\xff\xe0\x00\x02" * (19 * MEGABYTE // 4)}
    ),
    "UTF-16": lambda: hostile.stored(
        {DOCUMENT: hostile.with_body("<w:p a='&#65;'/>" * (9 * MEGABYTE // 16), "utf-16")}
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", COSTLY)
def test_a_file_is_answered_within_a_second_whatever_fills_it(name: str) -> None:
    content = COSTLY[name]()
    assert len(content) <= LIMITS.file
    used = work_of(content)
    assert used.ru_utime + used.ru_stime < MOST_SECONDS


def work_of(content: bytes) -> resource.struct_rusage:
    """What the process of the gate used for a file."""
    with TemporaryFile() as sent, TemporaryFile() as answer:
        sent.write(content)
        sent.seek(0)
        process = subprocess.Popen([sys.executable, "-P", "-m", worker.__name__], stdin=sent, stdout=answer)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        answer.seek(0)
        assert json.loads(answer.readline())
    return used
