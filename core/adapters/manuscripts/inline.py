"""The characters of one paragraph of a Word file, with the run and the element each stands in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from neni.core.adapters.manuscripts import symbols
from neni.core.adapters.manuscripts.drawings import PICTURES, alternative, boxes_in
from neni.core.adapters.manuscripts.fields import Fields, form_value
from neni.core.adapters.manuscripts.names import (
    ALTERNATIVES,
    CONTROL,
    CONTROL_CONTENT,
    DELETED,
    DELETED_TEXT,
    INSERTED,
    MATH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SPACE,
    TEXT,
    VML,
    w,
)
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.styles import Styles, raised, switched, value_of
from neni.core.model.manuscripts import State

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_STYLE, _VANISH, _RAISING = w("rStyle"), w("vanish"), w("vertAlign")
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_THROUGH = frozenset({w("smartTag"), w("customXml"), w("hyperlink"), w("dir"), w("bdo"), CONTROL_CONTENT})


@dataclass(slots=True)
class Atom:
    """Characters that stand together in one element of one run; `element` is None where they cannot be divided."""

    run: Element
    element: Element | None
    text: str
    state: State
    control: bool = False


class Standing(NamedTuple):
    """How everything inside an element stands: its state, whether in a content control, whether above the line."""

    state: State
    control: bool = False
    lifted: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A text box, with what holds it in the text."""

    content: Element
    holder: Element
    state: State


@dataclass(slots=True)
class Inline:
    """Reads paragraphs of one text one after another: fields may run from one into the next."""

    styles: Styles
    references: dict[tuple[str, str], Element]
    boxes: list[Box]
    unplaced: set[str]
    _fields: Fields = field(default_factory=Fields)
    _atoms: list[Atom] = field(default_factory=list)
    _hidden_by_style: bool = False

    def begin(self, root: Element) -> None:
        """Look for fields that have no end before anything of them is taken for a code."""
        self._fields.begin(root)

    def atoms(self, paragraph: Element, at: Standing) -> list[Atom]:
        """The characters of a paragraph."""
        self._atoms = []
        properties = paragraph.find(PARAGRAPH_PROPERTIES)
        style = value_of(properties.find(w("pStyle"))) if properties is not None else None
        self._hidden_by_style = self.styles.hidden(style or self.styles.usual)
        self._content(paragraph, at)
        return self._atoms

    def _content(self, parent: Element, at: Standing) -> None:
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child, at)
            elif tag in _INLINE:
                _INLINE[tag](self, child, at)

    def _run(self, run: Element, at: Standing) -> None:
        properties = run[0] if len(run) and run[0].tag == RUN_PROPERTIES else None
        hidden, lifted = self._looks(properties)
        at = Standing(State.HIDDEN if hidden and at.state is not State.DELETED else at.state, at.control, lifted)
        skips = False
        for child in run:
            tag = child.tag
            if tag in (TEXT, DELETED_TEXT):
                if not skips:
                    self._text(run, child, at)
            elif tag in _NOTES:
                self.references.setdefault((_NOTES[tag], child.get(w("id"), "")), child)
                skips = child.get(w("customMarkFollows"), "0") not in ("0", "false", "off")
            else:
                self._other(run, child, at)

    def _looks(self, properties: Element | None) -> tuple[bool, bool]:
        if properties is None:
            return self._hidden_by_style, False
        said = {one.tag: one for one in properties}
        style = value_of(said.get(_STYLE)) or ""
        hidden = switched(properties, "vanish") if _VANISH in said else None
        lifted = raised(properties) if _RAISING in said else None
        if hidden is None:  # a switch that two styles turn is off again
            hidden = self._hidden_by_style != self.styles.hidden(style)
        return hidden, self.styles.raised(style) if lifted is None else lifted

    def _text(self, run: Element, element: Element, at: Standing) -> None:
        text = element.text or ""
        if element.get(SPACE) != "preserve":
            text = text.strip(" \t\r\n")
        text = text.replace("\n", " ").replace("\r", " ")
        if at.lifted and text.strip().isdecimal():
            text = text.translate(_RAISED)
        self._add(run, element, text, at)

    def _add(self, run: Element, element: Element | None, text: str, at: Standing) -> None:
        if not text or self._fields.in_code:
            return
        shown = self._fields.in_result and at.state is State.NORMAL
        self._atoms.append(Atom(run, element, text, State.FIELD if shown else at.state, at.control))

    def _other(self, run: Element, child: Element, at: Standing) -> None:
        tag = child.tag
        if tag in _SIGNS:
            self._add(run, child, _SIGNS[tag], at)
        elif tag == w("br"):
            self._add(run, child, "\n" if child.get(w("type"), "textWrapping") == "textWrapping" else "", at)
        elif tag == w("sym"):
            self._add(run, child, self._symbol(child), at)
        elif tag == w("fldChar"):
            self._add(run, None, form_value(child), at._replace(state=State.FIELD) if at.state is State.NORMAL else at)
            self._fields.mark(child)
        elif tag in PICTURES or tag == ALTERNATIVES:
            self._picture(child, at.state)
        elif tag == w("ruby"):
            base = child.find(w("rubyBase"))
            words = "".join(one.text or "" for one in base.iter(TEXT)) if base is not None else ""
            self._add(run, None, words, at)

    def _symbol(self, element: Element) -> str:
        code = element.get(w("char"), "")
        try:
            shown = symbols.sign(int(code, 16), element.get(w("font"), ""))
        except ValueError:
            shown = symbols.UNKNOWN
        if shown == symbols.UNKNOWN:
            self.unplaced.add("symbol")
        return shown

    def _picture(self, element: Element, state: State) -> None:
        for content in boxes_in(element):
            self.boxes.append(Box(content, element, state))
        if any(True for _ in element.iter(f"{VML}textpath")):
            self.unplaced.add("word_art")

    def _changed(self, element: Element, at: Standing) -> None:
        inner = State.DELETED if element.tag in DELETED else State.INSERTED
        self._content(element, at if at.state is State.DELETED else at._replace(state=inner))

    def _through(self, element: Element, at: Standing) -> None:
        self._content(element, at)

    def _simple_field(self, element: Element, at: Standing) -> None:
        with self._fields.result():
            self._content(element, at)

    def _control(self, element: Element, at: Standing) -> None:
        content = element.find(CONTROL_CONTENT)
        if content is not None:
            self._content(content, at._replace(control=True))

    def _formula(self, element: Element, at: Standing) -> None:
        words = "".join(one.text or "" for one in element.iter(f"{MATH}t"))
        self._add(element, None, words, at)

    def _alternatives(self, element: Element, at: Standing) -> None:
        chosen = alternative(element)
        if chosen is not None:
            self._content(chosen, at)


_INLINE: dict[str, Callable[[Inline, Element, Standing], None]] = {
    **dict.fromkeys(_THROUGH, Inline._through),
    **dict.fromkeys(INSERTED | DELETED, Inline._changed),
    w("fldSimple"): Inline._simple_field,
    CONTROL: Inline._control,
    f"{MATH}oMath": Inline._formula,
    f"{MATH}oMathPara": Inline._formula,
    ALTERNATIVES: Inline._alternatives,
}


def live(atom: Atom) -> bool:
    """Whether characters stand in the text once changes are accepted."""
    return atom.state is not State.DELETED
