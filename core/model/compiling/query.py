"""Signatures as SQL over typed columns: each row's codes packed into whole numbers, and the rows counted by them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from neni.core.model.compiling.codes import Code
from neni.core.model.compiling.leaves import COLUMNS, SCREENED
from neni.core.model.compiling.signatures import Signature, Signatures
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan

__all__ = ["COLUMNS", "SCREENED", "Query", "query"]


@dataclass(frozen=True, slots=True)
class Query:
    """`text` selects the keys of every signature, beside all else there is, from a table `facts` whose columns are the
    values of `columns`, by fact; `$p0` … are its `parameters`. `names` are the keys of each of `signatures`, `unfit`
    the rules in force that have no SQL form."""

    text: str
    parameters: Mapping[str, object]
    columns: Mapping[str, str]
    signatures: tuple[Signature, ...]
    names: tuple[tuple[str, ...], ...]
    unfit: tuple[str, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that have an SQL form."""
        return tuple(rule for one in self.signatures for rule in one.rules)

    def outcomes(self, keys: Sequence[int]) -> tuple[bool | None, ...]:
        """What each rule says of a row with these keys."""
        found: list[bool | None] = []
        place = 0
        for one in self.signatures:
            found += one.outcomes(keys[place : place + len(one.keys)])
            place += len(one.keys)
        return tuple(found)

    def without(self, signatures: Collection[int]) -> Query:
        """The query for the other signatures; the rules of these are unfit then."""
        kept = [number for number in range(len(self.signatures)) if number not in signatures]
        lost = [rule for number in signatures for rule in self.signatures[number].rules]
        return replace(
            self,
            signatures=tuple(self.signatures[number] for number in kept),
            names=tuple(self.names[number] for number in kept),
            unfit=(*self.unfit, *lost),
        )


def query(lawbook: Lawbook, plan: Plan, on: date, given: Iterable[str]) -> Query:
    """The query for tables that hold the facts `given`; no other fact is ever known."""
    every = Signatures(lawbook, plan, on, given)
    places = {code: f"c{number}" for number, code in enumerate(_codes(every.each))}
    names = tuple(tuple(f"k{number}_{part}" for part in range(len(one.keys))) for number, one in enumerate(every.each))
    keys = [_key(codes, places) for one in every.each for codes in one.keys]
    chosen = ", ".join(f"{key} AS {name}" for key, name in zip(keys, (n for one in names for n in one), strict=True))
    codes = ", ".join(["*", *(f"{code.sql} AS {place}" for code, place in places.items())])
    values = ", ".join(["*", *every.values])
    text = f"SELECT *, {chosen or 'NULL AS none'} FROM (SELECT {codes} FROM (SELECT {values} FROM facts))"  # noqa: S608
    used = {name: value for name, value in every.parameters.items() if re.search(rf"\${name}\b", text)}
    return Query(text, used, every.columns, every.each, names, every.unfit)


def _codes(signatures: Iterable[Signature]) -> dict[Code, None]:
    return dict.fromkeys(code for one in signatures for key in one.keys for code in key)


def _key(codes: Iterable[Code], places: Mapping[Code, str]) -> str:
    """The codes in one number: each takes the places its number of values needs."""
    parts, worth = ["CAST(0 AS BIGINT)"], 1
    for code in codes:
        parts.append(f"CAST({worth} AS BIGINT) * {places[code]}")
        worth *= len(code.values)
    return " + ".join(parts)
