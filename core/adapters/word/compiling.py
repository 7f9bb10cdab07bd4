"""A template made ready once for all documents: each part with tags as compiled code, all else already deflated.

docxtpl stays the syntax: its own cleaned text is what is compiled. The outcome never changes and is shared by threads;
it leads to nothing but text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from traceback import walk_tb
from typing import Any

from docx.opc.part import Part as WordPart
from jinja2 import Template, nodes

from neni.core.adapters.word import annexes, as_docxtpl, finishing, insertions, languages, packing, properties, proving
from neni.core.adapters.word.insertions import Inserted
from neni.core.adapters.word.making import Making, making
from neni.core.adapters.word.properties import Properties, plain
from neni.core.adapters.word.sandbox import Sandbox
from neni.core.adapters.word.sheets import DECLARATION, Sheet, Source, Stuck, by_paragraph, name_of

_AT_A_TIME = 1000


class Lost(Exception):
    """A value printed where Word shows no text."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part with tags: what stands around it, its code, and what is known of every filling of it."""

    entry: str
    source: Source
    head: str
    tail: str
    template: Template
    whole: bool
    """Whether every filling is proven to be well-formed."""
    finished: tuple[Callable[[str], str], ...]
    """What is done to it once it is filled."""
    shapes: int
    """The number of its next drawing."""

    def filled(self, values: Mapping[str, Any], making: Making, inserted: Inserted) -> bytes:
        """The part with its values. Raises Stuck."""
        xml = f"{self.head}{run(self.template, self.source, values, making)}{self.tail}"
        try:
            resolved = insertions.resolved(finishing.with_breaks(xml), self.entry, making, inserted)
            if resolved != xml or not self.whole:
                finishing.prove(resolved.encode("utf-8"))
            for finish in self.finished:
                resolved = finish(resolved)
        except Exception as error:
            raise Stuck(self.source, None, error) from error
        return resolved.encode("utf-8")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template, ready."""

    parts: tuple[Part, ...]
    titles: Mapping[str, tuple[Source, Template]]
    properties: Properties
    stored: tuple[packing.Entry, ...]
    kept: Mapping[str, bytes]
    """Lists of types and relations, which grow by what is put in."""
    pictures: Mapping[bytes, str]
    """Those the template holds, by their content: docxtpl keeps each once."""

    def filled(self, values: Mapping[str, Any], said: Mapping[str, str]) -> bytes:
        """The file. `said` is what its properties tell of its issuing. Raises Stuck."""
        shapes = {part.entry: part.shapes for part in self.parts}
        inserted = Inserted(self.pictures, self.kept, shapes)
        with making() as one:
            files = {part.entry: part.filled(values, one, inserted) for part in self.parts}
            titles = {name: plain(run(code, source, values, one)) for name, (source, code) in self.titles.items()}
        files[self.properties.entry] = self.properties.filled({**titles, **said})
        if inserted.relations:
            files |= insertions.files(inserted, self.kept)
        written = [packing.entry(name, content) for name, content in files.items()]
        document = packing.archive([*(one for one in self.stored if one.name not in files), *written])
        return self._with_annexes(document, inserted) if inserted.annexes else document

    def _with_annexes(self, document: bytes, inserted: Inserted) -> bytes:
        try:
            return annexes.with_annexes(document, inserted.annexes)
        except Exception as error:
            raise Stuck(self.parts[0].source, None, error) from error


def compiled(sheet: Sheet, environment: Sandbox, *, language: str | None = None, issued: bool = False) -> Compiled:
    """The template, ready. `language` is set as that of the document; `issued` files tell of their issuing and of
    nobody who wrote the template. Raises Stuck, and whatever damaged files make python-docx and lxml raise."""
    properties.prepare(sheet)
    if issued:
        properties.stamped(sheet)
    if language:
        languages.set_language(sheet, language)
    parts = [_part(sheet, part, text, environment) for part, text in sheet.tagged()]
    titles = {source.part: (source, _title(source, environment)) for source in properties.sources(sheet)}
    files = packing.unpacked(sheet.saved())
    entry, slots = properties.place(sheet), {**dict.fromkeys(titles), **(properties.ISSUED if issued else {})}
    return Compiled(
        parts=tuple(parts),
        titles=titles,
        properties=properties.compiled(entry, files.pop(entry), slots),
        stored=tuple(packing.entry(name, files[name]) for name in files.keys() - {part.entry for part in parts}),
        pictures={files[name]: name for name in files if name.startswith("word/media/")}
        if not environment.plain
        else {},
        kept={name: files[name] for name in files if name == packing.TYPES or name.endswith(".rels")},
    )


def _part(sheet: Sheet, part: WordPart, text: str, environment: Sandbox) -> Part:
    body = part is sheet.docx.part
    head, text, tail = sheet.around(text) if body else (_head(text), text, "")
    source = Source(name_of(part), by_paragraph(text))
    tree = _read(source, environment)
    outline = proving.skeleton(tree, head, tail, text) if environment.plain else None
    _refuse_lost(source, outline, head)
    marks = any(one.name in insertions.MARKING for one in tree.find_all(nodes.Filter))
    return Part(
        entry=str(part.partname)[1:],
        source=source,
        head=head,
        tail=tail,
        template=_compiled(source, environment, tree),
        whole=outline is not None and not marks,
        finished=tuple(_finishes(text, outline, marks=marks or not environment.plain)) if body else (),
        shapes=as_docxtpl.next_shape(part),
    )


def _head(text: str) -> str:
    return "" if text.startswith("<?xml") else DECLARATION


def _finishes(text: str, outline: Any, *, marks: bool) -> Iterator[Callable[[str], str]]:
    if "<w:tbl" in text and (outline is None or not proving.fitting(outline)):
        yield finishing.with_fitting_tables
    if "<wp:docPr" in text or marks:
        yield finishing.with_numbered_drawings


def _title(source: Source, environment: Sandbox) -> Template:
    return _compiled(source, environment, _read(source, environment))


def _refuse_lost(source: Source, outline: Any, head: str) -> None:
    line = proving.lost(outline) if outline is not None else None
    if line is not None:
        raise Stuck(source, line - head.count("\n"), Lost())


def _read(source: Source, environment: Sandbox) -> nodes.Template:
    """The pieces of a source. Raises Stuck."""
    try:
        return environment.read(source.text)
    except Exception as error:  # deep nesting, too, is an answer
        raise _stuck(source, error) from error


def _compiled(source: Source, environment: Sandbox, tree: nodes.Template) -> Template:
    """The code of a source. Raises Stuck."""
    try:
        return environment.ready(tree)
    except Exception as error:
        raise _stuck(source, error) from error


def run(template: Template, source: Source, values: Mapping[str, Any], making: Making) -> str:
    """What a template prints. Raises Stuck."""
    pieces, chunks = [], template.generate(values)
    try:
        while batch := list(islice(chunks, _AT_A_TIME)):
            making.write(sum(map(len, batch)))
            pieces.append("".join(batch))
    except Exception as error:  # whatever a value or filter does, the place is told
        raise _stuck(source, error) from error
    return "".join(pieces)


def _stuck(source: Source, error: Exception) -> Stuck:
    return Stuck(source, getattr(error, "lineno", None) or _line(error), error)


def _line(error: Exception) -> int | None:
    """The line of the template that was being filled."""
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else None
