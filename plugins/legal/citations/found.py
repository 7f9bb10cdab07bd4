"""What a citation says: which act, how it is named, which provisions of it, and what is said about the act."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What sort of act is cited."""

    CONSTITUTION = "constitution"
    LAW = "law"
    CODE = "code"
    REGULATION = "regulation"
    ELECTION_RULE = "election_rule"
    INSTRUCTION = "administrative_instruction"
    DECISION = "decision"
    UNMIK = "unmik_regulation"


@dataclass(frozen=True, slots=True)
class Pin:
    """One provision of the act that is cited, by the numbers written; empty where none is."""

    article: str
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class Gazette:
    """Where the citation says the act was printed. Behind a chain of amendments it may be that of the last of them."""

    number: str
    year: int | None = None
    behind_chain: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in a folded text, from `start` to before `end` (kind, number and title). `number` is normalised
    (04/L-042, 03/2013), empty when the act is named by its title alone. `title` is folded. `amended_by` are the numbers
    named after “as amended”."""

    start: int
    end: int
    kind: Kind
    number: str = ""
    issuer: str = ""
    title: str = ""
    pins: tuple[Pin, ...] = ()
    gazette: Gazette | None = None
    says_amended: bool = False
    amended_by: tuple[str, ...] = ()
    historic: bool = False
    number_start: int = 0
    number_end: int = 0
    pins_start: int | None = field(default=None)

    @property
    def articles(self) -> tuple[int, ...]:
        """The numbers of the articles cited, letters left away."""
        digits = ("".join(one for one in pin.article if one.isdigit()) for pin in self.pins)
        return tuple(int(one) for one in digits if one)


@dataclass(frozen=True, slots=True)
class Looked:
    """What the register says of a citation on a day. `title_fits` is None where titles cannot be compared; `sure` is
    False where what the register says of the act comes from nobody who saw a source."""

    number_known: bool
    covered: bool
    act_title: str = ""
    published: date | None = None
    title_fits: bool | None = None
    title_belongs_to: str = ""
    repealed: bool = False
    repealed_by: str = ""
    repealed_on: date | None = None
    partly_repealed_by: str = ""
    amendments: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    last_article: int | None = None
    beyond: bool = False
    gazette: str = ""
    gazette_fits: bool | None = None
    court: tuple[str, ...] = ()
    sure: bool = True
