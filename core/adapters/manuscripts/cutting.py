"""Runs cut at a character, so that something can stand before the very word; text and looks stay what they were."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from neni.core.adapters.manuscripts.inline import Atom, live
from neni.core.adapters.manuscripts.names import DELETED_TEXT, RUN_PROPERTIES, SPACE, TEXT
from neni.core.adapters.manuscripts.packages import Element

_TEXTS = (TEXT, DELETED_TEXT)


def cut(atoms: list[Atom], offsets: Iterable[int]) -> list[Atom]:
    """The characters of a line with a run beginning at each offset, as far as what stands there can be divided."""
    wanted = sorted(set(offsets))
    done: list[Atom] = []
    at = 0
    moved: dict[Element, Element] = {}
    for atom in atoms:
        atom.run = moved.get(atom.run, atom.run)
        if not live(atom):
            done.append(atom)
            continue
        inside = [offset - at for offset in wanted if at <= offset < at + len(atom.text)]
        at += len(atom.text)
        done += _pieces(atom, inside, moved)
    return done


def _pieces(atom: Atom, offsets: Iterable[int], moved: dict[Element, Element]) -> list[Atom]:
    pieces, begun = [atom], 0
    for offset in offsets:
        last = pieces[-1]
        if last.element is None:
            continue
        if offset == begun:
            _begin_run(last, moved)
        elif last.element.tag in _TEXTS:
            pieces.append(_divided(last, offset - begun))
            _begin_run(pieces[-1], moved)
            begun = offset
    return pieces


def _divided(atom: Atom, offset: int) -> Atom:
    """Cut the text of an element in two; what comes behind stands in an element of its own in the same run."""
    element: Element = atom.element
    raw = element.text if element.get(SPACE) == "preserve" else element.text.strip(" \t\r\n")
    behind = etree.Element(element.tag, nsmap=element.nsmap)
    element.text, behind.text = raw[:offset], raw[offset:]
    for one in (element, behind):
        one.set(SPACE, "preserve")
    element.addnext(behind)
    second = Atom(atom.run, behind, atom.text[offset:], atom.state, atom.control)
    atom.text = atom.text[:offset]
    return second


def _begin_run(atom: Atom, moved: dict[Element, Element]) -> None:
    """Let a run begin with this element: it and what follows it move into a run of the same looks behind the old."""
    run, element = atom.run, atom.element
    if element is None or element.getparent() is not run:
        return
    before = [one for one in element.itersiblings(preceding=True) if one.tag != RUN_PROPERTIES]
    if not before:
        return
    fresh = etree.Element(run.tag, run.attrib, nsmap=run.nsmap)
    properties = run.find(RUN_PROPERTIES)
    if properties is not None:
        fresh.append(deepcopy(properties))
    for one in [element, *element.itersiblings()]:
        fresh.append(one)
    run.addnext(fresh)
    moved[run] = fresh
    for old, new in list(moved.items()):
        if new is run:
            moved[old] = fresh
    atom.run = fresh
