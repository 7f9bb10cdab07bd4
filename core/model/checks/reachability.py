"""Rules and derivations that can never speak, whatever is stated: told only where that is certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from neni.core.model.checks.findings import CheckFinding, Gravity, Sentences, filled
from neni.core.model.checks.formulas import All, opposite
from neni.core.model.checks.speaking import Reading, Statement, can_ever
from neni.core.model.conditions.tree import And, Node
from neni.core.model.rulesets import Derivation, Period, Rule, Ruleset

MOST_PARTS = 30
"""Parts of a condition among which two are looked for that exclude each other."""


def check(reading: Reading, rulesets: Iterable[Ruleset]) -> Iterator[CheckFinding]:
    """What can never be in these rulesets, which belong to the lawbook."""
    for ruleset in rulesets:
        for rule in ruleset.rules:
            yield from _rule(reading, rule)
        in_tables = {row.place for table in ruleset.tables for row in table.rows}
        for one in ruleset.derivations:
            if one.place not in in_tables:
                yield from _derivation(reading, one)
        yield from _choices(reading, ruleset)


def _rule(reading: Reading, rule: Rule) -> Iterator[CheckFinding]:
    if _ends_before_it_begins(rule.in_force):
        yield _error("never-in-force", rule, rule.code, _NEVER_IN_FORCE, _CORRECT_DAYS, rule.code)
        return
    if not _can_be_met(reading, rule):
        yield _unreachable("unreachable-rule", reading, rule, rule.code)
    elif not _can_stand(reading, rule):
        others = ", ".join(one.code for one in reading.above[rule.code])
        yield _error("always-overridden", rule, rule.code, _OVERRIDDEN, _NARROW, rule.code, others)
    yield from _overrides(reading, rule)


def _derivation(reading: Reading, way: Derivation) -> Iterator[CheckFinding]:
    if _ends_before_it_begins(way.in_force):
        yield _error("never-in-force", way, way.fact, _NEVER_IN_FORCE, _CORRECT_DAYS, way.fact)
    elif not _can_be_met(reading, way):
        yield _unreachable("unreachable-derivation", reading, way, way.fact)


def _can_be_met(reading: Reading, statement: Statement) -> bool:
    return can_ever(reading, (statement,), statement.in_force, lambda day: day.body(statement))


def _can_stand(reading: Reading, rule: Rule) -> bool:
    """Whether the rule can hold while none that overrides it does."""
    above = _all_above(reading, rule)
    return not above or can_ever(
        reading, (rule, *above), rule.in_force, lambda day: All((day.body(rule), opposite(day.overrules(rule))))
    )


def _all_above(reading: Reading, rule: Rule) -> tuple[Rule, ...]:
    found: dict[str, Rule] = {}
    waiting = [rule]
    while waiting:
        new = [one for one in reading.above.get(waiting.pop().code, ()) if one.code not in found]
        found |= {one.code: one for one in new}
        waiting += new
    return tuple(found.values())


def _overrides(reading: Reading, rule: Rule) -> Iterator[CheckFinding]:
    rules = {one.code: one for one in reading.lawbook.rules()}
    for code in rule.overrides:
        other = rules.get(code)
        if other and not _meet(rule.in_force, other.in_force):
            yield _error("override-never-meets", rule, rule.code, _APART, _CORRECT_OVERRIDE, rule.code, code)


def _meet(one: Period, other: Period) -> bool:
    starts = [start for start in (one.start, other.start) if start]
    ends = [end for end in (one.end, other.end) if end]
    return not starts or not ends or max(starts) <= min(ends)


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
_OVERRIDDEN: Sentences = (
    "{0} nuk flet kurrë: sa herë që plotësohet, e mënjanon {1}.",
    "{0} nikad ne govori: kad god je ispunjeno, potiskuje ga {1}.",
    "{0} never speaks: whenever it is met, {1} overrides it.",
)
_NARROW: Sentences = (
    "Ngushtoni kushtin e rregullës që mënjanon, hiqni “overrides”, ose hiqeni rregullën.",
    "Suzite uslov pravila koje potiskuje, uklonite „overrides“, ili uklonite pravilo.",
    "Narrow the condition of the overriding rule, remove “overrides”, or remove the rule.",
)
_NEVER_IN_FORCE: Sentences = (
    "{0} nuk është kurrë në fuqi: “to” është para “from”.",
    "{0} nikad nije na snazi: „to“ je pre „from“.",
    "{0} is never in force: “to” is before “from”.",
)
_CORRECT_DAYS: Sentences = ("Korrigjoni ditët.", "Ispravite dane.", "Correct the days.")
_APART: Sentences = (
    "{0} mënjanon {1}, por të dyja nuk janë kurrë në fuqi në të njëjtën ditë.",
    "{0} potiskuje {1}, ali nikad nisu na snazi istog dana.",
    "{0} overrides {1}, but the two are never in force on the same day.",
)
_CORRECT_OVERRIDE: Sentences = (
    "Hiqni “overrides” ose korrigjoni “in_force”.",
    "Uklonite „overrides“ ili ispravite „in_force“.",
    "Remove “overrides” or correct “in_force”.",
)
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
