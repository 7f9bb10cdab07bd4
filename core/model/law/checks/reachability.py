"""Rules and derivations that can never speak, whatever is stated: told only where that is certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from neni.core.model.conditions.tree import And, Node
from neni.core.model.law.checks import overriding
from neni.core.model.law.checks.findings import CheckFinding, Gravity, Sentences, filled
from neni.core.model.law.checks.formulas import All
from neni.core.model.law.checks.reading import Reading, Statement
from neni.core.model.law.checks.speaking import can_ever
from neni.core.model.periods import Period
from neni.core.model.rules import Derivation, Rule
from neni.core.model.rulesets import Ruleset

MOST_PARTS = 30
"""Parts of a condition among which two are looked for that exclude each other."""


def check(reading: Reading, rulesets: Iterable[Ruleset]) -> Iterator[CheckFinding]:
    """What can never be in these rulesets, which belong to the lawbook."""
    for ruleset in rulesets:
        for rule in ruleset.rules:
            yield from _rule(reading, rule)
        for one in ruleset.derivations:
            if not one.rows:  # rows of tables are looked at as tables
                yield from _derivation(reading, one)
        yield from _choices(reading, ruleset)


def _rule(reading: Reading, rule: Rule) -> Iterator[CheckFinding]:
    if _ends_before_it_begins(rule.in_force):
        yield _error("never-in-force", rule, rule.code, _NEVER_IN_FORCE, _CORRECT_DAYS, rule.code)
        return
    if not _can_be_met(reading, rule):
        yield _unreachable("unreachable-rule", reading, rule, rule.code)
    else:
        yield from overriding.overridden(reading, rule)
    yield from overriding.overrides(reading, rule)


def _derivation(reading: Reading, way: Derivation) -> Iterator[CheckFinding]:
    if _ends_before_it_begins(way.in_force):
        yield _error("never-in-force", way, way.fact, _NEVER_IN_FORCE, _CORRECT_DAYS, way.fact)
    elif not _can_be_met(reading, way):
        yield _unreachable("unreachable-derivation", reading, way, way.fact)


def _can_be_met(reading: Reading, statement: Statement) -> bool:
    return can_ever(reading, (statement,), statement.in_force, lambda day: day.body(statement))


def _ends_before_it_begins(period: Period) -> bool:
    return bool(period.start and period.end and period.end < period.start)


def _unreachable(code: str, reading: Reading, statement: Statement, about: str) -> CheckFinding:
    """With the parts that already exclude each other, where they can be named."""
    core = _core(reading, statement)
    words = _CANNOT if not core else _PART if len(core) == 1 else _PARTS
    return _error(code, statement, about, words, _READ_AGAIN, about, *core)


def _core(reading: Reading, statement: Statement) -> Sequence[str]:
    if statement.when is None:
        return ()
    tree, text = statement.when.tree, statement.when.text
    parts = tree.parts if isinstance(tree, And) else (tree,)
    for size in (1, 2) if len(parts) <= MOST_PARTS else (1,):
        for some in combinations(parts, size):
            if not _together(reading, statement, some):
                return [" ".join(text[one.span.start : one.span.end].split()) for one in some]
    return ()


def _together(reading: Reading, statement: Statement, parts: Sequence[Node]) -> bool:
    return can_ever(reading, (statement,), statement.in_force, lambda day: All(tuple(map(day.met, parts))))


def _choices(reading: Reading, ruleset: Ruleset) -> Iterator[CheckFinding]:
    """Codes of a derived choice that no derivation gives, where every derivation gives a code."""
    for fact in ruleset.facts:
        given = [one.value for one in reading.ways.get(fact.name, ())]
        if fact.derived and fact.choices and given and all(isinstance(one, str) for one in given):
            left = [one.code for one in fact.choices if one.code not in given]
            if left:
                message, remedy = filled(_NEVER_GIVEN, fact.name, ", ".join(left)), filled(_GIVE)
                place = str(ruleset.place_of(fact.name))
                yield CheckFinding("choice-never-derived", Gravity.REMARK, message, remedy, place, fact.name)


def _error(code: str, at: Statement, about: str, words: Sentences, remedy: Sentences, *told: object) -> CheckFinding:
    return CheckFinding(code, Gravity.ERROR, filled(words, *told), filled(remedy), str(at.place), about)


_CANNOT: Sentences = (
    "{0} nuk mund të plotësohet kurrë: asnjë gjendje e fakteve nuk e plotëson kushtin, në asnjë ditë.",
    "{0} se nikad ne može ispuniti: nijedno stanje činjenica ne ispunjava uslov, ni na jedan dan.",
    "{0} can never be met: no state of the facts meets its condition, on any day.",
)
_PART: Sentences = (
    "{0} nuk mund të plotësohet kurrë: “{1}” nuk është e vërtetë për asnjë vlerë të mundshme.",
    "{0} se nikad ne može ispuniti: „{1}“ nije tačno ni za jednu moguću vrednost.",
    "{0} can never be met: “{1}” is true for no possible value.",
)
_PARTS: Sentences = (
    "{0} nuk mund të plotësohet kurrë: “{1}” dhe “{2}” përjashtojnë njëra-tjetrën.",
    "{0} se nikad ne može ispuniti: „{1}“ i „{2}“ isključuju jedno drugo.",
    "{0} can never be met: “{1}” and “{2}” exclude each other.",
)
_READ_AGAIN: Sentences = (
    "Lexojeni kushtin sërish: korrigjoni krahasimin, shtoni nxjerrjen që mungon, ose hiqeni.",
    "Pročitajte uslov ponovo: ispravite poređenje, dodajte izvođenje koje nedostaje, ili ga uklonite.",
    "Read the condition again: correct the comparison, add the derivation that is missing, or remove it.",
)
_NEVER_IN_FORCE: Sentences = (
    "{0} nuk është kurrë në fuqi: “to” është para “from”.",
    "{0} nikad nije na snazi: „to“ je pre „from“.",
    "{0} is never in force: “to” is before “from”.",
)
_CORRECT_DAYS: Sentences = ("Korrigjoni ditët.", "Ispravite dane.", "Correct the days.")
_NEVER_GIVEN: Sentences = (
    "Asnjë rregull nuk i jep faktit “{0}” vlerën: {1}.",
    "Nijedno izvođenje ne daje činjenici „{0}“ vrednost: {1}.",
    "No derivation gives “{0}” the value: {1}.",
)
_GIVE: Sentences = (
    "Shtoni nxjerrjen që mungon ose hiqeni zgjedhjen.",
    "Dodajte izvođenje koje nedostaje ili uklonite izbor.",
    "Add the derivation that is missing, or remove the choice.",
)
