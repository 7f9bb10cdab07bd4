"""Where in a paragraph marks and changes may stand."""

from __future__ import annotations

from neni.core.adapters.manuscripts.names import CONTROL, CONTROL_CONTENT, INSERTED, PARAGRAPH, w
from neni.core.adapters.manuscripts.packages import Element

_HOLDERS = INSERTED | {
    *(PARAGRAPH, CONTROL_CONTENT, w("hyperlink"), w("smartTag"), w("customXml"), w("fldSimple"), w("dir"), w("bdo")),
}
_PLAIN_CONTROLS = tuple(w(name) for name in ("text", "comboBox", "dropDownList", "date", "dataBinding", "picture"))


def outside(element: Element) -> Element:
    """The element itself, or what holds it where nothing may stand beside it."""
    parent = element.getparent()
    while parent.tag not in _HOLDERS or (parent.tag == CONTROL_CONTENT and _plain(parent.getparent())):
        element, parent = parent, parent.getparent()
    return element


def _plain(control: Element) -> bool:
    properties = control.find(w("sdtPr")) if control.tag == CONTROL else None
    return properties is not None and any(properties.find(tag) is not None for tag in _PLAIN_CONTROLS)
