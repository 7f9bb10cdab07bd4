"""A new Word file of the lines of a manuscript that came without one."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from neni.core.adapters.manuscripts.names import CONTENT_TYPES, RELATION_TYPE, RELATIONS, WORD
from neni.core.adapters.manuscripts.packages import Package

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_XML = "application/vnd.openxmlformats-package.relationships+xml"
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" '
    'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
_SIGNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def new_word_file(lines: Sequence[str]) -> bytes:
    """A .docx with a paragraph for each line."""
    body = "".join(f"<w:p>{_run(line)}</w:p>" for line in lines)
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{CONTENT_TYPES}">'
        f'<Default Extension="rels" ContentType="{_XML}"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{RELATION_TYPE}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}{_PAGE}</w:body></w:document>',
    }
    return Package({name: content.encode() for name, content in parts.items()}).written()


def _run(line: str) -> str:
    if not line:
        return ""
    pieces, text = [], ""
    for letter in line:
        if letter in _SIGNS:
            pieces += [_text(text), _SIGNS[letter]]
            text = ""
        elif letter >= " " and letter not in "\ufffe\uffff" and not "\ud800" <= letter <= "\udfff":
            text += letter
        else:
            text += " "  # signs that XML cannot hold; the places of the others stay
    return f"<w:r>{''.join([*pieces, _text(text)])}</w:r>"


def _text(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>' if words else ""
