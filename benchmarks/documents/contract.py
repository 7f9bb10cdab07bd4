"""An eleven-page contract as a template: 20 articles of 3 paragraphs, 5 conditions, a table, its number on each page.

Plain, as a program writes it, or like Word: runs of four words, each with its revision marks, fonts and proofing marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.table import Table

ARTICLES, WORDS_OF_A_RUN = 20, 4
COLUMNS = ("name", "unit", "quantity", "price", "note")
_TEXT = (
    (
        "Furnizuesi {{ supplier }} obligohet që mallrat e përshkruara në këtë kontratë t'i dorëzojë në vendin "
        "{{ place }}, brenda {{ days }} ditëve nga nënshkrimi, sipas kushteve teknike që janë pjesë përbërëse e saj "
        "dhe pa asnjë kosto shtesë për autoritetin kontraktues, i cili e pranon mallin me procesverbal të nënshkruar "
        "nga të dyja palët."
    ),
    (
        "Dobavljač je dužan da robu isporuči u roku i na mestu iz ovog ugovora, u količini i kvalitetu koji su "
        "utvrđeni tehničkom specifikacijom; prijem se potvrđuje zapisnikom koji potpisuju ovlašćena lica obe ugovorne "
        "strane, a nedostaci se otklanjaju bez odlaganja i o trošku dobavljača {{ supplier }}."
    ),
    (
        "Добављач гарантује да роба нема недостатака и да одговара уговореној намени; гарантни рок почиње даном "
        "пријема, а вредност уговора {{ number }} износи {{ price }} и не може се мењати осим у случајевима које "
        "закон предвиђа."
    ),
)
_CONDITIONS = ("security", "advance", "penalty", "subcontracting", "confidential")


def template(*, like_word: bool) -> bytes:
    """The .docx."""
    document = Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(26)
    section.header.paragraphs[0].text = "Protokolli nr. {{ number }}"
    section.footer.paragraphs[0].text = "Kontrata {{ number }} – {{ supplier }}"
    document.add_heading("Kontratë publike për furnizim {{ number }}", 0)
    for article in range(1, ARTICLES + 1):
        document.add_heading(f"Neni {article}", 1)
        for text in _TEXT:
            document.add_paragraph(text)
        if article % 4 == 0:
            condition = _CONDITIONS[article // 4 - 1]
            document.add_paragraph(f"{{%p if {condition} %}}")
            document.add_paragraph(f"{_TEXT[0]} Kjo vlen edhe për: {{{{ {condition} }}}}.")
            document.add_paragraph("{%p endif %}")
    _add_table(document)
    if like_word:
        for paragraph in list(document.element.body.iter(qn("w:p"))):
            _as_word_writes(paragraph)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def values(rows: int, number: str = "KQZ-0007/2026") -> dict[str, Any]:
    """What is filled in: plain text, the same for every way of filling."""
    lines = [dict(zip(COLUMNS, _row(number, row), strict=True)) for row in range(1, rows + 1)]
    said = {name: f"{name} {number}" for name in _CONDITIONS[:3]} | dict.fromkeys(_CONDITIONS[3:])
    return {
        "number": number,
        "supplier": f"Gashi & Bijtë {number}",
        "place": "Prishtinë",
        "days": "30",
        "price": "46.920,00 €",
        "lines": lines,
        **said,
    }


def _row(number: str, row: int) -> Iterator[str]:
    yield from (f"Letër A4 {number}/{row}", "copë", str(row * 10), f"{row},50 €", "sipas < specifikimit >")


def _add_table(document: Any) -> None:
    table: Table = document.add_table(rows=4, cols=len(COLUMNS))
    table.style = "Table Grid"
    for cell, title in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = title
    table.rows[1].cells[0].text = "{%tr for line in lines %}"
    for cell, name in zip(table.rows[2].cells, COLUMNS, strict=True):
        cell.text = f"{{{{ line.{name} }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"


def _as_word_writes(paragraph: Any) -> None:
    """The same text in runs of four words, as it is stored after some editing."""
    paragraph.set(qn("w:rsidR"), "00A77B3E")
    paragraph.set(qn("w:rsidRDefault"), "00C31F52")
    for run in list(paragraph.iter(qn("w:r"))):
        text = "".join(one.text or "" for one in run.iter(qn("w:t")))
        words = text.split(" ")
        for start in range(0, len(words), WORDS_OF_A_RUN):
            piece = " ".join(words[start : start + WORDS_OF_A_RUN])
            more = start + WORDS_OF_A_RUN < len(words)
            for element in _run(run, piece + " " * more, start):
                run.addprevious(element)
        paragraph.remove(run)


def _run(run: Any, text: str, start: int) -> Iterator[Any]:
    properties = (
        '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
        '<w:lang w:val="sq-AL"/></w:rPr>'
    )
    marks = f'w:rsidRPr="00{start % 90 + 10}4B2F"'
    made = parse_xml(f'<w:r {nsdecls("w")} {marks}>{properties}<w:t xml:space="preserve"/></w:r>')
    made[-1].text = text
    own = run.find(qn("w:rPr"))
    for property_ in own if own is not None else ():
        made[0].append(deepcopy(property_))
    proofs = [parse_xml(f'<w:proofErr {nsdecls("w")} w:type="spell{end}"/>') for end in ("Start", "End")]
    yield from (proofs[0], made, proofs[1]) if start % 3 == 0 else (made,)
