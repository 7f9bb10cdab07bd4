"""Commands for cases: trying facts out, issuing documents, importing registers."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from neni.core.adapters import strict_json
from neni.core.cli.machine import plain
from neni.core.cli.reports import print_evaluation, print_import
from neni.core.cli.terminal import (
    REFUSED,
    acting,
    as_option,
    console,
    language_option,
    office_of_terminal,
    spoken,
    telling_errors,
)
from neni.core.errors import NotJson
from neni.core.model.findings import Outcome
from neni.core.model.people import Person
from neni.core.model.rules import Severity
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.services.cases import evaluation, importing, intake
from neni.core.services.paper import issuing

READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=READABLE)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day whose law applies (otherwise as the facts say).")
@click.option("--json", "as_json", is_flag=True, help="Print the evaluation as JSON.")
@click.option("--all", "every", is_flag=True, help="Also what does not hold.")
@as_option
@telling_errors
def evaluate(file: Path, on: date | None, login: str | None, *, as_json: bool, every: bool) -> None:
    """Say what the rules find in FILE, a JSON object {"type": …, "facts": {…}}. Nothing is stored.

    Exit code 1 when a document of the case would be blocked.
    """
    case_type, stated = _statement(file)
    with office_of_terminal() as office:
        day = on.date() if on else None  # type: ignore[attr-defined]  # click hands over a datetime
        found = evaluation.try_out(office, acting(office, login), case_type, stated, on=day)
        if as_json:
            click.echo(json.dumps(plain(found, spoken()), ensure_ascii=False, indent=2))
        else:
            print_evaluation(found, spoken(), every=every)
    stops = [one for one in found.with_outcome(Outcome.HOLDS) if one.severity is Severity.BLOCKING and one.confirmed]
    if stops:
        sys.exit(REFUSED)


@click.command()
@click.argument("case")
@click.argument("document")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"), show_default=True)
@language_option
@as_option
@telling_errors
def issue(case: str, document: str, out: Path, language: str | None, login: str | None) -> None:
    """Issue DOCUMENT of CASE, a reference or a JSON file of facts (which opens a case), into the folder OUT."""
    with office_of_terminal() as office:
        person = acting(office, login)
        reference = _reference(office, person, case)
        chosen = Language(language) if language else spoken()
        issued = issuing.issue(office, person, reference, document, chosen)
        out.mkdir(parents=True, exist_ok=True)
        (out / issued.file_name).write_bytes(issuing.content_of(office, person, issued.id))
    console.print(f"✓ {reference}: {issued.number} → {out / issued.file_name}")


@click.command("import")
@click.argument("file", type=READABLE)
@click.option("--map", "map_name", required=True, help="The import map that explains the columns (see docs/import.md).")
@as_option
@telling_errors
def import_table(file: Path, map_name: str, login: str | None) -> None:
    """Import a register of past cases from a CSV FILE. Importing it again changes nothing."""
    with office_of_terminal() as office:
        print_import(run_import(office, acting(office, login), file.read_bytes(), map_name), spoken())


def run_import(office: Office, person: Person, content: bytes, map_name: str) -> importing.ImportReport:
    """Import with a progress bar."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=not console.is_terminal) as progress:
        bar = progress.add_task(map_name, total=None)
        return importing.import_table(
            office, person, content, map_name, lambda done, total: progress.update(bar, completed=done, total=total)
        )


def _statement(file: Path) -> tuple[str, object]:
    """Case type and facts of a file. Raises NotJson."""
    read = strict_json.read(file.read_bytes())
    if not (isinstance(read, dict) and isinstance(read.get("type"), str) and set(read) <= {"type", "facts"}):
        raise NotJson(
            Text(
                sq='Skedari duhet të jetë {"type": "departament.lloji", "facts": {…}}.',
                sr='Datoteka mora biti {"type": "odeljenje.vrsta", "facts": {…}}.',
                en='The file must be {"type": "department.case_type", "facts": {…}}.',
            )
        )
    return read["type"], read.get("facts", {})


def _reference(office: Office, person: Person, case: str) -> str:
    if not Path(case).is_file():
        return case
    case_type, stated = _statement(Path(case))
    return intake.open_case(office, person, case_type, stated).reference
