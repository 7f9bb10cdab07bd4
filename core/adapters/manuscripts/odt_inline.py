"""The characters of one paragraph of an OpenDocument text, with the node each stands in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum

from neni.core.adapters.manuscripts.odt_names import (
    DRAW_NAMESPACE,
    EXTENSION_NAMESPACE,
    STYLE_NAME,
    TEXT_NAMESPACE,
    draw,
    office,
    text,
)
from neni.core.adapters.manuscripts.odt_styles import OpenStyles
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.styles import whole
from neni.core.model.manuscripts import State

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_THROUGH = frozenset({text("meta"), text("ruby"), text("ruby-base"), text("meta-field"), draw("a")})
_SILENT = frozenset(
    {
        *(text("ruby-text"), text("script"), text("tracked-changes"), text("sequence-decls"), office("forms")),
        *(text("bookmark"), text("bookmark-start"), text("bookmark-end"), text("soft-page-break")),
        *(text("reference-mark"), text("reference-mark-start"), text("reference-mark-end")),
        *(text("toc-mark"), text("toc-mark-start"), text("toc-mark-end"), text("user-index-mark")),
        *(text("alphabetical-index-mark"), text("alphabetical-index-mark-start"), text("alphabetical-index-mark-end")),
        *(office("annotation"), office("annotation-end")),
    }
)
_MOST_SPACES = 1_000_000
"""In one text, however many each element stands for."""


class Slot(Enum):
    """Where at an element its characters stand."""

    TEXT = "text"
    TAIL = "tail"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class OpenAtom:
    """Characters of one node; those of a WHOLE element cannot be divided."""

    owner: Element
    slot: Slot
    text: str
    state: State
    control: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """How everything inside an element stands."""

    state: State = State.NORMAL
    control: bool = False
    lifted: bool = False


@dataclass(slots=True)
class OpenInline:
    """Reads paragraphs of one text one after another: tracked insertions may run from one into the next."""

    styles: OpenStyles
    deletions: dict[str, str]
    insertions: frozenset[str]
    hanging: list[Element] = field(default_factory=list)
    """Notes, boxes and shapes met on the way."""
    _inserted: set[str] = field(default_factory=set)
    _atoms: list[OpenAtom] = field(default_factory=list)
    _spaced: bool = True
    _spaces_left: int = _MOST_SPACES

    def atoms(self, paragraph: Element, manner: Manner) -> list[OpenAtom]:
        """The characters of a paragraph."""
        self._atoms, self._spaced = [], True
        if self.styles.hidden("paragraph", paragraph.get(STYLE_NAME, "")) or _hidden_whole(paragraph):
            manner = replace(manner, state=State.HIDDEN)
        self._content(paragraph, manner)
        return self._atoms

    def change(self, element: Element) -> None:
        """A tracked insertion begins or ends here."""
        identity = element.get(text("change-id"), "")
        if element.tag == text("change-end"):
            self._inserted.discard(identity)
        elif identity in self.insertions:
            self._inserted.add(identity)

    def _content(self, element: Element, manner: Manner) -> None:
        self._words(element, Slot.TEXT, manner)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, manner)
            self._words(child, Slot.TAIL, manner)

    def _child(self, child: Element, manner: Manner) -> None:
        tag = child.tag
        if tag in _SILENT:
            return
        if tag in _HANDLERS:
            _HANDLERS[tag](self, child, manner)
        elif tag in _THROUGH or tag.startswith(EXTENSION_NAMESPACE):
            self._content(child, replace(manner, control=manner.control or tag.endswith("}content-control")))
        elif tag.startswith(DRAW_NAMESPACE):
            self.hanging.append(child)
        elif tag.startswith(TEXT_NAMESPACE):
            self._field(child, manner)

    def _words(self, owner: Element, slot: Slot, manner: Manner) -> None:
        raw = owner.text if slot is Slot.TEXT else owner.tail
        if not raw:
            return
        words = self._collapsed(raw)
        if words != raw:  # what a reader of the file would collapse is collapsed here, so that places agree
            if slot is Slot.TEXT:
                owner.text = words
            else:
                owner.tail = words
        self._add(owner, slot, words, manner)

    def _collapsed(self, raw: str) -> str:
        words = []
        for letter in raw:
            space = letter in " \t\r\n"
            if not (space and self._spaced):
                words.append(" " if space else letter)
            self._spaced = space
        return "".join(words)

    def _add(self, owner: Element, slot: Slot, words: str, manner: Manner) -> None:
        if not words:
            return
        state = State.INSERTED if self._inserted and manner.state is State.NORMAL else manner.state
        if manner.lifted and words.strip().isdecimal():
            words = words.translate(_RAISED)
        self._atoms.append(OpenAtom(owner, slot, words, state, manner.control))

    def _span(self, element: Element, manner: Manner) -> None:
        name = element.get(STYLE_NAME, "")
        hidden, lifted = self.styles.hidden("text", name), self.styles.raised(name)
        state = manner.state if hidden is None else State.HIDDEN if hidden else State.NORMAL
        self._content(element, replace(manner, state=state, lifted=manner.lifted if lifted is None else lifted))

    def _sign(self, element: Element, words: str, manner: Manner) -> None:
        self._add(element, Slot.WHOLE, words, manner)
        self._spaced = False

    def _spaces(self, element: Element, manner: Manner) -> None:
        count = whole(element.get(text("c")))
        count = min(1 if count is None else max(count, 0), self._spaces_left)
        self._spaces_left -= count
        self._sign(element, " " * count, manner)

    def _tab(self, element: Element, manner: Manner) -> None:
        self._sign(element, "\t", manner)

    def _break(self, element: Element, manner: Manner) -> None:
        self._sign(element, "\n", manner)

    def _note(self, element: Element, manner: Manner) -> None:  # noqa: ARG002 - a handler
        self.hanging.append(element)

    def _changed(self, element: Element, manner: Manner) -> None:
        if element.tag == text("change"):
            words = self.deletions.pop(element.get(text("change-id"), ""), "")
            if words:
                self._atoms.append(OpenAtom(element, Slot.WHOLE, words, State.DELETED, manner.control))
        else:
            self.change(element)

    def _field(self, element: Element, manner: Manner) -> None:
        """Whatever else the text holds shows a value: a page, a date, a reference."""
        if element.tag == text("hidden-text"):
            hidden = replace(manner, state=State.HIDDEN)
            self._sign(element, element.get(text("string-value"), "") or "".join(element.itertext()), hidden)
            return
        words = " ".join("".join(element.itertext()).split())
        if words:
            shown = State.FIELD if manner.state is State.NORMAL else manner.state
            self._sign(element, words, replace(manner, state=shown))


_HANDLERS: dict[str, Callable[[OpenInline, Element, Manner], None]] = {
    text("span"): OpenInline._span,
    text("a"): OpenInline._span,
    text("s"): OpenInline._spaces,
    text("tab"): OpenInline._tab,
    text("line-break"): OpenInline._break,
    text("note"): OpenInline._note,
    text("change"): OpenInline._changed,
    text("change-start"): OpenInline._changed,
    text("change-end"): OpenInline._changed,
}


def _hidden_whole(paragraph: Element) -> bool:
    mark = paragraph.find(f".//{text('hidden-paragraph')}")
    return mark is not None and mark.get(text("is-hidden"), "true") == "true"
