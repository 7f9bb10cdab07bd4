"""Fingerprints of law: equal for equal content, also when a later Neni lets more be said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from neni.core.model.fingerprints import fingerprint
from neni.core.model.text import Text


@dataclass(frozen=True)
class Before:
    title: Text
    fee: Decimal


@dataclass(frozen=True)
class After(Before):
    remarks: tuple[str, ...] = ()
    note: str | None = None
    written: str = ""


TITLE = Text.of("Permit")


def test_a_field_that_says_nothing_does_not_count() -> None:
    assert fingerprint(Before(TITLE, Decimal(5))) == fingerprint(After(TITLE, Decimal("5.0"), written="fee: 5.0"))


def test_what_a_new_field_says_counts() -> None:
    plain = After(TITLE, Decimal(5))
    said = [After(TITLE, Decimal(5), ("t",)), After(TITLE, Decimal(5), note="n"), After(TITLE, Decimal(0))]
    assert len({fingerprint(one) for one in [plain, *said]}) == 4
