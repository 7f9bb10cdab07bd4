"""Small Word files written down as XML, with the marks and pieces Word leaves in real ones."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

SPACES = nsdecls("w", "wp", "a", "r", "pic") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
BOLD, ITALIC = "<w:b/>", "<w:i/>"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def _base() -> bytes:
    """The least that Word and python-docx open: a body, styles and settings."""
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in kinds.items()
    )
    package = "http://schemas.openxmlformats.org/package/2006/"
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELATION}{name}" Target="{name}.xml"/>'
        for at, name in enumerate(("styles", "settings"), 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>{overrides}<Override '
        'PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
        f'Type="{package}relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{package}metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"/>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body><w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {nsdecls('w')}>{style}</w:styles>",
        "word/settings.xml": f"<w:settings {nsdecls('w')}/>",
    }
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name, xml in parts.items():
            target.writestr(name, xml)
    return written.getvalue()


def run(text: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def p(*texts: str, properties: str = "") -> str:
    """A paragraph with a run for each text."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{''.join(run(text) for text in texts)}</w:p>"


def split(*texts: str) -> str:
    """A paragraph as Word keeps it after some editing: each piece with its own marks."""
    pieces = [
        f'<w:proofErr w:type="spellStart"/><w:r w:rsidR="00AB{at:02}" w:rsidRPr="00CD{at:02}"><w:rPr><w:rFonts '
        f'w:ascii="Arial"/><w:lang w:val="sq-AL"/></w:rPr><w:t>{escape(text, quote=False)}</w:t></w:r>'
        '<w:proofErr w:type="spellEnd"/><w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>'
        for at, text in enumerate(texts)
    ]
    return (
        f'<w:p w:rsidR="00AA1100" w:rsidRDefault="00AA1101"><w:pPr><w:jc w:val="both"/></w:pPr>{"".join(pieces)}</w:p>'
    )


def tc(text: str, properties: str = '<w:tcW w:w="1000" w:type="dxa"/>') -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cell if cell.startswith('<') else tc(cell) for cell in cells)}</w:tr>"


def tbl(columns: int, *rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{2000 + at}"/>' for at in range(columns))
    borders = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{borders}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def box(content: str) -> str:
    """A paragraph with a text box as Word writes it, and the one for older programs."""
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="100" cy="100"/><wp:docPr id="1" name="Box"/><a:graphic><a:graphicData '
        f'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{shape}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    older = f"<w:pict><w:txbxContent>{content}</w:txbxContent></w:pict>"
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
    return f"<w:p><w:r>{both}<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r></w:p>"


def control(content: str, *, block: bool = False) -> str:
    """A content control around runs, or around paragraphs."""
    inner = f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    return inner if block else f"<w:p>{inner}</w:p>"


def file(body: str, *, notes: Mapping[str, str] | None = None, comment: str = "", **parts: str) -> bytes:
    """The .docx. `parts` are texts of header, footer, first_header, even_footer, and of properties of the file;
    `notes` maps `footnotes` or `endnotes` to a text."""
    document = Document(BytesIO(_BASE))
    root = parse_xml(f"<w:body {SPACES}>{body}</w:body>")
    for element in root:
        document.element.body.insert(len(document.element.body) - 1, element)
    section = document.sections[0]
    places = {
        "header": lambda: section.header,
        "footer": lambda: section.footer,
        "first_header": lambda: section.first_page_header,
        "even_footer": lambda: section.even_page_footer,
    }
    section.different_first_page_header_footer = "first_header" in parts
    for name, text in parts.items():
        if name in places:
            places[name]().paragraphs[0].text = text
        else:
            setattr(document.core_properties, name, text)
    if comment:
        document.add_comment(document.paragraphs[0].runs[0], text=comment)
    written = BytesIO()
    document.save(written)
    return _with_notes(written.getvalue(), notes or {})


def _with_notes(content: bytes, notes: Mapping[str, str]) -> bytes:
    for at, (kind, text) in enumerate(notes.items()):
        name, one = f"word/{kind}.xml", kind[:-1]
        part = f'<w:{kind} {nsdecls("w")}><w:{one} w:id="1">{p(text)}</w:{one}></w:{kind}>'
        types = f'<Override PartName="/{name}" ContentType="{_TYPE}{kind}+xml"/></Types>'
        relations = f'<Relationship Id="rId9{at}" Type="{_RELATION}{kind}" Target="{kind}.xml"/></Relationships>'
        content = changed(
            content,
            {
                "[Content_Types].xml": ("</Types>", types),
                "word/_rels/document.xml.rels": ("</Relationships>", relations),
            },
            {name: f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{part}".encode()},
        )
    return content


def changed(content: bytes, changes: Mapping[str, tuple[str, str]], added: Mapping[str, bytes] | None = None) -> bytes:
    """The same file with words of some of its parts exchanged, and other parts added."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            old, new = changes.get(name, ("", ""))
            target.writestr(name, source.read(name).decode().replace(old, new) if old else source.read(name))
        for name, data in (added or {}).items():
            target.writestr(name, data)
    return written.getvalue()


_BASE = _base()
