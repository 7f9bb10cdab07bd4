"""Word files for the tests, written element by element so that they hold what the tests are about and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMESPACES = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:new="urn:example:of-the-future"'
)
USUAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header1": "hdr",
    "footer1": "ftr",
    "comments": "comments",
}
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
    '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
)


def word_file(*body: str, **parts: str) -> bytes:
    """A .docx of these paragraphs; other parts by name, each as what stands inside its root."""
    section = SECTION if "header1" in parts or "footer1" in parts else "<w:sectPr/>"
    section = "".join(section) if "header1" in parts and "footer1" in parts else _without_missing(section, parts)
    files = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relations({"doc": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(body)}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            {name: (name.rstrip("1"), f"{name}.xml") for name in parts if name in ROOTS}
        ),
    }
    for name, inside in parts.items():
        files[f"word/{name}.xml"] = f"<w:{ROOTS[name]} {NAMESPACES}>{inside}</w:{ROOTS[name]}>"
    return packed({name: (HEAD + content).encode() for name, content in files.items()})


def packed(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_strict_form(content: bytes) -> bytes:
    """A file in the strict form of the standard, as Word stores it on request."""
    names = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        RELATION: "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/math": "http://purl.oclc.org/ooxml/officeDocument/math",
    }
    files = unpacked(content)
    for name in files:
        for usual, strict in names.items():
            if name.endswith((".xml", ".rels")):
                files[name] = files[name].replace(usual.encode(), strict.encode())
    return packed(files)


def p(*inside: str, style: str = "", level: int | None = None, number: str = "", mark: str = "") -> str:
    """A paragraph; plain words become a run."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
        properties += f'<w:numPr>{at}<w:numId w:val="{number}"/></w:numPr>'
    if mark:
        properties += f"<w:rPr>{mark}</w:rPr>"
    content = "".join(one if one.startswith("<") else r(one) for one in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def r(words: str, looks: str = "") -> str:
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def ins(*runs: str) -> str:
    return f'<w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{"".join(runs)}</w:ins>'


def gone(words: str) -> str:
    return (
        '<w:del w:id="2" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r>'
        f'<w:delText xml:space="preserve">{escape(words)}</w:delText></w:r></w:del>'
    )


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{escape(code)}</w:instrText></w:r>{marks[1]}{r(result)}{marks[2]}"


def table(*rows: tuple[str, ...], of_row: str = "") -> str:
    written = ""
    for row in rows:
        cells = "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row)
        written += f"<w:tr>{of_row}{cells}</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{written}</w:tbl>"


def control(inside: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def box(*paragraphs: str) -> str:
    """A text box in both forms in which Word stores it."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def lists(*levels: tuple[str, str], more: str = "", each: str = "") -> str:
    """A numbering part: one definition of levels (form, text), used by list 1, and whatever else is given."""
    written = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{each}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="7">{written}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'
    )


def style(identity: str, name: str, inside: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name}"/>{base}{inside}</w:style>'


def _types(parts: Mapping[str, str]) -> str:
    kinds = {"document": "document.main", **{name: name.rstrip("1") for name in parts}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{KIND}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{identity}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


def _without_missing(section: str, parts: Mapping[str, str]) -> str:
    for name, reference in (("header1", "headerReference"), ("footer1", "footerReference")):
        if name not in parts:
            section = section.replace(f'<w:{reference} w:type="default" r:id="{name}"/>', "")
    return section


ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMESPACES = " ".join(
    f'xmlns:{short}="{ODF}:{name}:1.0"'
    for short, name in (
        *(("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing")),
        ("fo", "xsl-fo-compatible"),
    )
)
ODT_KIND = "application/vnd.oasis.opendocument.text"


def open_document(*body: str, styles: str = "", automatic: str = "", margins: str = "") -> bytes:
    """An .odt of these elements."""
    content = (
        f'<office:document-content {ODF_NAMESPACES} office:version="1.3"><office:automatic-styles>{automatic}'
        f"</office:automatic-styles><office:body><office:text>{''.join(body)}</office:text></office:body>"
        "</office:document-content>"
    )
    sheet = (
        f'<office:document-styles {ODF_NAMESPACES} office:version="1.3"><office:styles>{styles}</office:styles>'
        f'<office:master-styles><style:master-page style:name="Standard">{margins}</style:master-page>'
        "</office:master-styles></office:document-styles>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT_KIND}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), ODT_KIND)
        for name, part in (("content.xml", content), ("styles.xml", sheet), ("META-INF/manifest.xml", manifest)):
            archive.writestr(zipfile.ZipInfo(name), (HEAD + part).encode(), zipfile.ZIP_DEFLATED)
    return target.getvalue()
