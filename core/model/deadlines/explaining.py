"""A counted deadline explains itself: from where it was counted, what did not count and why, and its last minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from neni.core.model.calendars import WEEKDAYS, Closed
from neni.core.model.deadlines.counting import Count
from neni.core.model.deadlines.moments import ZONE, Moment, day_of
from neni.core.model.deadlines.pauses import Extension
from neni.core.model.deadlines.terms import Bound, Direction, MonthEnd, Roll, Unit
from neni.core.model.references import Reference
from neni.core.model.text import Text


class StepKind(StrEnum):
    """What a sentence of an explanation tells."""

    START = "start"
    COUNTED = "counted"
    SKIPPED = "skipped"
    PAUSED = "paused"
    EXTENDED = "extended"
    MOVED = "moved"
    END = "end"
    SOURCE = "source"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence; a skipped day names itself."""

    kind: StepKind
    words: Text
    day: date | None = None


def explain(counted: Count, event: Text, reference: Reference | None = None) -> tuple[Step, ...]:
    """The whole explanation. `event` is what the law calls the event."""
    return tuple(_steps(counted, event, reference))


def as_text(steps: tuple[Step, ...]) -> Text:
    """All sentences, one after the other."""
    return Text(*(" ".join(getattr(one.words, code) for one in steps) for code in ("sq", "sr", "en")))


def _steps(counted: Count, event: Text, reference: Reference | None) -> Iterator[Step]:
    yield Step(StepKind.START, _start(counted, event))
    yield Step(StepKind.COUNTED, _counted(counted))
    skipped = counted.skipped()
    before = {one.day for one in skipped} - counted.moved_over()
    yield from (Step(StepKind.SKIPPED, _skipped(one), one.day) for one in skipped if one.day in before)
    for pause in counted.pauses:
        yield Step(StepKind.PAUSED, _paused(pause.start, pause.end, pause.reason))
    for extension in counted.extensions:
        yield Step(StepKind.EXTENDED, _extension(extension))
    yield from (Step(StepKind.MOVED, _moved(one), one.day) for one in skipped if one.day not in before)
    yield Step(StepKind.END, _end(counted))
    if reference is not None:
        yield Step(StepKind.SOURCE, reference.words.map(lambda words, _: f"{words}."))
    method = counted.method
    yield Step(StepKind.POLICY, policy(method.term.unit, method.roll, method.month_end, str(method.hours)))


def _start(counted: Count, event: Text) -> Text:
    when = shown(counted.event)
    if counted.method.term.unit.is_hours:
        return Text(
            f"Ngjarja: {event.sq}, {when.sq}; numërohet nga ai çast.",
            f"Događaj: {event.sr}, {when.sr}; računa se od tog trenutka.",
            f"Event: {event.en}, {when.en}; counted from that moment.",
        )
    return Text(
        f"Ngjarja: {event.sq}, {when.sq}; dita e ngjarjes nuk numërohet.",
        f"Događaj: {event.sr}, {when.sr}; dan događaja se ne računa.",
        f"Event: {event.en}, {when.en}; the day of the event does not count.",
    )


def _counted(counted: Count) -> Text:
    method = counted.method
    told = length(method.term.words, method.direction, method.bound)
    return Text(f"{told.sq} ngjarjes.", f"{told.sr} događaja.", f"{told.en} the event.")


def length(period: Text, direction: Direction, bound: Bound) -> Text:
    """How long before or after: `Within 5 working days after`."""
    beginning = _LEAST if bound is Bound.EARLIEST else _MOST if direction is Direction.BEFORE else _WITHIN
    sq, sr, en = ("para", "pre", "before") if direction is Direction.BEFORE else ("pas", "posle", "after")
    return Text(
        f"{beginning.sq} {period.sq} {sq}", f"{beginning.sr} {period.sr} {sr}", f"{beginning.en} {period.en} {en}"
    )


def _skipped(closed: Closed) -> Text:
    when, (sq, sr, en) = shown(closed.day), _why(closed)
    return Text(f"Nuk numërohet {when.sq}{sq}.", f"Ne računa se {when.sr}{sr}.", f"Not counted: {when.en}{en}.")


def _moved(closed: Closed) -> Text:
    when, (sq, sr, en) = shown(closed.day), _why(closed)
    return Text(
        f"Fundi nuk bie më {when.sq}{sq}: nuk punohet.",
        f"Kraj ne pada na {when.sr}{sr}: ne radi se.",
        f"The end does not fall on {when.en}{en}: nobody works.",
    )


def _why(closed: Closed) -> tuple[str, str, str]:
    """The holiday in brackets; a plain Saturday or Sunday is named with the day already."""
    if not closed.holidays:
        return "", "", ""
    reason = closed.reason
    return f" ({reason.sq})", f" ({reason.sr})", f" ({reason.en})"


def _paused(start: datetime, end: datetime | None, reason: str) -> Text:
    since, told = shown(start), f": {reason}" if reason else ""
    if end is None:
        return Text(
            f"I pezulluar që nga {since.sq}{told}.",
            f"Zastao od {since.sr}{told}.",
            f"Suspended since {since.en}{told}.",
        )
    until = shown(end)
    return Text(
        f"I pezulluar nga {since.sq} deri më {until.sq}{told}.",
        f"Zastao od {since.sr} do {until.sr}{told}.",
        f"Suspended from {since.en} to {until.en}{told}.",
    )


def _extension(one: Extension) -> Text:
    told = f": {one.reason}" if one.reason else ""
    if one.term is not None:
        words = one.term.words
        return Text(
            f"I zgjatur me vendim për {words.sq}{told}.",
            f"Produžen odlukom za {words.sr}{told}.",
            f"Extended by decision by {words.en}{told}.",
        )
    until = shown(one.until) if one.until else Text.of("–")
    if one.moved:
        return Text(
            f"I zhvendosur me vendim më {until.sq}{told}.",
            f"Pomeren odlukom na {until.sr}{told}.",
            f"Moved by decision to {until.en}{told}.",
        )
    return Text(
        f"I zgjatur me vendim deri më {until.sq}{told}.",
        f"Produžen odlukom do {until.sr}{told}.",
        f"Extended by decision until {until.en}{told}.",
    )


def _end(counted: Count) -> Text:
    if counted.due is None:
        return Text(
            "Afati qëndron i pezulluar; fundi nuk dihet ende.",
            "Rok stoji; kraj se još ne zna.",
            "The deadline stands still; its end is not known yet.",
        )
    when = shown(counted.due)
    if counted.method.bound is Bound.EARLIEST:
        return Text(f"Jo më herët se {when.sq}.", f"Ne pre {when.sr}.", f"Not before {when.en}.")
    return Text(f"Minuta e fundit: {when.sq}.", f"Poslednji minut: {when.sr}.", f"Last minute: {when.en}.")


def policy(unit: Unit, roll: Roll, month_end: MonthEnd, hours: str) -> Text:
    """What happens at the edges: an end on a day off, a month without that day, when hours are counted."""
    told = [_ROLL[roll]]
    if unit is Unit.HOURS:
        told.append(_ELAPSED)
    if unit is Unit.WORKING_HOURS:
        told.append(Text.of(hours))
    if unit in (Unit.MONTHS, Unit.YEARS):
        told.append(_MONTH_END[month_end])
    return Text(*("; ".join(getattr(one, code) for one in told) + "." for code in ("sq", "sr", "en")))


def shown(moment: Moment) -> Text:
    """A day with its weekday, and the time in Kosovo of a moment."""
    day = day_of(moment)
    names, written = WEEKDAYS[day.weekday()], f"{day:%d.%m.%Y}"
    at = f"{moment.astimezone(ZONE):%H:%M}" if isinstance(moment, datetime) else ""
    return Text(
        f"{names.sq} {written}{', ora ' + at if at else ''}",
        f"{names.sr} {written}{' u ' + at if at else ''}",
        f"{names.en} {written}{', ' + at if at else ''}",
    )


_LEAST = Text("Jo më herët se", "Ne ranije od", "Not earlier than")
_MOST = Text("Më së voni", "Najkasnije", "At the latest")
_WITHIN = Text("Brenda", "U roku od", "Within")
_ELAPSED = Text(
    "orët numërohen siç kalojnë, edhe kur ndërrohet ora",
    "sati se računaju kako protiču, i kad se pomera sat",
    "hours are counted as they pass, also when the clocks change",
)
_ROLL = {
    Roll.NONE: Text(
        "Fundi mbetet edhe kur nuk punohet", "Kraj ostaje i kad se ne radi", "The end stays, also when nobody works"
    ),
    Roll.NEXT_WORKING_DAY: Text(
        "Fundi në ditë pushimi kalon në ditën e ardhshme të punës",
        "Kraj na neradni dan prelazi na sledeći radni dan",
        "An end on a day off goes to the next working day",
    ),
    Roll.PREVIOUS_WORKING_DAY: Text(
        "Fundi në ditë pushimi kalon në ditën e mëparshme të punës",
        "Kraj na neradni dan prelazi na prethodni radni dan",
        "An end on a day off goes to the working day before",
    ),
}
_MONTH_END = {
    MonthEnd.LAST_DAY: Text(
        "kur muaji nuk e ka atë ditë, mbaron ditën e tij të fundit",
        "kad mesec nema taj dan, završava se njegovim poslednjim danom",
        "a month without that day ends on its last day",
    ),
    MonthEnd.NEXT_DAY: Text(
        "kur muaji nuk e ka atë ditë, mbaron ditën e parë të muajit tjetër",
        "kad mesec nema taj dan, završava se prvog narednog meseca",
        "a month without that day ends on the first of the next",
    ),
    MonthEnd.END_TO_END: Text(
        "nga dita e fundit e muajit në ditën e fundit të muajit",
        "od poslednjeg dana meseca do poslednjeg dana meseca",
        "from the last day of a month to the last day of a month",
    ),
}
