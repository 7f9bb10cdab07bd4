"""The deadlines of a ruleset: what they hang on, how they are counted, what ends them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time

from neni.core.adapters.rulebook import deadline_refusals as refusals
from neni.core.adapters.rulebook.declared import CODE, NAME
from neni.core.adapters.rulebook.nodes import Entries, Node, Scalar
from neni.core.adapters.rulebook.reader import Reader
from neni.core.model.deadlines.moments import NIGHT_OF_CHANGE
from neni.core.model.deadlines.rules import Combination, DeadlineRule, Length, Nature
from neni.core.model.deadlines.terms import Bound, Direction, MonthEnd, OfficeHours, Roll, Term, Unit
from neni.core.model.rules import Severity

_REQUIRED = ("code", "title", "period", "severity", "reference", "in_force", "confidence")
_OPTIONAL = (
    *("after", "before", "bound", "nature", "roll", "month_end", "at", "event_at", "office_hours"),
    *("when", "met_by", "warn", "who", "note", "four_eyes", "expires", "fits_after", "source"),
)
_NUMBER = re.compile(r"\d{1,5}", re.ASCII)
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_MOST = 10_000
_UNITS = tuple(one.value for one in Unit)
_WARNED_IN = (Unit.HOURS, Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS)


def deadlines(reader: Reader, node: Node | None) -> tuple[DeadlineRule, ...]:
    """The deadlines under `deadlines`; one code may stand several times, for different days."""
    return tuple(_deadline(reader, one) for one in reader.items(node))


def _deadline(reader: Reader, node: Node) -> DeadlineRule:
    found = reader.entries(node, _REQUIRED, _OPTIONAL)
    direction, hangs_on = _direction(reader, node, found)
    combination, triggers = _triggers(reader, hangs_on)
    period = _period(reader, found.get("period"))
    _check_unit(reader, found, period.unit)
    return DeadlineRule(
        code=reader.string(found.get("code"), CODE, "LEG-D1"),
        title=reader.words(found.get("title")),
        direction=direction,
        triggers=triggers,
        period=period,
        severity=reader.chosen(found.get("severity"), Severity),
        reference=reader.reference(found.get("reference")),
        confidence=reader.confidence(found.get("confidence")),
        in_force=reader.period(found.get("in_force")),
        place=reader.place(found.get("code", node)),
        combination=combination,
        bound=reader.chosen(found["bound"], Bound) if "bound" in found else Bound.LATEST,
        nature=reader.chosen(found["nature"], Nature) if "nature" in found else Nature.LEGAL,
        roll=reader.chosen(found["roll"], Roll) if "roll" in found else Roll.NONE,
        month_end=reader.chosen(found["month_end"], MonthEnd) if "month_end" in found else MonthEnd.LAST_DAY,
        at=_clock(reader, found.get("at")),
        event_at=_clock(reader, found.get("event_at")),
        office_hours=_office_hours(reader, found.get("office_hours")),
        when=reader.condition(found["when"]) if "when" in found else None,
        met_by=reader.string(found["met_by"], NAME, "signed_on") if "met_by" in found else None,
        warn=tuple(_warning(reader, one) for one in reader.items(found.get("warn"))),
        who=reader.words(found["who"]) if "who" in found else None,
        note=reader.words(found["note"]) if "note" in found else None,
        four_eyes=reader.yes(found.get("four_eyes")),
        expires=reader.yes(found.get("expires")),
        fits_after=reader.string(found["fits_after"], NAME, "called_on") if "fits_after" in found else None,
        source=reader.perhaps(found.get("source")),
    )


def _direction(reader: Reader, node: Node, found: Mapping[str, Node]) -> tuple[Direction, Node | None]:
    given = [one for one in Direction if one.value in found]
    if len(given) != 1:
        reader.note(refusals.no_direction(reader.place(node)))
        return Direction.AFTER, None
    return given[0], found[given[0].value]


def _triggers(reader: Reader, node: Node | None) -> tuple[Combination, tuple[str, ...]]:
    if node is None:
        return Combination.LATEST_OF, ()
    if isinstance(node, Scalar):
        return Combination.LATEST_OF, (reader.string(node, NAME, "result_announced_at"),)
    named = list(node.entries) if isinstance(node, Entries) else []
    if len(named) != 1 or named[0][0].text not in [one.value for one in Combination]:
        reader.note(refusals.no_triggers(reader.place(node)))
        return Combination.LATEST_OF, ()
    ((key, value),) = named
    triggers = reader.strings(value, NAME, "result_announced_at")
    if not triggers:
        reader.note(refusals.no_triggers(reader.place(node)))
    return Combination(key.text), triggers


def _period(reader: Reader, node: Node | None) -> Length:
    if node is None:
        return Length(0, Unit.DAYS)
    named = list(node.entries) if isinstance(node, Entries) else []
    if len(named) != 1 or named[0][0].text not in _UNITS:
        reader.note(refusals.no_period(reader.place(node), _UNITS))
        return Length(0, Unit.DAYS)
    ((key, value),) = named
    written = reader.string(value)
    if _NUMBER.fullmatch(written) and int(written) <= _MOST:
        return Length(int(written), Unit(key.text))
    if not re.fullmatch(NAME, written, re.ASCII):
        reader.note(refusals.no_period(reader.place(value), _UNITS))
    return Length(written, Unit(key.text))


def _warning(reader: Reader, node: Node) -> Term:
    length = _period(reader, node)
    if isinstance(length.amount, str) or length.unit not in _WARNED_IN:
        reader.note(refusals.no_period(reader.place(node), [one.value for one in _WARNED_IN]))
        return Term(0, Unit.DAYS)
    return Term(length.amount, length.unit)


def _check_unit(reader: Reader, found: Mapping[str, Node], unit: Unit) -> None:
    """Properties that say nothing for the unit are mistakes: somebody meant something by them."""
    idle = {
        "at": unit.is_hours,
        "event_at": not unit.is_hours,
        "office_hours": unit is not Unit.WORKING_HOURS,
        "month_end": unit not in (Unit.MONTHS, Unit.YEARS),
    }
    for name, is_idle in idle.items():
        if is_idle and name in found and "period" in found:
            reader.note(refusals.not_with_unit(reader.place(found[name]), name, unit.value))


def _clock(reader: Reader, node: Node | None) -> time | None:
    given = reader.string(node)
    found = _CLOCK.fullmatch(given)
    clock = time(int(found[1]), int(found[2])) if found else None
    if node is not None and given and (clock is None or NIGHT_OF_CHANGE[0] <= clock < NIGHT_OF_CHANGE[1]):
        reader.note(refusals.no_clock(reader.place(node), given))
        return None
    return clock


def _office_hours(reader: Reader, node: Node | None) -> str:
    given = reader.string(node)
    if node is None or re.fullmatch(NAME, given, re.ASCII):
        return given
    try:
        OfficeHours.read(given)
    except ValueError:
        reader.note(refusals.no_office_hours(reader.place(node), given))
    return given
