"""Versions of one act in several languages beside one another: in what they differ, and where in each."""

from __future__ import annotations

from dataclasses import dataclass

from neni.core.model.manuscripts import Anchor
from neni.core.model.text import Text


@dataclass(frozen=True, slots=True)
class VersionSide:
    """One version's side of a difference: the provision, the words there, and what they come to; both are empty where
    the version lacks what the other has."""

    eid: str
    anchor: Anchor | None = None
    value: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """Something that is not the same in two versions of an act. `kind` is a code, `title` says it to people."""

    kind: str
    title: Text
    first: VersionSide
    second: VersionSide
