"""Where in a paragraph marks and changes may stand."""

from __future__ import annotations

from neni.core.adapters.manuscripts.names import CONTROL, CONTROL_CONTENT, INSERTED, PARAGRAPH, w
from neni.core.adapters.manuscripts.packages import Element

_HOLDERS = INSERTED | {
    *(PARAGRAPH, CONTROL_CONTENT, w("hyperlink"), w("smartTag"), w("customXml"), w("fldSimple"), w("dir"), w("bdo")),
}
_SIMPLE_FIELD, _FIELD_MARK, _FIELD_MARK_KIND = w("fldSimple"), w("fldChar"), w("fldCharType")
_DEPTHS = {"begin": 1, "end": -1}
_PLAIN_CONTROLS = tuple(w(name) for name in ("text", "comboBox", "dropDownList", "date", "dataBinding", "picture"))


def outside(element: Element) -> Element:
    """The element itself, or what holds it where nothing may stand beside it."""
    parent = element.getparent()
    while parent.tag not in _HOLDERS or (parent.tag == CONTROL_CONTENT and _plain(parent.getparent())):
        element, parent = parent, parent.getparent()
    return element


def behind_fields(element: Element) -> Element:
    """The element itself, or where the fields of its paragraph end in whose result it stands. LibreOffice takes what
    hangs inside a result for a part of the words."""
    place = at = element
    while at.tag != PARAGRAPH:
        if at.tag == _SIMPLE_FIELD:
            place = at
        depth = 0
        for sibling in at.itersiblings():
            for mark in sibling.iter(_FIELD_MARK):
                depth += _DEPTHS.get(mark.get(_FIELD_MARK_KIND), 0)
                if depth < 0:
                    place, depth = sibling, 0
        at = at.getparent()
    return place


def _plain(control: Element) -> bool:
    properties = control.find(w("sdtPr")) if control.tag == CONTROL else None
    return properties is not None and any(properties.find(tag) is not None for tag in _PLAIN_CONTROLS)
