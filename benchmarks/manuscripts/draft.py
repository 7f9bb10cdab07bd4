"""A draft of as many pages as wanted, as it is stored after some editing in Word: short runs with their own looks,
articles numbered by hand and paragraphs by automatic lists, tables, tracked changes, three languages.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

SIGNS_OF_A_PAGE, WORDS_OF_A_RUN = 3000, 6
_TEXTS = (
    (
        "Komisioni Qendror i Zgjedhjeve përcakton kushtet dhe procedurat për certifikimin e subjekteve politike, në "
        "përputhje me nenin 15 të Ligjit Nr. 03/L-073 për Zgjedhjet e Përgjithshme, brenda pesëmbëdhjetë (15) ditëve "
        "nga dita e pranimit të kërkesës, me shkrim dhe pa kosto shtesë për parashtruesin e kërkesës."
    ),
    (
        "Centralna izborna komisija utvrđuje uslove i postupak za overu političkih subjekata u skladu sa članom 15. "
        "Zakona br. 03/L-073 o opštim izborima, u roku od petnaest (15) dana od dana prijema zahteva, u pisanoj formi "
        "i bez dodatnih troškova za podnosioca zahteva, osim ako ovim pravilnikom nije drugačije određeno."
    ),
    (
        "Централна изборна комисија утврђује услове и поступак за оверу политичких субјеката у складу са чланом 15. "
        "Закона бр. 03/L-073 о општим изборима, у року од петнаест (15) дана од дана пријема захтева, у писаној форми."
    ),
)
_CHANGE = 'w:id="{}" w:author="A" w:date="2026-01-01T00:00:00Z"'


def draft(pages: int) -> bytes:
    """The .docx."""
    document = Document()
    document.add_heading("RREGULLORE PËR CERTIFIKIMIN E SUBJEKTEVE POLITIKE", 0)
    signs, article = 0, 0
    while signs < pages * SIGNS_OF_A_PAGE:
        article += 1
        document.add_heading(f"Neni {article}", 1)
        for text in _TEXTS:
            _write(document.add_paragraph(style="List Number"), text, article)
            signs += len(text)
        if article % 10 == 0:
            signs += _table(document, article)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _write(paragraph: Paragraph, text: str, article: int) -> None:
    for number, words in enumerate(_pieces(text)):
        run = paragraph.add_run(words)
        run.italic = number % 5 == 4 or None
        if number == article % 7:
            kind = "ins" if article % 2 else "del"
            mark = parse_xml(f"<w:{kind} {nsdecls('w')} {_CHANGE.format(article)}/>")
            run._r.addprevious(mark)
            mark.append(run._r)


def _pieces(text: str) -> Iterator[str]:
    words = text.split(" ")
    for start in range(0, len(words), WORDS_OF_A_RUN):
        yield " ".join(words[start : start + WORDS_OF_A_RUN]) + " "


def _table(document: Any, article: int) -> int:
    table = document.add_table(rows=4, cols=3)
    cells = [cell for row in table.rows for cell in row.cells]
    for number, cell in enumerate(cells):
        cell.text = f"{article}.{number} afati 15 ditë"
    return sum(len(cell.text) for cell in cells)
