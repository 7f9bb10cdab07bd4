"""Whole Word files drawn up from a plan, with everything redlines are about. The same plan is stored in another way in
each variant: other identities of styles, lists, notes and relations, and other names of parts."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from hypothesis import strategies as some

from tests.adapters.manuscripts.building import HEAD, KIND, NAMESPACES, RELATION, packed

Plan = tuple[Any, ...]
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
_LOOKS = ("", "<w:b/>", "<w:i/>", '<w:b/><w:color w:val="FF0000"/>', '<w:rStyle w:val="{emphasis}"/>')
_SHAPES = (
    "",
    '<w:pStyle w:val="{heading}"/>',
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list0}"/></w:numPr>',
    '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="{list1}"/></w:numPr>',
    '<w:ind w:left="720"/><w:jc w:val="center"/>',
)
_SIZES = ('<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>')


class DrawingUp:
    """Writes one file; `variant` is how it is stored."""

    def __init__(self, variant: int) -> None:
        self.variant = variant
        self.names = {
            "heading": f"Heading{variant}",
            "emphasis": f"Fort{variant}",
            "list0": str(3 + variant),
            "list1": str(8 - variant),
        }
        self.relations: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self.identity = 10 * variant
        self.marked: set[str] = set()

    def file(self, blocks: list[Plan], section: Plan) -> bytes:
        body = "".join(self.block(one) for one in blocks) + self.section(section)
        self.files["word/document.xml"] = self._xml("document", f"<w:body>{body}</w:body>")
        self.files["word/styles.xml"] = self._xml("styles", self._styles())
        self.files["word/numbering.xml"] = self._xml("numbering", self._lists())
        for part in ("styles", "numbering"):
            self.relate(part, f"{part}.xml")
        for kind, written in self.notes.items():
            if written:
                self.files[f"word/{kind}s.xml"] = self._xml(f"{kind}s", "".join(written))
                self.relate(f"{kind}s", f"{kind}s.xml")
        self.files["word/_rels/document.xml.rels"] = _relations("".join(self.relations.values()))
        return packed({**self._package(), **self.files})

    def block(self, plan: Plan) -> str:
        return str(getattr(self, f"_{plan[0]}")(*plan[1:]))

    def _p(self, shape: int, end: int, inlines: list[Plan], section: Plan | None = None) -> str:
        properties = _SHAPES[shape].format(**self.names)
        if end:
            properties += f"<w:rPr>{_LOOKS[end].format(**self.names)}</w:rPr>"
        properties += self.section(section) if section else ""
        inside = "".join(self.block(one) for one in inlines)
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"

    def _table(self, width: int, rows: list[list[list[Plan]]]) -> str:
        written = ""
        for row in rows:
            cells = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(map(self.block, cell))}</w:tc>'
                for cell in row
            )
            written += f'<w:tr><w:trPr><w:trHeight w:val="{width}"/></w:trPr>{cells}</w:tr>'
        grid = f'<w:gridCol w:w="{width}"/>' * max(map(len, rows))
        looks = f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/></w:tblPr>'
        return f"<w:tbl>{looks}<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"

    def _control(self, tag: str, inside: list[Plan]) -> str:
        self.identity += 1
        content = "".join(map(self.block, inside))
        return (
            f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{self.identity}"/></w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def _text(self, words: str, looks: int) -> str:
        return self._run(f'<w:t xml:space="preserve">{words}</w:t>', looks)

    def _tracked(self, words: str, looks: int, change: str) -> str:
        """Words somebody put in, took out, or gave other looks, with changes tracked."""
        self.identity += 1
        by = f'w:id="{self.identity}" w:author="A" w:date="2026-01-01T00:00:00Z"'
        if change == "looks":
            run = self._text(words, looks)
            was = f"<w:rPrChange {by}><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr>"
            return run.replace("</w:rPr>", was) if looks else run
        run = self._text(words, looks)
        return f"<w:{change} {by}>{run.replace('w:t', 'w:delText') if change == 'del' else run}</w:{change}>"

    def _mark(self, name: str, inside: list[Plan]) -> str:
        """Words with a bookmark around them; none of that name twice."""
        if name in self.marked:
            return "".join(map(self.block, inside))
        self.marked.add(name)
        self.identity += 1
        words = "".join(map(self.block, inside))
        start = f'<w:bookmarkStart w:id="{self.identity}" w:name="{name}"/>'
        return f'{start}{words}<w:bookmarkEnd w:id="{self.identity}"/>'

    def _contents(self, code: str, inside: list[Plan]) -> str:
        """A field over several paragraphs, as tables of contents are."""
        marks = [self._run(f'<w:fldChar w:fldCharType="{kind}"/>', 0) for kind in ("begin", "separate", "end")]
        head = f"{marks[0]}{self._run(f'<w:instrText>{code}</w:instrText>', 0)}{marks[1]}"
        return f"<w:p>{head}</w:p>{''.join(map(self.block, inside))}<w:p>{marks[2]}</w:p>"

    def _tab(self) -> str:
        return self._run("<w:tab/>", 0)

    def _run(self, inside: str, looks: int) -> str:
        said = _LOOKS[looks].format(**self.names)
        return f"<w:r>{f'<w:rPr>{said}</w:rPr>' if said else ''}{inside}</w:r>"

    def _link(self, place: int, inside: list[Plan]) -> str:
        identity = self.relate("hyperlink", f"https://example.org/{place}", outside=True)
        return f'<w:hyperlink r:id="{identity}">{"".join(map(self.block, inside))}</w:hyperlink>'

    def _field(self, code: str, result: Plan) -> str:
        if self.variant and code == "PAGE":
            return f'<w:fldSimple w:instr="{code}">{self.block(result)}</w:fldSimple>'
        marks = [self._run(f'<w:fldChar w:fldCharType="{kind}"/>', 0) for kind in ("begin", "separate", "end")]
        return f"{marks[0]}{self._run(f'<w:instrText>{code}</w:instrText>', 0)}{marks[1]}{self.block(result)}{marks[2]}"

    def _note(self, kind: str, inside: list[Plan]) -> str:
        number = len(self.notes[kind]) + 1 + self.variant
        content = "".join(map(self.block, inside))
        self.notes[kind].append(f'<w:{kind} w:id="{number}">{content}</w:{kind}>')
        return self._run(f'<w:{kind}Reference w:id="{number}"/>', 0)

    def _formula(self, sign: str) -> str:
        return f"<m:oMath><m:r><m:t>{sign}</m:t></m:r></m:oMath>"

    def _picture(self, colour: int) -> str:
        self.files[f"word/media/image{colour + self.variant}.png"] = _png(colour)
        identity = self.relate("image", f"media/image{colour + self.variant}.png")
        self.identity += 1
        return self._run(
            f'<w:drawing><wp:inline xmlns:wp="{_DRAWN}/wordprocessingDrawing"><wp:extent cx="99000" cy="99000"/>'
            f'<wp:docPr id="{self.identity}" name="x"/><a:graphic xmlns:a="{_DRAWN}/main"><a:graphicData '
            f'uri="{_DRAWN}/picture"><pic:pic xmlns:pic="{_DRAWN}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="x"/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{identity}"/><a:stretch><a:fillRect/>'
            '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="99000" cy="99000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>",
            0,
        )

    def _box(self, inside: list[Plan]) -> str:
        content = "".join(map(self.block, inside))
        return self._run(
            '<w:pict><v:shape style="width:90pt;height:40pt"><v:textbox>'
            f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>",
            0,
        )

    def section(self, plan: Plan) -> str:
        size, header = plan
        reference = ""
        if header:
            part = f"header{len(self.files) + self.variant}.xml"
            self.files[f"word/{part}"] = self._xml("hdr", "".join(map(self.block, header)))
            reference = f'<w:headerReference w:type="default" r:id="{self.relate("header", part)}"/>'
        return f"<w:sectPr>{reference}{_SIZES[size]}</w:sectPr>"

    def relate(self, kind: str, target: str, *, outside: bool = False) -> str:
        if target not in self.relations:
            identity = f"rId{1 + 7 * self.variant + len(self.relations)}"
            mode = ' TargetMode="External"' if outside else ""
            self.relations[target] = f'<Relationship Id="{identity}" Type="{RELATION}/{kind}" Target="{target}"{mode}/>'
        return self.relations[target].split('"')[1]

    def _xml(self, root: str, inside: str) -> bytes:
        return f"{HEAD}<w:{root} {NAMESPACES}>{inside}</w:{root}>".encode()

    def _styles(self) -> str:
        return (
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
            f'<w:style w:type="paragraph" w:styleId="{self.names["heading"]}"><w:name w:val="heading 1"/></w:style>'
            f'<w:style w:type="character" w:styleId="{self.names["emphasis"]}"><w:name w:val="Strong"/></w:style>'
        )

    def _lists(self) -> str:
        definitions = {"list0": ("decimal", "%1."), "list1": ("lowerLetter", "%2)")}
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{at + 4 * self.variant}">'
            + "".join(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val="{text}"/></w:lvl>'
                for level in (0, 1)
            )
            + "</w:abstractNum>"
            for at, (form, text) in enumerate(definitions.values())
        )
        return abstract + "".join(
            f'<w:num w:numId="{self.names[name]}"><w:abstractNumId w:val="{at + 4 * self.variant}"/></w:num>'
            for at, name in enumerate(definitions)
        )

    def _package(self) -> dict[str, bytes]:
        kinds = {"document": "document.main", **{name: name for name in ("styles", "numbering")}}
        kinds |= {f"{kind}s": f"{kind}s" for kind, written in self.notes.items() if written}
        kinds |= {name[5:-4]: "header" for name in self.files if name.startswith("word/header")}
        overrides = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{KIND}.{kind}+xml"/>' for name, kind in kinds.items()
        )
        types = (
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension='
            '"rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
        )
        main = f'<Relationship Id="a" Type="{RELATION}/officeDocument" Target="word/document.xml"/>'
        return {"[Content_Types].xml": types.encode(), "_rels/.rels": _relations(main)}


def _relations(inside: str) -> bytes:
    name = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{name}">{inside}</Relationships>'.encode()


def _png(colour: int) -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(bytes([0, 80 * colour % 256, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


words = some.sampled_from(["neni 1", " afati, 15 ditë", "члан ", "b", " b ë 2", "ligji"])
looks = some.integers(0, len(_LOOKS) - 1)
texts = some.tuples(some.just("text"), words, looks)
few_texts = some.lists(texts, min_size=1, max_size=2)
plain = some.tuples(some.just("p"), some.integers(0, len(_SHAPES) - 1), looks, some.lists(texts, max_size=2))
inlines = some.one_of(
    texts,
    texts,
    texts,
    some.tuples(some.just("tab")),
    some.tuples(some.just("link"), some.integers(0, 1), few_texts),
    some.tuples(some.just("control"), some.sampled_from("ab"), few_texts),
    some.tuples(some.just("field"), some.sampled_from(["PAGE", "DATE"]), texts),
    some.tuples(
        some.just("note"), some.sampled_from(["footnote", "endnote"]), some.lists(plain, min_size=1, max_size=2)
    ),
    some.tuples(some.just("tracked"), words, looks, some.sampled_from(["ins", "del", "looks"])),
    some.tuples(some.just("mark"), some.sampled_from("abc"), few_texts),
    some.tuples(some.just("formula"), some.sampled_from("xy")),
    some.tuples(some.just("picture"), some.integers(0, 1)),
    some.tuples(some.just("box"), some.lists(plain, min_size=1, max_size=2)),
)
sections = some.tuples(some.integers(0, 1), some.lists(plain, max_size=2))
paragraphs = some.tuples(
    some.just("p"), some.integers(0, len(_SHAPES) - 1), looks, some.lists(inlines, max_size=4), some.none()
)
breaks = some.tuples(some.just("p"), some.just(0), some.just(0), some.lists(texts, max_size=1), sections)
small = some.tuples(
    some.just("table"),
    some.just(450),
    some.lists(some.lists(some.lists(plain, min_size=1, max_size=1), min_size=1, max_size=1), min_size=1, max_size=2),
)
cells = some.one_of(
    some.lists(plain, min_size=1, max_size=2),
    some.lists(plain, min_size=1, max_size=2),
    some.tuples(small, plain).map(list),
)
rows = some.integers(1, 3).flatmap(
    lambda many: some.lists(some.lists(cells, min_size=many, max_size=many), min_size=1, max_size=3)
)
tables = some.tuples(some.just("table"), some.sampled_from([900, 1800]), rows)
controls = some.tuples(some.just("control"), some.sampled_from("ab"), some.lists(plain, min_size=1, max_size=3))
contents = some.tuples(
    some.just("contents"), some.sampled_from(["TOC a", "TOC b"]), some.lists(plain, min_size=1, max_size=3)
)
blocks = some.lists(some.one_of(paragraphs, paragraphs, paragraphs, tables, controls, breaks, contents), max_size=5)


@some.composite
def versions(draw: some.DrawFn) -> tuple[Plan, Plan]:
    """The plans of two files: the second is the first with blocks left out, put in and changed."""
    old, end = draw(blocks), draw(paragraphs)
    new = [block for block in old if draw(some.booleans())]
    for block in draw(blocks):
        new.insert(draw(some.integers(0, len(new))), block)
    new = [_reworded(block, draw) for block in new]
    last = draw(some.sampled_from([[end], [_reworded(end, draw)], [end, draw(paragraphs)], []]))
    was, now = draw(sections), draw(sections)
    return ([*old, end], was), ([*new, *(last or [draw(paragraphs)])], now)


def drawn_up(old: Plan, new: Plan) -> tuple[bytes, bytes]:
    """Two files of these plans, stored in different ways."""
    return DrawingUp(0).file(*old), DrawingUp(1).file(*new)


def _reworded(block: Plan, draw: some.DrawFn) -> Plan:
    if block[0] != "p" or not draw(some.booleans()):
        return block
    inside = [one for one in block[3] if draw(some.booleans())]
    inside.insert(draw(some.integers(0, len(inside))), draw(texts if len(block) < 5 or block[4] else inlines))
    return (*block[:2], draw(looks), inside, *block[4:])
