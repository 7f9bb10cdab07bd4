"""What law rests on: references nobody could look up, and rules that sound surer than the values below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from neni.core.model.law.checks.findings import CheckFinding, Gravity, Sentences, filled
from neni.core.model.law.checks.reading import Reading
from neni.core.model.references import Confidence, Reference
from neni.core.model.rules import Rule
from neni.core.model.rulesets import Ruleset


def check(reading: Reading, rulesets: Iterable[Ruleset]) -> Iterator[CheckFinding]:
    """References of rules, clauses, derivations, tables and values; and how sure the rules are."""
    for ruleset in rulesets:
        for what, code, reference, place in _cited(ruleset):
            yield from _reference(what, code, reference, place)
        for rule in ruleset.rules:
            yield from _weaker(reading, rule)


def _cited(ruleset: Ruleset) -> Iterator[tuple[str, str, Reference, str]]:
    for rule in ruleset.rules:
        yield "rule", rule.code, rule.reference, str(rule.place)
    for clause in ruleset.clauses:
        yield "clause", clause.code, clause.reference, str(clause.place)
    for deadline in ruleset.deadlines:
        yield "deadline", deadline.code, deadline.reference, str(deadline.place)
    for way in ruleset.derivations:
        yield "derivation", way.fact, way.reference, str(way.place)
    for table in ruleset.tables:
        yield "table", table.code, table.reference, str(table.place)
    for one in ruleset.parameters:
        place = str(ruleset.place_of(one.name))
        yield from (("parameter", f"{one.name} {dated.start}", dated.reference, place) for dated in one.values)


def _reference(what: str, about: str, reference: Reference, place: str) -> Iterator[CheckFinding]:
    if reference.article or reference.note:
        return
    code, gravity = f"{what}-without-reference", Gravity.REMARK if reference.act else Gravity.ERROR
    words = filled(_NO_ARTICLE, about, reference.act) if reference.act else filled(_NO_REFERENCE, about)
    yield CheckFinding(code, gravity, words, filled(_CITE), place, about)


def _weaker(reading: Reading, rule: Rule) -> Iterator[CheckFinding]:
    """A rule that takes effect at once by its own word, but waits for confirmation because of what it reads."""
    below = reading.below(rule.reads | rule.tells)
    values = {one.name: one.values for one in reading.lawbook.parameters() if one.name in below}
    resting = [*values.items(), *((name, reading.ways.get(name, ())) for name in below)]
    weak = {name for name, some in resting if _weaker_than(rule, _confidences(some))}
    if weak and not rule.confidence.needs_confirmation:
        message = filled(_WEAKER, rule.code, rule.confidence.value, ", ".join(sorted(weak)))
        yield CheckFinding("weaker-foundation", Gravity.REMARK, message, filled(_CONFIRM), str(rule.place), rule.code)


def _confidences(some: Iterable[object]) -> list[Confidence]:
    return [one for each in some if isinstance(one := getattr(each, "confidence", None), Confidence)]


def _weaker_than(rule: Rule, found: Iterable[Confidence]) -> bool:
    return any(one.needs_confirmation and one.weakness > rule.confidence.weakness for one in found)


_NO_REFERENCE: Sentences = (
    "{0} nuk thotë ku mbështetet: as akt, as nen, as shënim.",
    "{0} ne kaže na čemu počiva: ni akt, ni član, ni napomena.",
    "{0} does not say what it rests on: no act, no article, no note.",
)
_NO_ARTICLE: Sentences = (
    "{0} përmend {1} pa nen dhe pa shënim.",
    "{0} navodi {1} bez člana i bez napomene.",
    "{0} names {1} without an article or a note.",
)
_CITE: Sentences = (
    "Shkruani nenin e lexuar, ose një shënim që thotë ku mbështetet; mos shpikni citim.",
    "Upišite pročitani član, ili napomenu na čemu počiva; ne izmišljajte navod.",
    "Write the article that was read, or a note on what it rests on; invent no citation.",
)
_WEAKER: Sentences = (
    "{0} është “{1}”, por mbështetet në më pak të sigurta: {2}; prandaj vetëm këshillon derisa të konfirmohet.",
    "{0} je „{1}“, ali počiva na manje pouzdanom: {2}; zato samo savetuje dok se ne potvrdi.",
    "{0} is “{1}” but rests on what is less sure: {2}; so it only advises until it is confirmed.",
)
_CONFIRM: Sentences = (
    "Lexoni dispozitën e tyre dhe shënoni burimin, ose konfirmojeni rregullën me dy persona.",
    "Pročitajte njihovu odredbu i navedite izvor, ili neka pravilo potvrde dve osobe.",
    "Read their provision and note the source, or have two people confirm the rule.",
)
