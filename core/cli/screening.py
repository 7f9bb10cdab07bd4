"""The command that screens files of very many rows."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from neni.core.cli.machine import plain
from neni.core.cli.reports import MARKS
from neni.core.cli.terminal import acting, as_option, console, escaped, office_of_terminal, say, spoken, telling_errors
from neni.core.model.people import Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.screening import RuleCount, ScreenReport, screen_file

_ROWS = Text(sq="rreshta", sr="redova", en="rows")
_LAW_OF = Text(sq="ligji i datës", sr="pravo na dan", en="law of")
_HEADS = (
    Text(sq="rregulli", sr="pravilo", en="rule"),
    Text(sq="vlen", sr="važi", en="holds"),
    Text(sq="nuk vlen", sr="ne važi", en="does not hold"),
    Text(sq="nuk mund të thuhet", sr="ne može se reći", en="cannot be told"),
)
_IGNORED = Text(sq="Kolona të papërdorura", sr="Neiskorišćene kolone", en="Columns not used")
_UNREADABLE = Text(
    sq="qeliza që nuk lexohen dot merren si të pashënuara",
    sr="ćelije koje se ne mogu pročitati važe kao nenavedene",
    en="cells that cannot be read count as not stated",
)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--case-type", required=True, help="The case type whose rules are asked.")
@click.option("--column", "columns", multiple=True, metavar="FACT=COLUMN", help="A fact that stands in another column.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day whose law applies (otherwise today).")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@as_option
@telling_errors
def screen(
    file: Path, case_type: str, columns: tuple[str, ...], on: datetime | None, login: str | None, *, as_json: bool
) -> None:
    """Count how each rule comes out over the rows of FILE (.parquet or .csv), a case a row. Nothing is stored."""
    mapped = dict(_pair(one) for one in columns)
    with office_of_terminal() as office:
        report = _run(office, acting(office, login), file, case_type, on, mapped)
    if as_json:
        click.echo(json.dumps(_for_programs(report), ensure_ascii=False, indent=2))
    else:
        _show(report)


def _pair(written: str) -> tuple[str, str]:
    fact, equals, column = written.partition("=")
    if not (fact and equals and column):
        raise click.BadParameter(f"{written!r} is not FACT=COLUMN", param_hint="--column")
    return fact, column


def _run(
    office: Office, person: Person, file: Path, case_type: str, on: datetime | None, columns: dict[str, str]
) -> ScreenReport:
    day = on.date() if on else office.clock.today()
    parts = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*parts, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task(file.name, total=None)
        return screen_file(
            office,
            person,
            file,
            case_type,
            day,
            columns,
            lambda done, total: progress.update(bar, completed=done, total=total),
        )


def _show(report: ScreenReport) -> None:
    console.print(f"[bold]{report.rows}[/] {say(_ROWS)} · {say(_LAW_OF)} {report.on.isoformat()}")
    table = Table(show_edge=False, pad_edge=False)
    for number, head in enumerate(_HEADS):
        table.add_column(say(head), justify="right" if number else "left", no_wrap=True)
    for count in sorted(report.counts, key=lambda one: -one.holds):
        figures = (count.holds, count.does_not_hold, count.cannot_be_told)
        table.add_row(_rule(count), *(str(figure) for figure in figures))
    console.print(table)
    for name, cells in report.unreadable.items():
        console.print(f"[yellow]![/] {escaped(report.columns[name])}: {cells} {say(_UNREADABLE)}")
    if report.ignored:
        console.print(f"[dim]{say(_IGNORED)}: {escaped(', '.join(report.ignored))}[/]")


def _rule(count: RuleCount) -> str:
    title = say(count.rule.title)
    return f"{MARKS[count.rule.severity]} {count.rule.code} {title if len(title) <= 60 else title[:59] + '…'}"


def _for_programs(report: ScreenReport) -> dict[str, object]:
    counts = [
        {
            "rule": one.rule.code,
            "holds": one.holds,
            "does_not_hold": one.does_not_hold,
            "cannot_be_told": one.cannot_be_told,
            "in_sql": one.in_sql,
        }
        for one in report.counts
    ]
    told = {"case_type": report.case_type, "on": report.on, "rows": report.rows, "columns": report.columns}
    told |= {"ignored": report.ignored, "unreadable": report.unreadable, "counts": counts}
    return {name: plain(value, spoken()) for name, value in told.items()}
