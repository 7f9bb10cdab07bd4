"""The days on which the law of a case type changes, and the spans between them in which it is the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from neni.core.model.periods import Period
from neni.core.model.rulesets import Lawbook

_DAY = timedelta(days=1)


def spans(lawbook: Lawbook) -> tuple[Period, ...]:
    """Spans of days without a change, one after the other; the first has no start, the last no end."""
    days = sorted({*_changes(lawbook)})
    starts = [None, *days]
    ends = [*(day - _DAY for day in days), None]
    return tuple(Period(start, end) for start, end in zip(starts, ends, strict=True))


def _changes(lawbook: Lawbook) -> Iterator[date]:
    for parameter in lawbook.parameters():
        yield from (value.start for value in parameter.values if value.start > date.min)
    periods = [rule.in_force for rule in lawbook.rules()] + [one.in_force for one in lawbook.derivations()]
    for one in periods:
        if one.start is not None and one.start > date.min:
            yield one.start
        if one.end is not None and one.end < date.max:
            yield one.end + _DAY
