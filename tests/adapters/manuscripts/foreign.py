"""Word files as other programs and other offices write them, each with one thing our own files never have."""

from __future__ import annotations

from tests.adapters.manuscripts.building import (
    NAMESPACES,
    RELATION,
    control,
    field,
    p,
    packed,
    r,
    table,
    unpacked,
    word_file,
)

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MICROSOFT = "http://schemas.microsoft.com/office"
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MOVED_AWAY = (
    '<w:moveFromRangeStart w:id="5" w:name="m" w:author="A"/><w:moveFrom w:id="6" w:author="A"><w:r><w:t>u zhvendos '
    '</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="5"/>'
)
MOVED_HERE = (
    '<w:moveToRangeStart w:id="7" w:name="m" w:author="A"/><w:moveTo w:id="8" w:author="A"><w:r><w:t>u zhvendos </w:t>'
    '</w:r></w:moveTo><w:moveToRangeEnd w:id="7"/>'
)


def smart(words: str) -> str:
    return f'<w:smartTag w:uri="urn:x" w:element="date"><w:smartTagPr/>{r(words)}</w:smartTag>'


def alternatives(words: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{r(words)}</mc:Choice><mc:Fallback>{r(words)}</mc:Fallback>'
        "</mc:AlternateContent>"
    )


def ruby(base: str, above: str) -> str:
    return f"<w:r><w:ruby><w:rubyPr/><w:rt>{r(above)}</w:rt><w:rubyBase>{r(base)}</w:rubyBase></w:ruby></w:r>"


def with_comments() -> bytes:
    """A file that Word keeps threads of comments for: all five parts, with an answer and two people."""
    mark = (
        '<w:commentRangeStart w:id="{0}"/>{1}<w:commentRangeEnd w:id="{0}"/><w:r><w:commentReference w:id="{0}"/></w:r>'
    )
    files = unpacked(word_file(p(mark.format(3, r("një dy")), " tre"), p(mark.format(12, r("katër")), " pesë")))
    comment = (
        '<w:comment w:id="{0}" w:author="{1}" w:initials="X"><w:p w14:paraId="{2}"><w:r><w:t>pse?</w:t></w:r></w:p>'
        "</w:comment>"
    )
    parts = {
        "comments": f'<w:comments {NAMESPACES} mc:Ignorable="w14">'
        f"{comment.format(3, 'Arta', '4E454E49')}{comment.format(12, 'Besa', '0000000B')}</w:comments>",
        "commentsExtended": f'<w15:commentsEx xmlns:w15="{_W15}"><w15:commentEx w15:paraId="4E454E49" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="4E454E49" w15:done="1"/></w15:commentsEx>',
        "commentsIds": f'<i:commentsIds xmlns:i="{_MICROSOFT}/word/2016/wordml/cid"><i:commentId i:paraId="4E454E49" '
        'i:durableId="11111111"/></i:commentsIds>',
        "commentsExtensible": f'<e:commentsExtensible xmlns:e="{_MICROSOFT}/word/2018/wordml/cex"/>',
        "people": f'<w15:people xmlns:w15="{_W15}"><w15:person w15:author="Arta"/></w15:people>',
    }
    kinds = {
        "comments": f"{RELATION}/comments",
        "commentsExtended": f"{_MICROSOFT}/2011/relationships/commentsExtended",
        "commentsIds": f"{_MICROSOFT}/2016/09/relationships/commentsIds",
        "commentsExtensible": f"{_MICROSOFT}/2018/08/relationships/commentsExtensible",
        "people": f"{_MICROSOFT}/2011/relationships/people",
    }
    for name, part in parts.items():
        files[f"word/{name}.xml"] = part.encode()
        relation = f'<Relationship Id="{name}" Type="{kinds[name]}" Target="{name}.xml"/></Relationships>'
        files["word/_rels/document.xml.rels"] = _last(files["word/_rels/document.xml.rels"], relation)
        told = f'<Override PartName="/word/{name}.xml" ContentType="{_PART}.{name}+xml"/></Types>'
        files["[Content_Types].xml"] = _last(files["[Content_Types].xml"], told)
    return packed(files)


def _last(part: bytes, ending: str) -> bytes:
    closing = "</" + ending.rpartition("</")[2]
    return part.replace(closing.encode(), ending.encode())


def under_other_names(content: bytes) -> bytes:
    """The main part under another name, in another folder."""
    files = unpacked(content)
    moved = {}
    for name, part in files.items():
        new = name.replace("word/document.xml", "teksti/akti.xml").replace("word/_rels/document", "teksti/_rels/akti")
        moved[new.replace("word/", "teksti/")] = part.replace(b"word/document.xml", b"teksti/akti.xml")
    moved["[Content_Types].xml"] = moved["[Content_Types].xml"].replace(b"/word/", b"/teksti/")
    return packed(moved)


def in_other_letters(content: bytes) -> bytes:
    """The main part found by an absolute path in letters of another size, which the standard takes for the same."""
    files = unpacked(content)
    files["_rels/.rels"] = files["_rels/.rels"].replace(b'Target="word/d', b'Target="/Word/D')
    return packed(files)


def with_macros(content: bytes) -> bytes:
    files = unpacked(content)
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(f"{_PART}.document.main+xml".encode(), kind)
    return packed(files)


def with_other_prefixes(content: bytes) -> bytes:
    """The same names, shortened in a way no program is known to; with remarks to machines around the root."""
    files = unpacked(content)
    part = files["word/document.xml"].decode()
    part = (
        part.replace("xmlns:w=", "xmlns:ns0=").replace("<w:", "<ns0:").replace("</w:", "</ns0:").replace(" w:", " ns0:")
    )
    head, _, rest = part.partition("\n")
    files["word/document.xml"] = (
        f"{head}\n<?mso-application progid='Word.Document'?><!-- e jona -->{rest}<!--fund-->".encode()
    )
    return packed(files)


def printed_in_lines(content: bytes) -> bytes:
    """With spaces between elements, as people print XML to look at it."""
    files = unpacked(content)
    files["word/document.xml"] = files["word/document.xml"].replace(b"><w:", b">\n  <w:")
    return packed(files)


LETTERS = "".join(r(letter) for letter in "Neni 12 hyn në fuqi")
RIGHT_TO_LEFT = p(
    '<w:dir w:val="rtl"><w:r><w:rPr><w:rtl/></w:rPr><w:t>שלום 12</w:t></w:r></w:dir>',
    '<w:bdo w:val="rtl"><w:r><w:t>abc</w:t></w:r></w:bdo>',
)
IN_CONTROLS = control(
    p("para ", control(control(r("brenda dy"), '<w:tag w:val="x"/>'), '<w:alias w:val="y"/>'))
    + table((control(p("qelizë")), p("tjetër"))),
    '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
)
IN_ROW = control(f"<w:tc>{p('në rresht')}</w:tc>")
ROW_IN_CONTROL = f"<w:tbl><w:tblPr/><w:tblGrid/>{control(f'<w:tr>{IN_ROW}</w:tr>')}</w:tbl>"
NESTED = table((table((p("thellë"), p("më thellë"))) + p("pas"), p("jashtë")))

BODIES = {
    "letters": p(LETTERS),
    "smart tags": p("më ", smart("12 maj"), " e ", f'<w:customXml w:element="x">{r("xml")}</w:customXml>'),
    "alternatives": p("a ", alternatives("zgjedhje"), " b"),
    "moved": p("fillim ", MOVED_AWAY, "mes ") + p(MOVED_HERE, "fund"),
    "right to left": RIGHT_TO_LEFT,
    "controls": IN_CONTROLS + p("pas"),
    "rows in controls": ROW_IN_CONTROL + p("pas"),
    "tables in tables": NESTED + p("pas"),
    "fields": p(field("IF 1 = 1", "po"), f'<w:fldSimple w:instr="DATE">{r("sot")}</w:fldSimple>', "."),
    "raised": p("a", ruby("bazë", "lart"), "b"),
    "formula": p("x ", "<m:oMath><m:r><m:t>y+1</m:t></m:r></m:oMath>", " z"),
    "marked borders": p(
        *("a ", '<w:proofErr w:type="spellStart"/>', '<w:bookmarkStart w:id="0" w:name="b"/>', "gabm"),
        *('<w:bookmarkEnd w:id="0"/>', '<w:proofErr w:type="spellEnd"/>'),
        *('<w:permStart w:id="9" w:edGrp="everyone"/>', " b", '<w:permEnd w:id="9"/>'),
    ),
}


def files() -> dict[str, bytes]:
    """Every foreign file by what is foreign in it."""
    usual = word_file(p("Neni 1"), *(body for name, body in BODIES.items() if "controls" not in name))
    return {
        **{name: word_file(body, p("fund")) for name, body in BODIES.items()},
        "comments": with_comments(),
        "other names": under_other_names(usual),
        "other letters": in_other_letters(usual),
        "macros": with_macros(usual),
        "other prefixes": with_other_prefixes(usual),
        "in lines": printed_in_lines(usual),
    }
