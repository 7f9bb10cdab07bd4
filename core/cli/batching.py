"""`neni batch`: a document for each row of a file, and the empty sheet to fill."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.table import Table

from neni.core.cli.progress import counting
from neni.core.cli.terminal import (
    REFUSED,
    acting,
    as_option,
    console,
    escaped,
    language_option,
    office_of_terminal,
    say,
    spoken,
    telling_errors,
)
from neni.core.model.batches import BatchReport, RowState
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.batches import batch_files, batching

MOST_ROWS = 50
"""So many problems are printed; the report holds them all."""
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_REPORT = click.Path(dir_okay=False, path_type=Path)


@click.command("batch")
@click.argument("file", required=False, type=_FILE)
@click.option("--case-type", required=True, help="The case type that each row states.")
@click.option("--document", help="The document type to issue (or prepare as draft) from each row.")
@click.option("--key", metavar="COLUMN", help="The column by which a row is known again.")
@click.option("--dry-run", is_flag=True, help="Check every row; nothing is stored.")
@click.option("--report", type=_REPORT, help="Write what became of each row to a .csv or .xlsx file.")
@click.option("--empty-sheet", type=_REPORT, help="Write an empty .xlsx with the columns of the case type, and stop.")
@language_option
@as_option
@telling_errors
def batch(file: Path | None, language: str | None, login: str | None, *, dry_run: bool, **asked: object) -> None:
    r"""Open a case and issue a document for each row of FILE (.xlsx or .csv). Exit code 1 when a row was refused.

    A document that others must approve gets its draft instead.

    Run it again after correcting rows or after an interruption: only what was not issued is issued.

    \b
    neni batch --case-type procurement.purchase --empty-sheet purchases.xlsx
    neni batch purchases.xlsx --case-type procurement.purchase --document procedure_decision --dry-run
    """
    report = asked["report"]
    if isinstance(report, Path) and report.suffix not in (".csv", ".xlsx"):
        raise click.BadParameter("must end in .csv or .xlsx", param_hint="--report")
    with office_of_terminal() as office:
        if isinstance(asked["empty_sheet"], Path):
            _empty(office, str(asked["case_type"]), asked["empty_sheet"])
            return
        if file is None or not asked["document"]:
            raise click.UsageError("name a FILE and the --document to issue from each row")
        names = (str(asked["case_type"]), str(asked["document"]))
        key = str(asked["key"]) if asked["key"] else None
        chosen = Language(language) if language else spoken()
        found = _run(office, login, file, names, (chosen, key), dry_run=dry_run)
    if isinstance(report, Path):
        report.write_bytes(batch_files.write(found, report.suffix[1:], spoken()))
    _print(found)
    if found.counts[RowState.REFUSED]:
        sys.exit(REFUSED)


def _empty(office: Office, case_type: str, file: Path) -> None:
    file.write_bytes(batch_files.empty_sheet(office, office.host.case_type(case_type), spoken()))
    console.print(f"✓ {escaped(str(file))}")


def _run(
    office: Office,
    login: str | None,
    file: Path,
    names: tuple[str, str],
    how: tuple[Language, str | None],
    *,
    dry_run: bool,
) -> BatchReport:
    person = acting(office, login)
    prepared = batching.prepare(office, person, (file.name, file.read_bytes()), *names, *how)
    with counting(file.name) as on_row:
        return (batching.check if dry_run else batching.run)(office, person, prepared, on_row)


def _print(found: BatchReport) -> None:
    counts = [f"{say(batch_files.STATES[one])}: {found.counts[one]}" for one in RowState if found.counts[one]]
    console.print(" · ".join([say(batch_files.remark(found)), *counts]))
    if found.ignored:
        console.print(f"{say(batch_files.IGNORED)}: {escaped(', '.join(found.ignored))}")
    table = Table(*(say(one) for one in batch_files.PROBLEM_COLUMNS), show_edge=False)
    told = [(one, problem) for one in found.results for problem in one.problems]
    for one, problem in told[:MOST_ROWS]:
        table.add_row(str(one.row), escaped(problem.column), say(problem.message))
    if told:
        console.print(table)
    if len(told) > MOST_ROWS:
        console.print(f"… {len(told) - MOST_ROWS} (--report)")
