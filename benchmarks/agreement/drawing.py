"""Random conditions and random cases: every kind of fact, every operator, functions, lists of records.

Values gather at borders: a parameter and what lies one cent, one unit or one day beside it, texts of many scripts,
numbers of many digits, facts nobody stated.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from neni.core.adapters import feel
from neni.core.model.facts import Choice, FactKind, FactType, FactValue
from neni.core.model.periods import Period
from neni.core.model.references import Place, Reference
from neni.core.model.rules import Condition
from neni.core.model.text import Text


class Draw(Random):
    """Draws law and cases. While it is `plain`, conditions are such as have an SQL form."""

    plain = False


WORDS, HERE, REFERENCE = Text.of("words"), Place("drawn.yaml", 1), Reference("01/L-001")
CODES = ("small", "large", "both ways", "gjatë")
TEXTS = (
    "",
    "open",
    "Prishtinë",
    "Prishtinë jug",
    "PRISHTINË",
    "Приштина",
    "a\u0308",
    "ä",
    "\u202ea",
    "1",
    "null",
    "😀",
)
CENTS = (
    0,
    1,
    -1,
    99,
    100,
    9_999_999,
    10_000_000,
    10_000_001,
    2**53,
    2**53 + 1,
    2**63 - 1,
    2**63,
    10**27 + 1,
    -(10**27),
)
NUMBERS = (
    "0",
    "1",
    "-1",
    "0.1",
    "0.3",
    "4",
    "5",
    "6",
    "100",
    "9007199254740993",
    "1e16",
    "123456789012345678901234567.5",
)
LEAP_DAY, QUOTED, SMILE = 'date("2024-02-29")', '"Prishtinë"', '"😀"'
PERCENTS = ("0", "10", "9.99", "10.01", "100", "33.3333")
BORDERS = (date(2020, 1, 1), date(2024, 2, 29), date(2026, 3, 2))
MONTH_ENDS = (date(2024, 1, 31), date(2023, 12, 31), date(2025, 2, 28), date(2026, 3, 31))
MOMENTS = (*(datetime(2026, 3, 29, hour, 30, tzinfo=UTC) for hour in (0, 1, 2)), datetime(2026, 3, 2, tzinfo=UTC))
LENGTHS = (timedelta(), timedelta(hours=48), timedelta(hours=48, seconds=1), timedelta(days=-1))
MONEY, NUMBER, DATES = ("m1", "m2"), ("n1", "n2"), ("d1", "d2")
OPEN_RANGES = ("m1 in [0..z3)", "m1 in (z3..k1]", "m1 in [z3..m2]", "m1 + m2 in (0..z3]", "not(m1 in ]k1..z3[)")
DERIVED = ("z1", "z2", "z3", "z4", "z5")
KINDS = {
    **dict.fromkeys(MONEY, FactKind.MONEY),
    **dict.fromkeys(NUMBER, FactKind.NUMBER),
    **dict.fromkeys(DATES, FactKind.DATE),
    "p1": FactKind.PERCENT,
    "i1": FactKind.INSTANT,
    "u1": FactKind.DURATION,
    "c1": FactKind.CHOICE,
    "t1": FactKind.TEXT,
    "t2": FactKind.TEXT,
    "y1": FactKind.YES_NO,
    "y2": FactKind.YES_NO,
}
DERIVED_KINDS = {
    "z1": FactKind.CHOICE,
    "z2": FactKind.YES_NO,
    "z3": FactKind.MONEY,
    "z4": FactKind.NUMBER,
    "z5": FactKind.DATE,
}
PARAMETERS = {"k1": FactKind.MONEY, "k2": FactKind.NUMBER, "k3": FactKind.DATE, "k4": FactKind.PERCENT}
FIELDS = {"amount": FactKind.MONEY, "sort": FactKind.CHOICE, "day": FactKind.DATE, "good": FactKind.YES_NO}


def fact_type(name: str, kind: FactKind, *, derived: bool = False) -> FactType:
    """A fact of that kind; choices all have the same codes."""
    choices = tuple(Choice(code, WORDS) for code in CODES) if kind is FactKind.CHOICE else ()
    return FactType(name, kind, WORDS, choices=choices, derived=derived)


FACTS = (
    *(fact_type(name, kind) for name, kind in KINDS.items()),
    FactType("r1", FactKind.RECORDS, WORDS, fields=tuple(fact_type(name, kind) for name, kind in FIELDS.items())),
    *(fact_type(name, kind, derived=True) for name, kind in DERIVED_KINDS.items()),
)


def value(random: Draw, kind: FactKind) -> FactValue:
    """A stated value, at a border as often as not."""
    draw: dict[FactKind, Callable[[], FactValue]] = {
        FactKind.MONEY: lambda: random.choice(CENTS) + random.choice((-1, 0, 1)),
        FactKind.NUMBER: lambda: Decimal(random.choice(NUMBERS)),
        FactKind.PERCENT: lambda: Decimal(random.choice(PERCENTS)),
        FactKind.DATE: lambda: day(random) if random.random() < 0.7 else random.choice(MONTH_ENDS),
        FactKind.INSTANT: lambda: random.choice(MOMENTS),
        FactKind.DURATION: lambda: random.choice(LENGTHS),
        FactKind.CHOICE: lambda: random.choice(CODES),
        FactKind.TEXT: lambda: random.choice(TEXTS),
        FactKind.YES_NO: lambda: random.random() < 0.5,
    }
    return draw[kind]()


def day(random: Draw) -> date:
    """A day at, before or after one on which something changes."""
    return random.choice(BORDERS) + timedelta(random.choice((-1, 0, 0, 1)))


def case(random: Draw) -> dict[str, FactValue]:
    """The facts of a case, some of them not stated, and fields left out of records."""
    stated = random.choice((0.3, 0.7, 0.95, 1))
    facts = {name: value(random, kind) for name, kind in KINDS.items() if random.random() < stated}
    if random.random() < stated:
        facts["r1"] = tuple(
            {name: value(random, kind) for name, kind in FIELDS.items() if random.random() < max(stated, 0.8)}
            for _ in range(random.choice((0, 1, 2, 3)))
        )
    return facts


def period(random: Draw) -> Period:
    """Most law is in force throughout."""
    return random.choice((Period(), Period(), Period(BORDERS[0]), Period(BORDERS[1], BORDERS[2])))


def condition(random: Draw, derived: tuple[str, ...] = ()) -> Condition:
    """A condition of up to four levels."""
    return read(logic(random, derived, random.choice((0, 1, 1) if random.plain else (0, 1, 2, 3))))


def read(text: str) -> Condition:
    """A condition as a rules file has it."""
    return Condition(text, feel.parse(text))


def logic(random: Draw, derived: tuple[str, ...], depth: int) -> str:
    """`and`, `or`, `not` and `if` over atoms."""
    if depth == 0:
        return atom(random, derived)
    parts = [logic(random, derived, depth - 1) for _ in range(random.choice((2, 2, 3)))]
    kind = random.random()
    if kind < 0.2:
        return f"not({parts[0]})"
    if kind < 0.28 and not random.plain:
        return f"(if {parts[0]} then {parts[1]} else {parts[-1]})"
    return f" {random.choice(('and', 'or'))} ".join(f"({part})" for part in parts)


def atom(random: Draw, derived: tuple[str, ...]) -> str:
    """One comparison, membership, quantifier or function; now and then of a derived fact."""
    if derived and random.random() < 0.3:
        return of_derived(random, random.choice(derived))
    sign, same = random.choice(("<", "<=", ">", ">=", "=", "!=")), random.choice(("=", "!="))
    money, number, other = (random.choice(names) for names in (MONEY, NUMBER, MONEY))
    codes = ", ".join(f'"{code}"' for code in random.sample(CODES, 2))
    limit = random.choice(("k1", "100000", "0.01", "90071992547409.93", other, "k1 + 0.01", "m2 * k4"))
    if not random.plain and random.random() < 0.6:
        return random.choice((functions, rare))(random, sign, same, limit)
    return random.choice(
        (
            f"{money} {sign} {limit}",
            f"{number} {sign} {random.choice(('k2', '5', '0.3', 'n1 - n2', '9007199254740993', '1e16', 'null'))}",
            f"{money} {sign} {other} * p1",
            f"p1 {sign} {random.choice(('k4', '0.1', '0.0999'))}",
            f"(d2 - d1).days {sign} {random.choice(('1', 'k2', '0'))}",
            f"{random.choice(DATES)} {sign} {random.choice(('d1', 'k3', LEAP_DAY))}",
            f"t1 {sign} {random.choice(('t2', QUOTED, SMILE))}",
            f'c1 {same} "{random.choice(CODES)}"',
            f"c1 in [{codes}]",
            f"{money} in {random.choice('[(')}0..k1{random.choice('])')}",
            f"{number} between 0 and k2",
            f"{number} in (< 0, 4, [5..6))",
            random.choice(("y1", "y2", "y1 = y2", "y1 = false", "c1 = null", "y1 = (m1 > m2)")),
        )
    )


def functions(random: Draw, sign: str, same: str, limit: str) -> str:
    """Functions, records, and comparisons of what cannot be compared."""
    return random.choice(
        (
            f'i1 {sign} date and time("2026-03-29T01:30:00Z")',
            f'u1 {sign} duration("PT48H")',
            f"{random.choice(('contains', 'starts with'))}(t1, {random.choice(('t2', QUOTED))})",
            f"string length(t1) {sign} 4",
            f"{random.choice(('some', 'every'))} r in r1 satisfies r.amount {sign} {limit}",
            f'count(r1[sort {same} "{random.choice(CODES)}"]) {sign} 1',
            f"sum(r1.amount) {sign} {limit}",
            f"some r in r1 satisfies r.good and r.day {sign} d1",
            "m1 > t1",
        )
    )


def rare(random: Draw, sign: str, same: str, limit: str) -> str:
    """Quotients, powers, months, texts in order, elements, loops over several lists."""
    money, many = random.choice(MONEY), random.choice(("min", "max", "sum", "mean"))
    return random.choice(
        (
            f"{money} / {random.choice(('3', 'n1', 'p1', '0'))} {sign} {random.choice(('k1', 'm2', '0.01'))}",
            f"-{money} {sign} {limit}",
            f"n1 ** 2 {sign} {random.choice(('n2', '25', '1e32'))}",
            f"{money} - m2 * p1 / 100 {sign} k1 * 2",
            f'{random.choice(DATES)} + duration("P{random.choice((1, 12, 13))}M") {sign} {random.choice(("d2", "k3"))}',
            f'{random.choice(DATES)} - duration("P1M") {sign} d1',
            f"d1 + u1 {sign} {random.choice(('d2', 'k3', LEAP_DAY))}",
            f"d2.{random.choice(('year', 'month', 'day', 'weekday'))} {sign} {random.choice(('1', '29', 'd1.day'))}",
            f't1 + "x" {same} t2',
            "(y1 or y2) = (m1 > m2)",
            f'u1 + u1 {sign} duration("PT48H")',
            f"{many}(r1.amount) {sign} {random.choice(('m1', 'k1', '0'))}",
            f"{many}(for r in r1 return r.amount * 2) {sign} m1",
            f"{many}([m1, m2, k1]) {sign} 100",
            f"r1[{random.choice((1, 2, -1))}].amount {sign} m1",
            f"count(r1[amount > m1 and sort = c1]) {sign} 1",
            f"some a in r1, b in r1 satisfies a.amount {sign} b.amount and a.sort {same} b.sort",
            f"every a in r1, b in [m1, m2] satisfies a.amount {sign} b",
            f"count(for a in r1, b in r1 return a.amount + b.amount) {sign} 4",
            f"sum(r1[day <= d1 and good].amount) {sign} k1",
        )
    )


def of_derived(random: Draw, fact: str) -> str:
    """A test of a derived fact, which may be known to be nothing."""
    sign = random.choice(("<", "<=", ">", ">=", "=", "!="))
    tests = {
        "z1": (f'z1 = "{random.choice(CODES)}"', 'z1 in ["small", "large"]', "z1 = null", "z1 != c1"),
        "z2": ("z2", "not(z2)", "z2 = false", "z2 = null"),
        "z5": (f"z5 {sign} d1", f"z5 {sign} k3", "z5 = null", 'z5 + duration("P1M") > d2'),
        "z3": (f"z3 {sign} k1", f"z3 {sign} m1", f"z3 {sign} 100000", f"z3 + m1 {sign} 1", *OPEN_RANGES),
    }
    return random.choice(tests.get(fact, (f"z4 {sign} 5", "z4 in [1..5]", "z4 != null")))
