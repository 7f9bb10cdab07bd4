"""Clean drafts in three languages and two scripts, and the defects that are put into them, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "drafts"
CYRILLIC = "sr-Cyrl"
WITHOUT_PREAMBLE = {
    "sq": ("Komisioni Qendror i Zgjedhjeve,\n", "KREU I\n"),
    "sr": ("Centralna izborna komisija,\n", "POGLAVLJE I\n"),
    "en": ("The Central Election Commission,\n", "CHAPTER I\n"),
}
"""From the first words up to the last a draft without preamble has nothing."""
_DIGRAPHS = {"Lj": "Љ", "Nj": "Њ", "Dž": "Џ", "lj": "љ", "nj": "њ", "dž": "џ", "LJ": "Љ", "NJ": "Њ", "DŽ": "Џ"}
_SMALL = dict(zip("abcčćdđefghijklmnoprsštuvzž", "абцчћдђефгхијклмнопрсштувзж", strict=True))
_LETTERS = {**_SMALL, **{one.upper(): other.upper() for one, other in _SMALL.items()}}
_HEAD_LINES = 2


@dataclass(frozen=True)
class Defect:
    """`old` becomes `new` in a draft of the language; `at` are words where the finding is pinned."""

    name: str
    rule: str
    old: str
    new: str
    at: str = ""


@cache
def drafts(family: str = "") -> dict[str, str]:
    """The clean drafts of a family by language, Serbian in both scripts; the family is how their files' names begin."""
    texts = {name: (FOLDER / f"{family}{name}.txt").read_text("utf-8") for name in ("sq", "sr", "en")}
    head, body = texts["sr"].split("\n", _HEAD_LINES)[:_HEAD_LINES], texts["sr"].split("\n", _HEAD_LINES)[_HEAD_LINES]
    return {**texts, CYRILLIC: "\n".join([*head, cyrillic(body)])}


@cache
def defects(language: str, family: str = "") -> tuple[Defect, ...]:
    """Everything to spoil in the draft of a language."""
    written = "sr" if language == CYRILLIC else language
    listed = yaml.safe_load((FOLDER / f"{family}defects.yaml").read_text("utf-8"))
    found = [Defect(one["name"], one["rule"], **one[written]) for one in listed if written in one]
    return tuple(in_cyrillic(one) for one in found) if language == CYRILLIC else tuple(found)


def in_cyrillic(defect: Defect) -> Defect:
    """The same defect in the other script."""
    words = (cyrillic(one) for one in (defect.old, defect.new, defect.at))
    return Defect(defect.name, defect.rule, *words)


def cyrillic(text: str) -> str:
    """Serbian in its other script; numbers of laws and Roman numbers stay Latin."""
    return "\n".join(
        " ".join(word if _stays(word) else _turned(word) for word in line.split(" ")) for line in text.split("\n")
    )


def _stays(word: str) -> bool:
    return word.strip(".,;:()") in {"I", "II", "III", "IV"} or "/L" in word


def _turned(word: str) -> str:
    for latin, other in _DIGRAPHS.items():
        word = word.replace(latin, other)
    return "".join(_LETTERS.get(one, one) for one in word)
