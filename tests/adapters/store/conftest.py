"""Things to store."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.model.cases import Case
from neni.core.model.findings import Evaluation
from neni.core.model.paper.documents import Document
from neni.core.model.text import Language

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def a_case() -> Callable[..., Case]:
    """Makes a case; every call another one."""
    numbers = itertools.count(1)

    def make(**changes: Any) -> Case:
        number = next(numbers)
        usual: dict[str, Any] = {
            "id": f"case-{number}",
            "reference": f"PRO-2026-{number:04}",
            "type": "procurement.contract",
            "title": f"Furnizim me libra {number}",
            "facts": {},
            "on": date(2026, 3, 2),
            "opened_at": NOON,
            "opened_by": "agim",
        }
        return Case(**(usual | changes))

    return make


@pytest.fixture
def an_evaluation() -> Callable[..., Evaluation]:
    """Makes an evaluation without findings."""

    def make(**changes: Any) -> Evaluation:
        usual: dict[str, Any] = {
            "case_type": "procurement.contract",
            "on": date(2026, 3, 2),
            "facts": {},
            "derived": {},
            "findings": (),
            "rulesets": {"procurement.contract": "f1"},
            "engine": "fixpoint",
            "at": NOON,
        }
        return Evaluation(**(usual | changes))

    return make


@pytest.fixture
def a_document() -> Callable[..., Document]:
    """Makes a document that names the bytes given."""
    numbers = itertools.count(1)

    def make(content: bytes, **changes: Any) -> Document:
        number = next(numbers)
        usual: dict[str, Any] = {
            "id": f"document-{number}",
            "case_id": "case-1",
            "type": "contract",
            "language": Language.ALBANIAN,
            "number": f"KQZ-PRO-{number:04}/2026",
            "issued_on": date(2026, 3, 2),
            "issued_at": NOON,
            "issued_by": "agim",
            "evaluation_id": "evaluation-1",
            "template_sha256": "0" * 64,
            "sha256": hashlib.sha256(content).hexdigest(),
            "file_name": "kontrata.docx",
            "size": len(content),
        }
        return Document(**(usual | changes))

    return make


@pytest.fixture
def stored_case(store: SqlStore, a_case: Callable[..., Case], an_evaluation: Callable[..., Evaluation]) -> Case:
    """`case-1`, with `evaluation-1`."""
    case = a_case()
    with store.writing() as work:
        work.cases.add(case)
        work.evaluations.add(case.id, an_evaluation(id="evaluation-1"))
    return case
