"""What the law says of a deadline, in sentences, for whoever reads or confirms the law rather than a case."""

from __future__ import annotations

from collections.abc import Iterator

from neni.core.model.deadlines.explaining import length, policy
from neni.core.model.deadlines.rules import DeadlineRule, Nature
from neni.core.model.deadlines.terms import OFFICE_HOURS, Bound, Term
from neni.core.model.rulesets import Lawbook
from neni.core.model.text import Text
from neni.core.services.deadlines.deadline_laws import event_words


def told(lawbook: Lawbook, rule: DeadlineRule) -> tuple[Text, ...]:
    """Each sentence: the length and the event, what ends it, what happens at the edges, how it is treated."""
    return tuple(_sentences(lawbook, rule))


def _sentences(lawbook: Lawbook, rule: DeadlineRule) -> Iterator[Text]:
    words, event = length(_period(lawbook, rule), rule.direction, rule.bound), event_words(lawbook, rule)
    yield Text(f"{words.sq}: {event.sq}.", f"{words.sr}: {event.sr}.", f"{words.en}: {event.en}.")
    yield _ending(lawbook, rule)
    yield policy(rule.period.unit, rule.roll, rule.month_end, _hours(lawbook, rule))
    if rule.fits_after:
        yield _labelled(_ROOM, lawbook, rule.fits_after)
    if rule.warn:
        yield _warned(rule)
    if rule.nature is Nature.ADMINISTRATIVE:
        yield _MOVABLE
    if rule.four_eyes:
        yield _FOUR_EYES


def _period(lawbook: Lawbook, rule: DeadlineRule) -> Text:
    amount = rule.period.amount
    if isinstance(amount, int):
        return Term(amount, rule.period.unit).words
    many, label = rule.period.unit.words, _label(lawbook, amount)
    return Text(f"[{label.sq}] {many.sq}", f"[{label.sr}] {many.sr}", f"[{label.en}] {many.en}")


def _hours(lawbook: Lawbook, rule: DeadlineRule) -> str:
    """The office hours as they are written, or the newest value of their parameter."""
    if not rule.names_office_hours:
        return rule.office_hours or str(OFFICE_HOURS)
    values = [dated.value for one in lawbook.parameters() if one.name == rule.office_hours for dated in one.values]
    return str(values[-1]) if values else rule.office_hours


def _ending(lawbook: Lawbook, rule: DeadlineRule) -> Text:
    if rule.met_by is None:
        return _NOTHING_ENDS_IT
    if rule.bound is Bound.EARLIEST:
        return _labelled(_NOT_BEFORE, lawbook, rule.met_by)
    return _labelled(_CHANCE if rule.expires else _ENDED_BY, lawbook, rule.met_by)


def _warned(rule: DeadlineRule) -> Text:
    every = Text(*(", ".join(getattr(one.words, code) for one in rule.warn) for code in ("sq", "sr", "en")))
    return Text(f"Paralajmëron: {every.sq} para fundit.", f"Opominje: {every.sr} pre kraja.",
                f"Warns {every.en} before its end.")  # fmt: skip


def _labelled(sentence: Text, lawbook: Lawbook, name: str) -> Text:
    label = _label(lawbook, name)
    return sentence.map(lambda words, language: words.format(label.in_language(language)))


def _label(lawbook: Lawbook, name: str) -> Text:
    types = lawbook.types()
    return types[name].label if name in types else Text.of(name)


_ENDED_BY = Text(sq="E përmbush: {}.", sr="Ispunjava ga: {}.", en="Met by: {}.")
_CHANCE = Text(
    sq="E përmbush: {}; kush nuk e shfrytëzon, e humb mundësinë dhe askush nuk ka dështuar.",
    sr="Ispunjava ga: {}; ko ga ne iskoristi, gubi priliku, a niko nije propustio obavezu.",
    en="Met by: {}; who lets it pass loses a chance, and nobody has failed.",
)
_NOT_BEFORE = Text(
    sq="Kontrollohet: {} nuk mund të jetë më herët.",
    sr="Proverava se: {} ne može biti ranije.",
    en="Checked: {} cannot be earlier.",
)
_NOTHING_ENDS_IT = Text(
    sq="Asgjë nuk e përmbush; vetëm kalon.",
    sr="Ništa ga ne ispunjava; samo protekne.",
    en="Nothing ends it; it only passes.",
)
_ROOM = Text(
    sq="Ka vend vetëm nëse mbaron pas: {}.",
    sr="Ima mesta samo ako se završava posle: {}.",
    en="Has room only if it ends after: {}.",
)
_MOVABLE = Text(
    sq="Datë administrative: mund të zhvendoset me vendim.",
    sr="Administrativni datum: može se pomeriti odlukom.",
    en="An administrative date: it may be moved by decision.",
)
_FOUR_EYES = Text(
    sq="Për pezullim, zgjatje dhe heqje vendos edhe një person i dytë.",
    sr="O zastoju, produženju i ukidanju odlučuje i druga osoba.",
    en="A second person decides on suspension, extension and lifting too.",
)
