"""Screening a file: how each rule comes out over the rows of very many cases, without findings and explanations.

Each row is judged by the law of one day, or by that of its own.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from neni.core.adapters.bulk import Table, open_table
from neni.core.model.cases import department_of
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan
from neni.core.model.people import Permission, Person
from neni.core.model.screening_reports import ScreenReport
from neni.core.office import Office
from neni.core.services.cases.importing import map_of
from neni.core.services.people.access import require
from neni.core.services.screening.screening_asked import Asked, Wanted
from neni.core.services.screening.screening_passes import Progress, Run

__all__ = ["Asked", "Progress", "Wanted", "screen_file", "screen_register", "screen_table"]


def screen_file(
    office: Office, person: Person, file: Path, case_type: str, asked: Asked, progress: Progress
) -> ScreenReport:
    """Screen a Parquet or CSV file. Nothing is stored.

    Raises NotFound (case type), NotAllowed, BadConfiguration (no DuckDB), BadImport (file or columns).
    """
    lawbook, plan = office.host.lawbook(case_type), office.host.plan(case_type)
    require(person, Permission.READ, department_of(case_type))
    with office.store.reading() as work:
        plan = plan.confirming(work.confirmations.confirmed())
    with open_table(file) as table:
        return screen_table(table, lawbook, plan, asked, progress)


def screen_register(
    office: Office, person: Person, file: Path, map_name: str, asked: Asked, progress: Progress, *, own_days: bool
) -> ScreenReport:
    """Screen a file as `neni import` would read it by its map; with `own_days` each row by the law of the day that
    governs its case. Raises NotFound (map), and what `screen_file` does."""
    register = map_of(office, map_name)
    governing = office.host.case_type(register.case_type).on_fact
    by = governing if own_days and governing and register.fact(governing) else asked.by
    return screen_file(office, person, file, register.case_type, replace(asked, register=register, by=by), progress)


def screen_table(table: Table, lawbook: Lawbook, plan: Plan, asked: Asked, progress: Progress) -> ScreenReport:
    """Screen an open table. Raises BadImport when a named column is not there or no column is a fact."""
    return Run(table, lawbook, plan, asked, progress).report()
