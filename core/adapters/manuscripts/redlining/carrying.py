"""What elements of the old file refer to, found again in the new file or taken along: pictures, links, embedded parts.

Nothing is added before it is known to be used, so that a picture both files have is there once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from neni.core.adapters.manuscripts.packages import Element, Package, Relation
from neni.core.adapters.manuscripts.redlining.forms import RELATION
from neni.core.adapters.manuscripts.relating import content_type, declare, free_part, relate

Sense = tuple[str, str, bool]
"""What a relation leads to, in whichever file: its kind, and the address or a digest of the part."""
Told = Callable[[str], None]
_DEEPEST = 6
_REDLINED = frozenset({"header", "footer"})
"""Kinds of parts that changes are written into, so that what was taken out may not share them."""
_RELATED_IDENTITY = "{urn:schemas-microsoft-com:office:office}relid"


@dataclass(slots=True)
class Senses:
    """What the relations of one file lead to, each part looked at once."""

    package: Package
    _digests: dict[str, str] = field(default_factory=dict)

    def of(self, relation: Relation) -> Sense:
        """What a relation leads to."""
        target = relation.target if relation.outside else self.digest(relation.target)
        return relation.kind, target, relation.outside

    def digest(self, part: str, depth: int = 0) -> str:
        """A part with all it refers to, as a short sign of its content."""
        if part not in self._digests:
            seal = sha256(self.package.parts.get(part, b""))
            for identity, relation in sorted(self.package.relations(part).items()) if depth < _DEEPEST else ():
                target = relation.target if relation.outside else self.digest(relation.target, depth + 1)
                seal.update(f"{identity} {relation.kind} {target}".encode())
            self._digests[part] = seal.hexdigest()
        return self._digests[part]


@dataclass(slots=True)
class Link:
    """The relations of one part of the old file as those of the part of the new file that takes its elements in."""

    old: Senses
    new: Senses
    old_part: str
    new_part: str
    same: dict[str, str] = field(default_factory=dict)
    """Relations of the new part, each with the one that is taken for all that lead to the same."""
    waiting: dict[str, Relation] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)
    _by_sense: dict[Sense, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for identity, relation in self.new.package.relations(self.new_part).items():
            self.same[identity] = self._by_sense.setdefault(self.new.of(relation), identity)

    def at_home(self, element: Element) -> None:
        """Let an element and what stands in it refer to the new file."""
        relations = self.old.package.relations(self.old_part)
        for one in element.iter():
            if isinstance(one.tag, str):
                for name in referring(one):
                    relation = relations.get(one.get(name))
                    if relation is not None:
                        one.set(name, self._identity(one.get(name), relation))

    def _identity(self, old: str, relation: Relation) -> str:
        if old not in self._known:
            sense = self.old.of(relation)
            if relation.kind in _REDLINED:
                sense = relation.kind, f"of the old file {relation.target}", False
            if sense not in self._by_sense:
                identity = self._free()
                self._by_sense[sense] = identity
                self.waiting[identity] = relation
            self._known[old] = self._by_sense[sense]
        return self._known[old]

    def _free(self) -> str:
        number = len(self.waiting) + 1
        while f"rIdNeniOld{number}" in self.same or f"rIdNeniOld{number}" in self.waiting:
            number += 1
        return f"rIdNeniOld{number}"

    def write(self, used: Element, told: Told) -> None:
        """Add the relations that are used, and the parts they lead to. `told` hears of every part that came
        along."""
        wanted = {one.get(name) for one in used.iter() if isinstance(one.tag, str) for name in referring(one)}
        old, new = self.old.package, self.new.package
        for identity, relation in self.waiting.items():
            if identity in wanted:
                part = relation.target if relation.outside else taken_along(old, new, relation.target, told)
                relate(new, self.new_part, relation.type, part, outside=relation.outside, identity=identity)


def referring(element: Element) -> Iterator[str]:
    """The attributes by which an element refers to other parts."""
    return (name for name in element.attrib if name.startswith(RELATION) or name == _RELATED_IDENTITY)


def taken_along(old: Package, new: Package, part: str, told: Told, depth: int = 0) -> str:
    """A part of the old file in the new one, with all it refers to; its name there."""
    name = free_part(new, part)
    new.parts[name] = old.parts.get(part, b"")
    declare(new, name, content_type(old, part))
    for identity, relation in old.relations(part).items() if depth < _DEEPEST else ():
        target = relation.target if relation.outside else taken_along(old, new, relation.target, told, depth + 1)
        relate(new, name, relation.type, target, outside=relation.outside, identity=identity)
    told(name)
    return name
