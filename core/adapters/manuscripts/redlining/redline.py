"""Writes what lies between two containers of paragraphs and tables into those of the new file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from neni.core.adapters.manuscripts.names import (
    CONTROL,
    CONTROL_CONTENT,
    PARAGRAPH,
    RUN_PROPERTIES,
    TABLE,
)
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.redlining import tables
from neni.core.adapters.manuscripts.redlining.blocks import Block, Step, blocks_of, filled, rows_of, steps
from neni.core.adapters.manuscripts.redlining.forms import NO_LOOKS, OF_PARAGRAPH, OF_SECTION, Forms
from neni.core.adapters.manuscripts.redlining.marks import (
    PUT_IN,
    TAKEN_OUT,
    Marks,
    paragraph_properties,
    properties_of,
    run_looks,
)
from neni.core.adapters.manuscripts.redlining.note_list import NoteList
from neni.core.adapters.manuscripts.redlining.rewording import Rewording, boxes_of
from neni.core.adapters.manuscripts.redlining.splitting import NOTE_REFERENCES, Splitting, copy_of
from neni.core.adapters.manuscripts.redlining.tokens import Line

_NOISE = re.compile(rb' (?:w:rsid\w*|w14:paraId|w14:textId|xmlns:\w+)="[^"]*"')
_SECTION = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}sectPr"


@dataclass(slots=True)
class Redline:
    """Writes changes into one part of the new file. `sections` gathers the sections that stand for one another; both
    splittings take the old part and the new one apart."""

    marks: Marks
    old: Splitting
    new: Splitting
    notes: NoteList
    sections: list[tuple[Element, Element]] = field(default_factory=list)
    rewording: Rewording = field(init=False)

    def __post_init__(self) -> None:
        self.rewording = Rewording(self.marks, self.forms, self.notes)

    @property
    def forms(self) -> Forms:
        """By what elements of both parts are compared."""
        return self.new.forms

    def container(self, old: Element, new: Element) -> None:
        """What stands in a body, a cell, a note, a box or a control."""
        filled(old)
        filled(new)
        before, after = blocks_of(old, self.old), blocks_of(new, self.new)
        order = steps(before, after)
        ends = {
            one.element: copy_of(found) for one in after if (found := paragraph_properties(one.element)) is not None
        }
        cursor: Element | None = None
        for step in order:
            element = self._gone(step, cursor, after[0].element) if step.new is None else self._present(step)
            cursor = element
            if element.tag == PARAGRAPH:
                self._end(element, step, ends)
            elif element.tag == CONTROL and None in step.blocks:
                cursor = self.bordered(element, TAKEN_OUT if step.new is None else PUT_IN)

    def _present(self, step: Step) -> Element:
        old, new = step.old, step.new
        assert new is not None  # noqa: S101 - for the type checker; asked before
        if old is None:
            self.put_in(new.element)
        elif new.is_paragraph:
            self._paragraph(old.element, new.element)
        elif new.element.tag == TABLE:
            tables.compare(self, old.element, new.element)
        else:
            contents = [one.element.find(CONTROL_CONTENT) for one in (old, new)]
            if None not in contents:
                self.container(*contents)
        return new.element

    def _gone(self, step: Step, cursor: Element | None, first: Element) -> Element:
        assert step.old is not None  # noqa: S101 - for the type checker; one of both is there
        return _placed(self.taken_out(step.old.element), cursor, first)

    def _paragraph(self, old: Element, new: Element) -> None:
        if _written_alike(old, new):
            for was, now in zip(old.iter(*NOTE_REFERENCES), new.iter(*NOTE_REFERENCES), strict=True):
                self._signs(was, now)
            return
        before, after = self.old.line(old), self.new.line(new)
        for was, now in self.rewording.note_pairs(before, after):
            self._signs(was, now)
        if not self.rewording.is_kept(before, after):
            self._rewrite(new, before, after)

    def _signs(self, old: Element, new: Element) -> None:
        kind = NOTE_REFERENCES.get(new.tag)
        if kind is not None:
            self.notes.both(kind, old, new)
            return
        for was, now in zip(boxes_of(old), boxes_of(new), strict=True):
            self.container(was, now)

    def _rewrite(self, paragraph: Element, old: Line, new: Line) -> None:
        properties = paragraph_properties(paragraph)
        written = self.rewording.written(old, new)
        paragraph[:] = [*([] if properties is None else [properties]), *written]

    def put_in(self, element: Element) -> None:
        """Say of a block of the new file that it was put in; not yet of the end of a paragraph."""
        if element.tag == PARAGRAPH:
            self._rewrite(element, Line(), self.new.line(element))
        elif element.tag == TABLE:
            for row in rows_of(element):
                tables.put_in_row(self, row)
        else:
            self._control(element, PUT_IN)

    def taken_out(self, element: Element) -> Element:
        """A block of the old file as taken out of the new one; not yet the end of a paragraph."""
        if element.tag == TABLE:
            return tables.taken_out(self, element)
        if element.tag != PARAGRAPH:
            copy = copy_of(element)
            self._control(copy, TAKEN_OUT)
            return copy
        paragraph = etree.Element(PARAGRAPH, nsmap=element.nsmap)
        paragraph.extend(self.rewording.written(self.old.line(element), Line()))
        return paragraph

    def _control(self, control: Element, change: str) -> None:
        """Everything in a control, ends of paragraphs too."""
        content = control.find(CONTROL_CONTENT)
        for block in blocks_of(content, self.new if change == PUT_IN else self.old) if content is not None else ():
            self._one_sided(block, change)

    def bordered(self, control: Element, change: str) -> Element:
        """Say of a control at its place that it was put in or taken out; the last element that says so."""
        content = control.find(CONTROL_CONTENT)
        if content is None:
            return control
        before, behind = self.marks.borders(content, change)
        control.addprevious(before)
        control.addnext(behind)
        return behind

    def _one_sided(self, block: Block, change: str) -> None:
        element = block.element
        if change == TAKEN_OUT:
            whole = self.taken_out(element)
            properties = paragraph_properties(element)
            if properties is not None:
                whole.insert(0, copy_of(properties))
            element.addprevious(whole)
            element.getparent().remove(element)
            element = whole
        else:
            self.put_in(element)
        if element.tag == PARAGRAPH:
            self.marks.end(properties_of(element, "pPr"), change)
        elif element.tag == CONTROL:
            self.bordered(element, change)

    def _end(self, paragraph: Element, step: Step, ends: dict[Element, Element]) -> None:
        """What the end of a paragraph is in both versions; its properties go with it."""
        was = paragraph_properties(step.old_end.element) if step.old_end else None
        now = ends.get(step.new_end.element) if step.new_end else None
        if step.new_end is None:
            self._give(paragraph, was)
            self.marks.end(properties_of(paragraph, "pPr"), TAKEN_OUT)
        elif step.old_end is None:
            self._give(paragraph, now)
            self.marks.end(properties_of(paragraph, "pPr"), PUT_IN)
        else:
            if step.new_end is not step.new:
                self._give(paragraph, now)
            self._compare_ends(paragraph, was)

    def _give(self, paragraph: Element, properties: Element | None) -> None:
        found = paragraph_properties(paragraph)
        if found is not None:
            paragraph.remove(found)
        if properties is not None:
            paragraph.insert(0, copy_of(properties))

    def _compare_ends(self, paragraph: Element, was: Element | None) -> None:
        now = paragraph_properties(paragraph)
        before, after = (one.find(RUN_PROPERTIES) if one is not None else None for one in (was, now))
        if self.forms.looks(before) != self.forms.looks(after):
            self.marks.looks(run_looks(properties_of(paragraph, "pPr")), before, NO_LOOKS)
        section, new_section = (one.find(_SECTION) if one is not None else None for one in (was, now))
        if section is not None and new_section is not None:
            self.section(section, new_section)
        if self.forms.properties(was, OF_PARAGRAPH) != self.forms.properties(now, OF_PARAGRAPH):
            self.marks.looks(properties_of(paragraph, "pPr"), was, OF_PARAGRAPH)

    def section(self, old: Element, new: Element) -> None:
        """Two sections that stand for one another."""
        self.sections.append((old, new))
        if self.forms.properties(old, OF_SECTION) != self.forms.properties(new, OF_SECTION):
            self.marks.looks(new, old, OF_SECTION)


def _placed(element: Element, cursor: Element | None, first: Element) -> Element:
    if cursor is None:
        first.addprevious(element)
    else:
        cursor.addnext(element)
    return element


def _written_alike(old: Element, new: Element) -> bool:
    names = new.nsmap
    if any(names.get(short, full) != full for short, full in old.nsmap.items()):
        return False
    one, other = (_NOISE.sub(b"", etree.tostring(each, with_tail=False)) for each in (old, new))
    return one == other
