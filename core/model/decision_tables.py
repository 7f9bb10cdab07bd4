"""Decision tables of law as they stand in rules files; what they establish is worked out in `tables`."""

from __future__ import annotations

from dataclasses import dataclass

from neni.core.model.facts import FactValue
from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.periods import Period
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.rules import Condition
from neni.core.model.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a test for each input (its tree tests the name `?`), a value for each output."""

    tests: tuple[Condition, ...]
    values: tuple[FactValue | Condition, ...]
    reference: Reference
    confidence: Confidence
    in_force: Period
    place: Place


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """Establishes facts row by row. `inputs` are expressions, `outputs` names of derived facts, `defaults` what they
    are when no row is met; without them they are nothing. `orders` are their values in the order of priority, where
    that is not the order of the choices."""

    code: str
    policy: HitPolicy
    inputs: tuple[Condition, ...]
    outputs: tuple[str, ...]
    rows: tuple[Row, ...]
    reference: Reference
    place: Place
    title: Text | None = None
    aggregation: Aggregation | None = None
    defaults: tuple[FactValue | Condition, ...] = ()
    orders: tuple[tuple[str, ...], ...] = ()
