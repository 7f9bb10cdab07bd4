"""Comments on files that other programs wrote: on the very words, and nothing but the marks of comments is new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from neni.core.adapters.manuscripts import FileManuscripts
from neni.core.model.manuscripts import Anchor, Place
from neni.core.ports import MarginComment
from tests.adapters.manuscripts import foreign, libre_office
from tests.adapters.manuscripts.building import USUAL, field, in_strict_form, p, r, unpacked, word_file
from tests.adapters.manuscripts.libre_office import needs_libreoffice
from tests.adapters.manuscripts.structure import wrong

FILES = FileManuscripts()
AT = datetime(2026, 11, 25, 14, 30)  # noqa: DTZ001 - the moment as Word writes it
FOREIGN = foreign.files()
FOREIGN |= {"strict": in_strict_form(FOREIGN["controls"]), "strict with comments": in_strict_form(FOREIGN["comments"])}
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def comments_everywhere(content: bytes) -> list[MarginComment]:
    """On the whole of each line, its words, its first letter, on nothing, and from each line into the next."""
    lines = FILES.read(content, "").lines
    anchors: list[Anchor] = []
    for line in lines:
        words = [(one.start(), one.end()) for one in re.finditer(r"\w+", line.text)]
        places = [(0, len(line.text)), (0, min(1, len(line.text))), (0, 0), *words]
        anchors += [Anchor(line.index, *one) for one in places]
    for line, following in pairwise(lines):
        if {line.place, following.place} <= {Place.BODY, Place.TABLE}:
            anchors.append(Anchor(line.index, len(line.text) // 2, len(following.text) // 2, following.index))
    return [MarginComment(anchor, f"vërejtja {at}", "Neni", "N", AT) for at, anchor in enumerate(anchors)]


def main_of(content: bytes) -> str:
    files = unpacked(content)
    (name,) = (one for one in files if re.fullmatch(r"(word/document|teksti/akti)\.xml", one))
    return name


def without_new_marks(content: bytes, old: bytes) -> bytes:
    """The main part without the marks of comments that were not in the old file, and without cuts between runs."""
    text = unpacked(content)[main_of(content)]
    known = set(_identities(etree.fromstring(unpacked(old)[main_of(old)])))
    root = etree.fromstring(text)
    for mark in [one for one in root.iter() if _name(one) in _MARKS]:
        if _id_of(mark) not in known:
            gone = mark.getparent() if _name(mark) == "commentReference" else mark
            _remove(gone)
    for run in [one for one in root.iter() if _name(one) == "r"]:
        _join(run)
    for words in [one for one in root.iter() if _name(one) in ("t", "delText")]:
        _plain(words)
    return re.sub(rb">\s+<", b"><", etree.tostring(root.getroottree(), method="c14n"))


def _identities(root: Any) -> Iterator[str]:
    return (_id_of(one) for one in root.iter() if _name(one) in _MARKS)


def _id_of(element: Any) -> str:
    return next(value for name, value in element.attrib.items() if name.endswith("}id"))


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _remove(element: Any) -> None:
    """Take an element out and leave what stands behind it."""
    if element.tail:
        before, parent = element.getprevious(), element.getparent()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    element.getparent().remove(element)


def _join(run: Any) -> None:
    """Put a run that was cut together again."""
    before = run.getprevious()
    if before is None or _name(before) != "r" or (before.tail or "").strip() or before.attrib != run.attrib:
        return
    looks = [_looks(one) for one in (before, run)]
    inside = [one for one in run if _name(one) != "rPr"]
    if looks[0] != looks[1] or not inside or any(_name(one) == "commentReference" for one in [*before, *inside]):
        return
    before.extend(inside)
    _remove(run)
    parent = before.getparent()
    position = parent.index(before)
    fresh = parent[position]
    _join_texts(fresh)


def _join_texts(run: Any) -> None:
    for words in [one for one in run if _name(one) in ("t", "delText")]:
        before = words.getprevious()
        if before is not None and before.tag == words.tag:
            words.text = _said(before) + _said(words)
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.remove(before)


def _looks(run: Any) -> bytes:
    found = next((one for one in run if _name(one) == "rPr"), None)
    return b"" if found is None else etree.tostring(found, method="c14n", with_tail=False)


def _said(words: Any) -> str:
    kept = words.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return (words.text or "") if kept else (words.text or "").strip(" \t\r\n")


def _plain(words: Any) -> None:
    words.text = _said(words)
    words.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)


@pytest.mark.parametrize("name", FOREIGN)
def test_nothing_changes_but_the_marks_of_comments(name: str) -> None:
    content = FOREIGN[name]
    comments = comments_everywhere(content)
    commented = FILES.comment(content, comments)
    assert without_new_marks(commented, content) == without_new_marks(content, content)
    before, after = unpacked(content), unpacked(commented)
    touched = {main_of(content), "[Content_Types].xml", *(one for one in after if "rels" in one and "main" not in one)}
    for part in before:
        if part not in touched and "comments" not in part:
            assert after[part] == before[part], part
    assert FILES.read(commented, "").lines == FILES.read(content, "").lines
    assert wrong(commented) == wrong(content) == []


@pytest.mark.parametrize("name", FOREIGN)
def test_each_comment_is_marked_once_and_none_is_lost(name: str) -> None:
    content = FOREIGN[name]
    comments = comments_everywhere(content)
    root = etree.fromstring(unpacked(FILES.comment(content, comments))[main_of(content)])
    known = set(_identities(etree.fromstring(unpacked(content)[main_of(content)])))
    for kind in _MARKS:
        assert len({_id_of(one) for one in root.iter() if _name(one) == kind} - known) == len(comments)


def test_threads_of_comments_stay_as_they_were() -> None:
    content = FOREIGN["comments"]
    commented = unpacked(FILES.comment(content, comments_everywhere(content)))
    before = unpacked(content)
    for part in ("people", "commentsIds", "commentsExtensible"):
        assert commented[f"word/{part}.xml"] == before[f"word/{part}.xml"]
    for part in ("comments", "commentsExtended"):
        old, new = (etree.fromstring(files[f"word/{part}.xml"]) for files in (before, commented))
        assert [etree.tostring(one, method="c14n") for one in new[: len(old)]] == [
            etree.tostring(one, method="c14n") for one in old
        ]
    identities = [one.get(next(iter(one.attrib))) for one in etree.fromstring(commented["word/commentsExtended.xml"])]
    assert len(identities) == len(set(identities))


def test_what_a_comment_on_the_result_of_a_field_hangs_on_stands_behind_the_field() -> None:
    content = word_file(
        p("neni ", field("REF x", "12"), " dhe ", f'<w:fldSimple w:instr="DATE">{r("sot")}</w:fldSimple>')
    )
    anchors = [Anchor(0, 0, 7), Anchor(0, 5, 6), Anchor(0, 5, 5), Anchor(0, 12, 15), Anchor(0, 12, 14)]
    commented = FILES.comment(content, [MarginComment(one, "v", "Neni", "N", AT) for one in anchors])
    root = etree.fromstring(unpacked(commented)["word/document.xml"])
    depth, inside = 0, []
    for element in root.iter():
        if _name(element) == "fldChar":
            depth += {"begin": 1, "end": -1}.get(element.get(f"{{{USUAL}}}fldCharType"), 0)
        elif _name(element) == "commentReference":
            inside.append(depth > 0 or any(_name(one) == "fldSimple" for one in element.iterancestors()))
    assert inside == [False] * len(anchors)


IN_LIBREOFFICE = ("comments", "other names", "other prefixes", "in lines", "strict with comments")


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("name", IN_LIBREOFFICE)
def test_libreoffice_finds_the_comments_that_were_written_and_the_same_words(name: str, tmp_path: Path) -> None:
    """Without content controls of whole paragraphs: LibreOffice 7.4 loses words and comments in the first of those."""
    content = FOREIGN[name]
    comments = comments_everywhere(content)
    stored = libre_office.decided(FILES.comment(content, comments), tmp_path, accept=True)
    found = re.findall(rb"<office:annotation [^>]*>.*?</office:annotation>", unpacked(stored)["content.xml"], re.DOTALL)
    assert len(found) == len(comments) + (2 if "comments" in name else 0)
    for comment in comments:
        assert sum(b">" + comment.text.encode() + b"<" in one for one in found) == 1
    before = FILES.read(libre_office.decided(content, tmp_path, accept=True), "").lines
    assert [line.text for line in FILES.read(stored, "").lines] == [line.text for line in before]
