"""Random law: rules with exceptions that override each other, chains of derivations, parameters by date, and decision
tables of every hit policy; some of it nobody has confirmed.
"""

from __future__ import annotations

import tables
from drawing import (
    BORDERS,
    DERIVED,
    DERIVED_KINDS,
    FACTS,
    HERE,
    PARAMETERS,
    REFERENCE,
    WORDS,
    Draw,
    condition,
    fact_type,
    period,
    read,
    value,
)

from neni.core.model.decision_tables import DecisionTable
from neni.core.model.facts import FactKind
from neni.core.model.law.lawbooks import assemble
from neni.core.model.references import Confidence
from neni.core.model.rules import DatedValue, Derivation, Parameter, Rule, Severity
from neni.core.model.rulesets import Lawbook, Ruleset
from neni.core.model.tables import derivations

SURE = (Confidence.VERIFIED,) * 7 + (Confidence.MEMORY,)


def lawbook(random: Draw) -> Lawbook:
    """Rules over facts, parameters, facts derived from each other, and tables."""
    random.plain = random.random() < 0.4
    drawn: list[DecisionTable] = []
    derived: list[Derivation] = []
    kinds = {fact.name: fact for fact in FACTS}
    for level, fact in enumerate(DERIVED):
        kind = random.random()
        if kind < 0.45:
            outputs = (fact, *DERIVED[level + 1 : level + 2]) if random.random() < 0.2 else (fact,)
            drawn.append(tables.table(random, f"table_{level}", outputs, DERIVED[:level]))
        if kind > 0.4:
            derived += ways(random, fact, DERIVED[:level])
    ruleset = Ruleset(
        "drawn.law",
        ("drawn.law",),
        WORDS,
        REFERENCE,
        FACTS,
        tuple(parameter(random, name, kind) for name, kind in PARAMETERS.items()),
        (*derived, *(one for table in drawn for one in derivations(table, kinds))),
        tuple(rules(random)),
        "",
        HERE,
        tables=tuple(drawn),
    )
    return assemble("drawn.law", [ruleset])


def confirmed(random: Draw, law: Lawbook) -> frozenset[tuple[str, str]]:
    """What people vouched for: of some rules what they say now, of others what they said once."""
    return frozenset(
        (rule.code, rule.fingerprint if random.random() < 0.8 else "") for rule in law.rules() if random.random() < 0.4
    )


def parameter(random: Draw, name: str, kind: FactKind) -> Parameter:
    """A parameter with values from some of the days on which law changes; on the first days it may have none."""
    starts = random.sample(BORDERS, random.randint(1, len(BORDERS)))
    dated = (DatedValue(start, value(random, kind), REFERENCE, random.choice(SURE)) for start in sorted(starts))
    return Parameter(fact_type(name, kind), tuple(dated))


def ways(random: Draw, fact: str, below: tuple[str, ...]) -> list[Derivation]:
    """None to three derivations of a fact, which may read facts derived before it."""
    names = (*below, *below)
    found = []
    for _ in range(random.randint(0, 3)):
        written = random.choice(tables.EXPRESSIONS[fact])
        constant = value(random, DERIVED_KINDS[fact])
        when = condition(random, names) if random.random() < 0.9 else None
        chosen = constant if random.random() < 0.6 else read(written)
        found.append(Derivation(fact, chosen, when, REFERENCE, random.choice(SURE), period(random), HERE))
    return found


def rules(random: Draw) -> list[Rule]:
    """One to six rules with exceptions; later ones may override earlier ones."""
    drawn: list[Rule] = []
    for number in range(random.randint(1, 6)):
        unless = tuple(condition(random, DERIVED) for _ in range(random.choice((0, 0, 1, 2))))
        codes = [one.code for one in drawn]
        over = tuple(random.sample(codes, min(len(codes), random.choice((0, 0, 1, 2)))))
        basis = (REFERENCE, random.choice(SURE), period(random), HERE)
        when = condition(random, DERIVED)
        drawn.append(Rule(f"T-{number}", WORDS, when, WORDS, Severity.NOTE, *basis, unless=unless, overrides=over))
    return drawn
