"""Pictures and documents that are put into a filled part: while it is filled only their place is marked.

A mark is made of signs that no value and no template can hold, so that nobody can type one. What it stands for is kept
with the one filling it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from markupsafe import Markup

from neni.core.adapters.word import as_docxtpl, unfit
from neni.core.adapters.word.as_docxtpl import Placed, Shown
from neni.core.adapters.word.making import Making, current
from neni.core.adapters.word.packing import TYPES
from neni.core.adapters.word.pictures import Picture, picture
from neni.core.adapters.word.unfit import Unfit
from neni.core.model.text import Text

MARKING = frozenset({"image", "subdocument"})
"""Filters that leave marks."""
MOST = 1000
BODY = "word/document.xml"
_BETWEEN = re.compile(r">\n\s*<")
"""Blanks that docxtpl leaves in the body only."""
_MARK = re.compile("\x01(\\d+)\x02")
_DEFAULT = re.compile(r'<Default\b[^>]*?Extension="([^"]*)"[^>]*?/>')
_FIRST_NUMBER = 2001
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_NO_RELATIONS = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


class Mark(Markup):
    """The place of something; printed as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """A whole Word file to be put in."""

    content: bytes


@dataclass(slots=True)
class Inserted:
    """What parts of a file have got: media by name, and their relations by the part that holds them. `stored` and
    `kept` are what the template holds (its pictures by their content), `shapes` the number of the next drawing of each
    part."""

    stored: Mapping[bytes, str] = field(default_factory=dict)
    kept: Mapping[str, bytes] = field(default_factory=dict)
    shapes: Mapping[str, int] = field(default_factory=dict)
    called: dict[bytes, str] = field(default_factory=dict)
    """What the file of a picture of docxtpl's was called when it came first."""
    media: dict[str, bytes] = field(default_factory=dict)
    relations: dict[str, dict[str, str]] = field(default_factory=dict)
    annexes: list[Annex] = field(default_factory=list)


def image(content: object, width: object = None, height: object = None, words: object = "") -> object:
    """The filter `image`: the mark of a picture, told to those who do not see it in `words`; nothing for nothing."""
    if isinstance(content, Shown):
        width, height = width or content.width, height or content.height
        one = picture(content.content, width, height)
        return _marked(Placed(content.content, content.file_name, one.width, one.height))
    return _marked(picture(content, width, height, words)) if content not in (None, "") else ""


def subdocument(content: object) -> object:
    """The filter `subdocument`: the mark of a Word file; nothing for nothing."""
    if content in (None, ""):
        return ""
    if not isinstance(content, bytes):
        raise Unfit(unfit.NO_FILE_BYTES)
    return _marked(Annex(content))


def _marked(one: Picture | Placed | Annex) -> Mark:
    gathered = current().gathered
    if len(gathered) >= MOST:
        raise Unfit(unfit.TOO_MANY)
    gathered.append(one)
    return Mark(f"\x01{len(gathered) - 1}\x02")


def resolved(xml: str, part: str, making: Making, inserted: Inserted) -> str:
    """The part with everything it marks. Raises Unfit."""
    return "".join(_pieces(xml, part, making, inserted)) if "\x01" in xml else xml


def _pieces(xml: str, part: str, making: Making, inserted: Inserted) -> Iterator[str]:
    done = 0
    for number, found in enumerate(_MARK.finditer(xml), _FIRST_NUMBER):
        yield xml[done : found.start()]
        one, done = making.gathered[int(found[1])], found.end()
        if isinstance(one, Picture | Placed):
            _refuse_unless(_in_text(xml, found.start()), unfit.PICTURE_PLACE)
            yield _drawing(one, part, inserted, number)
        elif isinstance(one, Annex):
            _refuse_unless(not _in_text(xml, found.start()), unfit.FILE_PLACE)
            _refuse_unless(part == BODY, unfit.BODY_ONLY)
            inserted.annexes.append(one)
            yield place(len(inserted.annexes) - 1)
    yield xml[done:]


def _drawing(one: Picture | Placed, part: str, inserted: Inserted, number: int) -> str:
    relation = _relation(one, part, inserted)
    if isinstance(one, Picture):
        return one.drawing(relation, number)
    drawn = one.drawing(relation, inserted.shapes.get(part, 1), inserted.called[one.content])
    return drawn if part == BODY else _BETWEEN.sub("><", drawn)


def place(number: int) -> str:
    """A paragraph that holds the place of a document until it is put in."""
    return f'<w:p><w:bookmarkStart w:id="{90_000 + number}" w:name="neni_annex_{number}"/></w:p>'


def _refuse_unless(right: bool, why: Text) -> None:  # noqa: FBT001 - a check, not a switch
    if not right:
        raise Unfit(why)


def _in_text(xml: str, at: int) -> bool:
    """Whether this place is in the text of a run."""
    opened = max(xml.rfind("<w:t>", 0, at), xml.rfind("<w:t ", 0, at))
    return opened > xml.rfind("</w:t>", 0, at)


def _relation(one: Picture | Placed, part: str, inserted: Inserted) -> str:
    """The relation by which a part knows a picture: one for each picture, however often it stands there."""
    if isinstance(one, Placed):
        return _as_docxtpl(one, part, inserted)
    name, mine = f"word/media/{one.name}", inserted.relations.setdefault(part, {})
    inserted.media[name] = one.content
    if name not in mine:
        mine[name] = f"rIdNeni{len(mine) + 1}"
    return mine[name]


def _as_docxtpl(one: Placed, part: str, inserted: Inserted) -> str:
    """The same by the names docxtpl gives, for a picture that the template may hold already."""
    held = inserted.stored.get(one.content, "")
    there = (name for name, content in inserted.media.items() if content == one.content)
    taken = [*inserted.stored.values(), *inserted.media]
    name = held or next(there, "") or as_docxtpl.media_name(one.ending, taken)
    inserted.called.setdefault(one.content, f"image.{name.rpartition('.')[2]}" if held else one.file_name)
    if not held:
        inserted.media[name] = one.content
    before = as_docxtpl.relations(inserted.kept.get(relations_of(part), b"").decode("utf-8"))
    mine = inserted.relations.setdefault(part, {})
    known = before.get(_seen_from(part, name)) or mine.get(name)
    if known is None:
        known = mine[name] = as_docxtpl.relation_name([*before.values(), *mine.values()])
    return known


def relations_of(part: str) -> str:
    """Where the relations of a part are kept."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def files(inserted: Inserted, kept: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an archive that are new, or other than they were: media, relations, and the list of types."""
    changed = dict(inserted.media)
    for part, relations in inserted.relations.items():
        name = relations_of(part)
        more = "".join(
            f'<Relationship Id="{one}" Type="{_RELATION}" Target="{escape(_seen_from(part, target))}"/>'
            for target, one in relations.items()
        )
        before = kept[name].decode("utf-8") if name in kept else _NO_RELATIONS
        changed[name] = _with_more(before, "Relationships", more).encode("utf-8")
    if inserted.media:
        changed[TYPES] = _typed(kept[TYPES].decode("utf-8"), inserted).encode("utf-8")
    return changed


def _seen_from(part: str, target: str) -> str:
    """A file as a part names it."""
    folder = part.rpartition("/")[0]
    return target.removeprefix(f"{folder}/") if folder and target.startswith(f"{folder}/") else f"/{target}"


def _typed(types: str, inserted: Inserted) -> str:
    """The list of types with those of the media, by their endings in order."""
    known = {found[1]: found[0] for found in _DEFAULT.finditer(types)}
    for kind in {name.rpartition(".")[2] for name in inserted.media} - set(known):
        known[kind] = f'<Default Extension="{kind}" ContentType="image/{"jpeg" if kind == "jpg" else kind}"/>'
    listed = "".join(known[kind] for kind in sorted(known))
    return re.sub(r"(<Types\b[^>]*>)", lambda found: f"{found[1]}{listed}", _DEFAULT.sub("", types), count=1)


def _with_more(xml: str, name: str, more: str) -> str:
    """Elements before the end of a list of them, which may be written as an empty one."""
    opened = re.sub(rf"<{name}\b([^>]*)/>", rf"<{name}\1></{name}>", xml, count=1)
    return opened.replace(f"</{name}>", f"{more}</{name}>", 1)
