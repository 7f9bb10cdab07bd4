"""Many open cases, from the examples that stand beside the law, put into a store without the flow of opening.

Days are spread over two years and goods over some two thousand codes, as in a register of years; complaints are one
case in fifty, with numbers of their own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from neni.core.adapters import statements
from neni.core.errors import InvalidFacts
from neni.core.model.cases import Case
from neni.core.model.facts import FactValue, FactValues
from neni.core.model.law.examples import Example
from neni.core.office import Office
from neni.core.services.judging import versions

BEGIN = datetime(2024, 1, 8, 9, 0, tzinfo=UTC)
AT_ONCE = 1_000
COMPLAINT = "legal.complaint"


def fill(office: Office, amount: int, seed: int = 6) -> None:
    """Put so many open cases into the store."""
    versions.keep_all(office)
    cases = _cases(office, amount, seed)
    for start in range(0, amount, AT_ONCE):
        with office.store.writing() as work:
            for _ in range(min(AT_ONCE, amount - start)):
                work.cases.add(next(cases))


def _cases(office: Office, amount: int, seed: int) -> Iterator[Case]:
    chance = random.Random(seed)
    examples = list(_examples(office))
    complaints = [one for one in examples if one[0].case_type == COMPLAINT]
    others = [one for one in examples if one[0].case_type != COMPLAINT]
    for number in range(amount):
        example, facts = chance.choice(complaints if number % 50 == 0 and complaints else others)
        stated = {**facts, **_own(facts, chance, number)}
        for name in chance.sample(sorted(stated), k=min(len(stated), chance.randrange(3))):
            stated.pop(name)
        opened = BEGIN + timedelta(minutes=chance.randrange(900 * 24 * 60))
        yield Case(
            id=f"case-{number}",
            reference=f"BENCH-{number}",
            type=example.case_type,
            title=f"Case {number}",
            facts=stated,
            on=example.on - timedelta(days=chance.randrange(700)),
            opened_at=opened,
            opened_by="operator",
            rulesets=office.host.lawbook(example.case_type).fingerprints,
        )


def _own(facts: FactValues, chance: random.Random, number: int) -> FactValues:
    """What is another for each case."""
    own: dict[str, FactValue] = {}
    if "cpv" in facts:
        own["cpv"] = f"{chance.randrange(10_000, 99_999)}000"
    if "ecap_number" in facts:
        own["ecap_number"] = f"A. nr. {number}/2026"
    return own


def _examples(office: Office) -> Iterator[tuple[Example, FactValues]]:
    """The examples with their facts as they would be stored; what only departments know is left out."""
    for kind in office.host.case_types():
        lawbook = office.host.lawbook(kind.code)
        given = {fact.name for fact in lawbook.given}
        for example in office.host.examples(kind.code):
            stated = {name: value for name, value in example.facts.items() if name in lawbook.facts.keys() - given}
            with suppress(InvalidFacts):
                yield example, statements.read(lawbook.facts, stated)
