"""What parts of two files are compared by: their XML without what programs note for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from neni.core.adapters.manuscripts.names import BOX, RELATION_TYPE, RUN_PROPERTIES, VALUE, VML, WORD, w
from neni.core.adapters.manuscripts.packages import Element

Form = tuple[object, ...]
"""Equal where two elements say the same."""

RELATION = f"{{{RELATION_TYPE.rstrip('/')}}}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/"
_OWN_ATTRIBUTES = frozenset(
    {
        *(f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}" for name in ("paraId", "textId")),
        *(
            f"{{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}}{name}"
            for name in ("anchorId", "editId")
        ),
        *(f"{{urn:schemas-microsoft-com:office:office}}{name}" for name in ("spid", "gfxdata")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable",
    }
)
_NUMBERED = frozenset({f"{_DRAWN}wordprocessingDrawing}}docPr", f"{_DRAWN}picture}}cNvPr"})
_RSID = f"{{{WORD}}}rsid"
_ON, _OFF = frozenset({"1", "true", "on"}), frozenset({"0", "false", "off"})
NO_LOOKS = frozenset(w(name) for name in ("lang", "noProof", "rPrChange", "ins", "del", "moveFrom", "moveTo"))
"""What stands among the looks of words and is none: the language they are checked in, and changes of their own."""
_CACHED = frozenset({w("cnfStyle"), w("divId")})
OF_PARAGRAPH = _CACHED | {RUN_PROPERTIES, w("sectPr"), w("pPrChange")}
"""What stands among the looks of a paragraph and is said otherwise."""
OF_ROW = _CACHED | {w("ins"), w("del"), w("trPrChange")}
OF_SECTION = frozenset(w(name) for name in ("headerReference", "footerReference", "printerSettings", "sectPrChange"))
"""What stands among the looks of a section and no tracked change can tell."""
OF_TABLE = frozenset({w("tblPrChange"), w("tblPrExChange"), w("tblGridChange")})
OF_CELL = _CACHED | {w("tcPrChange"), w("cellIns"), w("cellDel"), w("cellMerge")}


@dataclass(slots=True)
class Forms:
    """Takes the form of elements of one part. `same` leads from a relation to the one that is taken for all that lead
    to the same thing."""

    same: Mapping[str, str] = field(default_factory=dict)
    _looks: dict[bytes, Form] = field(default_factory=dict)

    def of(self, element: Element, *, hollow: bool = False) -> Form:
        """The form of an element; hollow without what stands in its text boxes."""
        if hollow and element.tag == BOX:
            return (BOX,)
        children = tuple(self.of(child, hollow=hollow) for child in element if isinstance(child.tag, str))
        text = element.text or ""
        return element.tag, self.attributes(element), text.strip() if children else text, children

    def of_children(self, element: Element) -> Form:
        """The form of what stands in an element."""
        return tuple(self.of(child) for child in element if isinstance(child.tag, str))

    def properties(self, element: Element | None, leave: frozenset[str] = frozenset()) -> Form:
        """The form of looks, in which the order says nothing; none at all is the same as empty."""
        found = (self.of(one) for one in (element if element is not None else ()) if isinstance(one.tag, str))
        return tuple(sorted((one for one in found if one[0] not in leave), key=repr))

    def columns(self, grid: Element | None) -> Form:
        """The form of the columns of a table."""
        return tuple(self.of(one) for one in (grid if grid is not None else ()) if one.tag == w("gridCol"))

    def looks(self, properties: Element | None) -> Form:
        """The looks of words, worked out once for all that are written alike."""
        if properties is None or not len(properties):
            return ()
        written = etree.tostring(properties, with_tail=False)
        if written not in self._looks:
            self._looks[written] = self.properties(properties, NO_LOOKS)
        return self._looks[written]

    def attributes(self, element: Element) -> Form:
        """The form of what is said of an element itself."""
        kept: list[tuple[str, str]] = []
        for name, value in element.attrib.items():
            if name.startswith(_RSID) or name in _OWN_ATTRIBUTES or (name == "id" and _numbered(element.tag)):
                continue
            said = self._value(name, value)
            if said is not None:
                kept.append((name, said))
        return tuple(sorted(kept))

    def _value(self, name: str, value: str) -> str | None:
        if name == VALUE:
            return None if value in _ON else "0" if value in _OFF else value
        return self.same.get(value, value) if name.startswith(RELATION) else value


def _numbered(tag: str) -> bool:
    """Whether programs give elements of this name an identity of their own."""
    return tag in _NUMBERED or tag.startswith(VML)
