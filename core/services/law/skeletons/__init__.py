"""Skeletons of what departments are made of: each is complete and passes `neni check`. Nothing of the law is invented:
acts, articles and days are told by who asks, and what nobody read is from memory.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date

from neni.core.model.text import Text

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
PREFIX = re.compile(r"[A-Z]{2,5}")


@dataclass(frozen=True, slots=True)
class Provision:
    """Where in the law it stands, and since when it is in force."""

    act: str
    article: str
    since: date

    @property
    def reference(self) -> str:
        """As rules files write it, within the act of the ruleset."""
        return f"{{article: {quoted(self.article)}}}"


@dataclass(frozen=True, slots=True)
class NewCaseType:
    """A case type to be made: its codes, its title, the prefix of its rules and references, its provision."""

    department: str
    code: str
    title: Text
    prefix: str
    provision: Provision

    @property
    def full_code(self) -> str:
        """The code as rules and programs name it."""
        return f"{self.department}.{self.code}"

    @property
    def name(self) -> str:
        """What the declaration is called in Python."""
        return self.code.upper()


def quoted(words: str) -> str:
    """Words as Python and rules files quote them alike."""
    return json.dumps(words, ensure_ascii=False)


def in_yaml(title: Text) -> str:
    """A text in three languages, as rules files write it."""
    return f"{{sq: {quoted(title.sq)}, sr: {quoted(title.sr)}, en: {quoted(title.en)}}}"


def in_python(title: Text) -> str:
    """A text in three languages, as declarations write it."""
    return f"Text(sq={quoted(title.sq)}, sr={quoted(title.sr)}, en={quoted(title.en)})"
