"""Two versions of an act compared by their skeletons: each difference with where it stands in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from neni.core import Anchor, ProvisionKind
from neni.plugins.legal.skeletons import Bone, Said, SaidKind, Skeleton, skeleton_of
from neni.plugins.legal.structure.reading import Reading


class DifferenceKind(StrEnum):
    """What differs."""

    KIND = "kind"
    """The kind of act its title names."""
    TITLE_NUMBER = "title_number"
    ARTICLE = "article"
    """An article one version has and the other has not."""
    ARTICLE_NUMBER = "article_number"
    PARAGRAPHS = "paragraphs"
    POINTS = "points"
    ANNEXES = "annexes"
    CITATION = "citation"
    DATE = "date"
    PERIOD = "period"
    AMOUNT = "amount"
    REFERENCE = "reference"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Side:
    """One version's side of a difference: the provision, the exact words, and what they come to. `anchor` is of the
    nearest thing there is where the version lacks what the other has; `value` is empty then."""

    eid: str
    anchor: Anchor | None
    value: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not the same in both versions."""

    kind: DifferenceKind
    first: Side
    second: Side


def compare(first: Reading, second: Reading) -> tuple[Difference, ...]:
    """Everything in which two versions differ, in the order of the first."""
    one, other = skeleton_of(first), skeleton_of(second)
    return tuple(_differences(one, other))


def _differences(one: Skeleton, other: Skeleton) -> Iterator[Difference]:
    yield from _titles(one, other)
    yield from _preambles(one, other)
    near, other_near = _title_side(one), _title_side(other)
    for left, right in paired(one.articles, other.articles):
        yield from _articles(left, right, near, other_near)
        near, other_near = _near(left, near), _near(right, other_near)
    yield from _loose(one.loose, other.loose)
    yield from _annexes(one, other)


def _titles(one: Skeleton, other: Skeleton) -> Iterator[Difference]:
    first, second = one.reading.act.title, other.reading.act.title
    for kind, left, right in (
        (DifferenceKind.KIND, first.kind, second.kind),
        (DifferenceKind.TITLE_NUMBER, _number(first.number), _number(second.number)),
    ):
        if left != right:
            yield Difference(kind, Side("longTitle", first.anchor, left), Side("longTitle", second.anchor, right))


def _number(number: str) -> str:
    return number.upper().replace(" ", "")


def _preambles(one: Skeleton, other: Skeleton) -> Iterator[Difference]:
    first = [bone for bone in one.opening if bone.provision.kind is ProvisionKind.PREAMBLE]
    second = [bone for bone in other.opening if bone.provision.kind is ProvisionKind.PREAMBLE]
    if first and second:
        said = [list(first[0].all_said()), list(second[0].all_said())]
        yield from _figures(first[0], second[0], said[0], said[1])


def paired(first: Sequence[Bone], second: Sequence[Bone]) -> Iterator[tuple[Bone | None, Bone | None]]:
    """Articles of both versions side by side: in order where there are as many; else by number or by shape, whichever
    lets more of them meet their like."""
    if len(first) == len(second):
        yield from zip(first, second, strict=True)
        return
    left, right = [_shape(one) for one in first], [_shape(one) for one in second]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    alike = sum(block.size for block in matcher.get_matching_blocks())
    others = {bone.number: shape for bone, shape in zip(second, right, strict=True)}
    if sum(others.get(bone.number) == shape for bone, shape in zip(first, left, strict=True)) >= alike:
        yield from _block(first, second)
        return
    for _, start, end, other_start, other_end in matcher.get_opcodes():
        yield from _block(first[start:end], second[other_start:other_end])


def _shape(bone: Bone) -> tuple[object, ...]:
    return bone.shape()


def _block(first: Sequence[Bone], second: Sequence[Bone]) -> Iterator[tuple[Bone | None, Bone | None]]:
    """A stretch in which shapes differ: in order where there are as many, else by number."""
    if len(first) == len(second):
        yield from zip(first, second, strict=True)
        return
    others = {bone.number: bone for bone in second}
    met = set()
    for bone in first:
        other = others.get(bone.number)
        met.add(id(other))
        yield bone, other
    yield from ((None, bone) for bone in second if id(bone) not in met)


def _articles(one: Bone | None, other: Bone | None, near: Side, other_near: Side) -> Iterator[Difference]:
    """What differs in two articles; for one that is missing, the article before its place stands."""
    if one is None or other is None:
        yield Difference(DifferenceKind.ARTICLE, _side(one, near), _side(other, other_near))
        return
    if one.number != other.number:
        yield Difference(DifferenceKind.ARTICLE_NUMBER, _side(one, near), _side(other, other_near))
    yield from _inside(one, other)


def _side(bone: Bone | None, near: Side) -> Side:
    """The article; for one that is missing no identifier, but the words behind which it would stand."""
    return Side("", near.anchor) if bone is None else replace(_near(bone, near), value=bone.provision.number)


def _near(bone: Bone | None, before: Side) -> Side:
    return before if bone is None else Side(bone.provision.eid, bone.provision.anchor)


def _title_side(skeleton: Skeleton) -> Side:
    return Side("", skeleton.reading.act.title.anchor)


def _inside(one: Bone, other: Bone) -> Iterator[Difference]:
    """Parts one by one where there are as many; else the count, and the figures of the whole."""
    if len(one.parts) != len(other.parts):
        yield _counts(one, other)
        yield from _figures(one, other, list(one.all_said()), list(other.all_said()))
        return
    yield from _figures(one, other, one.said, other.said)
    for left, right in zip(one.parts, other.parts, strict=True):
        yield from _inside(left, right)


def _counts(one: Bone, other: Bone) -> Difference:
    article = one.provision.kind is ProvisionKind.ARTICLE
    kind = DifferenceKind.PARAGRAPHS if article else DifferenceKind.POINTS
    return Difference(kind, _counted(one, other), _counted(other, one))


def _counted(bone: Bone, other: Bone) -> Side:
    """The count of parts, at the part the other version seems to lack."""
    value = str(len(bone.parts))
    extra = _extra(bone, other)
    at = extra if extra is not None else bone
    return Side(at.provision.eid, at.provision.anchor, value)


def _extra(bone: Bone, other: Bone) -> Bone | None:
    if len(bone.parts) <= len(other.parts):
        return None
    mine, others = [_shape(part) for part in bone.parts], [_shape(part) for part in other.parts]
    for tag, left, _, _, _ in SequenceMatcher(None, mine, others, autojunk=False).get_opcodes():
        if tag != "equal":
            return bone.parts[left] if left < len(bone.parts) else None
    return None


def _figures(one: Bone, other: Bone, first: Sequence[Said], second: Sequence[Said]) -> Iterator[Difference]:
    """Figures only one side has; two of one kind that stand against each other are one difference."""
    left, right = _only(first, second), _only(second, first)
    for kind in SaidKind:
        mine = [said for said in left if said.kind is kind]
        theirs = [said for said in right if said.kind is kind]
        for said, counterpart in zip_longest(mine, theirs):
            yield Difference(DifferenceKind(kind.value), _said(one, said), _said(other, counterpart))


def _said(bone: Bone, said: Said | None) -> Side:
    if said is None:
        return Side(bone.provision.eid, bone.provision.anchor)
    return Side(bone.provision.eid, said.anchor, said.normal, said.written)


def _only(mine: Sequence[Said], others: Sequence[Said]) -> list[Said]:
    """What is said here more often than there, in the order of the text."""
    there = Counter((one.kind, one.normal) for one in others)
    found = []
    for one in mine:
        key = (one.kind, one.normal)
        if there[key] > 0:
            there[key] -= 1
        else:
            found.append(one)
    return found


def _loose(first: Sequence[Bone], second: Sequence[Bone]) -> Iterator[Difference]:
    for one, other in zip(first, second, strict=False):
        yield from _inside(one, other)


def _annexes(one: Skeleton, other: Skeleton) -> Iterator[Difference]:
    if len(one.annexes) == len(other.annexes):
        for left, right in zip(one.annexes, other.annexes, strict=True):
            yield from _figures(left, right, list(left.all_said()), list(right.all_said()))
        return
    more, fewer = sorted((one, other), key=lambda skeleton: -len(skeleton.annexes))
    extra = more.annexes[len(fewer.annexes)]
    sides = {
        id(more): Side(extra.provision.eid, extra.provision.anchor, str(len(more.annexes))),
        id(fewer): Side("", fewer.reading.act.title.anchor, str(len(fewer.annexes))),
    }
    yield Difference(DifferenceKind.ANNEXES, sides[id(one)], sides[id(other)])
