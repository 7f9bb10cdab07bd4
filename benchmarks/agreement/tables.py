"""Random decision tables: every hit policy and aggregation, one to three inputs, defaults, rows by date.

Outputs are few, so that rows often say the same; entries lie at borders, so that rows often overlap.
"""

from __future__ import annotations

from decimal import Decimal

from drawing import DERIVED_KINDS, HERE, LEAP_DAY, QUOTED, REFERENCE, WORDS, Draw, period, read, value

from neni.core.adapters import feel
from neni.core.model.decision_tables import DecisionTable, Row
from neni.core.model.facts import FactKind, FactValue
from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.references import Confidence
from neni.core.model.rules import Condition

EXPRESSIONS = {
    "z1": ("c1", "t1"),
    "z2": ("y1", "m1 > m2"),
    "z3": ("m1 * p1", "m1 + m2", "sum(r1.amount)"),
    "z4": ("n1 + n2", "(d2 - d1).days", "count(r1)"),
    "z5": ("d1", "max(d1, d2)", 'd2 + duration("P1M")'),
}
GATHERED = {
    "z3": (Aggregation.SUM, Aggregation.MIN, Aggregation.MAX),
    "z4": tuple(Aggregation),
    "z5": (Aggregation.MIN, Aggregation.MAX),
}
POLICIES = (HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.FIRST)
DAYS = ("< k3", f">= {LEAP_DAY}", f"[{LEAP_DAY}..k3]", f"]{LEAP_DAY}..k3[", "d1", "not(k3)", "null")
MONEYS = ("< k1", ">= k1", "[0..k1)", "(0..100000]", "]0..k1[", "< 0, > 100000", "not(< 0, > k1)", "m2", "null")
NUMBERS = ("< 5", ">= 5", "0, 1, 100", "[k2..100]", "not(k2)", "(k2 + 1)", "not(null)", "= 0.3", "!= 1")
CHOICES = ('"small"', '"small", "large"', 'not("small")', 'not("small", "gjatë")', "null")
TEXTS = (QUOTED, f'{QUOTED}, ""', f"not({QUOTED})", "t2", "< t2")
TRUTHS = ("true", "false", "not(true)", "y2", "null")
ENTRIES = {
    "m1": MONEYS,
    "m1 + m2": MONEYS,
    "sum(r1.amount)": MONEYS,
    "n1": NUMBERS,
    "count(r1)": NUMBERS,
    "p1": ("< k4", "[0.1..1]", "0.1, 1", "null"),
    "d1": DAYS,
    "d2": DAYS,
    "c1": CHOICES,
    "t1": TEXTS,
    "y1": TRUTHS,
    "m1 > m2": TRUTHS,
    "if y1 then m1 else m2": MONEYS,
    "z1": CHOICES,
    "z2": TRUTHS,
    "z3": MONEYS,
    "z4": NUMBERS,
}

WALKED = ("sum(r1.amount)", "count(r1)", "if y1 then m1 else m2")
CHOSEN = ("c1", "t1", "max(d1, d2)", 'd2 + duration("P1M")', "sum(r1.amount)", "count(r1)")
"""Inputs, and outputs, that have no SQL form."""


def table(random: Draw, code: str, outputs: tuple[str, ...], below: tuple[str, ...]) -> DecisionTable:
    """A table that may read facts derived before it."""
    policy, how = hit(random, outputs)
    known = [asked for asked in ENTRIES if asked in below or not asked.startswith("z")]
    known = [asked for asked in known if not (random.plain and asked in WALKED)]
    inputs = tuple(random.choice(known) for _ in range(random.choice((1, 1, 2, 3))))
    few = {name: [output(random, name, policy, how) for _ in range(random.choice((1, 2, 3)))] for name in outputs}
    counted = how is Aggregation.COUNT
    return DecisionTable(
        code,
        policy,
        tuple(map(read, inputs)),
        outputs,
        tuple(row(random, inputs, {} if counted else few) for _ in range(random.randint(1, 5))),
        REFERENCE,
        HERE,
        WORDS,
        how,
        default(random, outputs, few) if random.random() < 0.3 else (),
    )


def hit(random: Draw, outputs: tuple[str, ...]) -> tuple[HitPolicy, Aggregation | None]:
    """A hit policy that its outputs allow."""
    if len(outputs) == 1 and outputs[0] in GATHERED and random.random() < 0.6:
        return HitPolicy.COLLECT, random.choice(GATHERED[outputs[0]])
    ordered = all(DERIVED_KINDS[name] is FactKind.CHOICE for name in outputs)
    return random.choice((*POLICIES, HitPolicy.PRIORITY) if ordered else POLICIES), None


def output(random: Draw, name: str, policy: HitPolicy, how: Aggregation | None) -> FactValue | Condition:
    """A constant, now and then nothing to add, or an expression where one may stand."""
    expressed = policy is not HitPolicy.PRIORITY and random.random() < 0.2
    if expressed:
        fitting = [text for text in EXPRESSIONS[name] if not (random.plain and text in CHOSEN)]
        return read(random.choice((*fitting, "null")))
    if how is Aggregation.SUM and random.random() < 0.3:
        return 0 if name == "z3" else Decimal(0)
    return value(random, DERIVED_KINDS[name])


def default(
    random: Draw, outputs: tuple[str, ...], few: dict[str, list[FactValue | Condition]]
) -> tuple[FactValue | Condition, ...]:
    """What is said when no row is met: often what a row says too."""
    return tuple(
        random.choice(few[name]) if random.random() < 0.5 else value(random, DERIVED_KINDS[name]) for name in outputs
    )


def row(random: Draw, inputs: tuple[str, ...], few: dict[str, list[FactValue | Condition]]) -> Row:
    """A row; most law is in force throughout."""
    tests = (random.choice(("-", *ENTRIES[asked])) for asked in inputs)
    return Row(
        tuple(Condition(text, feel.parse(text, tests=True)) for text in tests),
        tuple(random.choice(values) for values in few.values()),
        REFERENCE,
        Confidence.MEMORY if random.random() < 0.1 else Confidence.VERIFIED,
        period(random),
        HERE,
    )
