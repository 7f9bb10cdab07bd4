"""The command that screens files of very many rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from neni.core.cli.machine import plain
from neni.core.cli.reports import MARKS
from neni.core.cli.terminal import (
    acting,
    as_option,
    console,
    errors,
    escaped,
    office_of_terminal,
    say,
    spoken,
    telling_errors,
)
from neni.core.model.people import Person
from neni.core.model.periods import Period
from neni.core.model.screening_reports import RuleCount, ScreenReport
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.screening.screening_files import Asked, Progress, Wanted, screen_file, screen_register

_DAY = click.DateTime(["%Y-%m-%d"])
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
_WITHOUT_DAY = Text(
    sq="rreshta pa datë nuk u shqyrtuan, sepse nuk dihet cili ligj vlen për ta",
    sr="redova bez dana nije pregledano, jer se ne zna koje pravo za njih važi",
    en="rows without a day were not screened, because nobody can tell which law applies to them",
)
_WRITTEN = Text(sq="rreshta u shkruan në", sr="redova je upisano u", en="rows were written to")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--case-type", help="The case type whose rules are asked; with --map, that of the map.")
@click.option("--map", "map_name", help="The import map that explains the columns (see docs/import.md).")
@click.option("--column", "columns", multiple=True, metavar="FACT=COLUMN", help="A fact that stands in another column.")
@click.option("--on", type=_DAY, help="The day whose law applies to every row (otherwise today).")
@click.option("--on-column", "by", metavar="COLUMN", help="The column (or fact) that tells each row's own day.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the counts as CSV.")
@click.option(
    "--rows", "out", type=click.Path(dir_okay=False, path_type=Path), help="Write rows to this .csv or .parquet."
)
@click.option("--rule", "rules", multiple=True, help="Write rows in which this rule holds (otherwise: any rule).")
@click.option("--most", type=click.IntRange(1), default=1000, show_default=True, help="Write no more rows than this.")
@as_option
@telling_errors
def screen(
    file: Path,
    case_type: str | None,
    map_name: str | None,
    columns: tuple[str, ...],
    on: datetime | None,
    by: str | None,
    out: Path | None,
    rules: tuple[str, ...],
    most: int,
    login: str | None,
    *,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Count how each rule comes out over the rows of FILE (.parquet or .csv), a case a row. Nothing is stored."""
    if (case_type is None) == (map_name is None):
        raise click.UsageError("Give either --case-type or --map.")
    if map_name is not None and columns:
        raise click.UsageError("The map explains the columns; leave --column out.")
    if on is not None and by is not None:
        raise click.UsageError("Give either --on or --on-column.")
    wanted = Wanted(out, rules, most) if out else None
    with office_of_terminal() as office:
        day = on.date() if on else office.clock.today()
        asked = Asked(day, by, dict(_pair(one) for one in columns), wanted=wanted)
        report = _run(
            file, _way(office, acting(office, login), file, case_type, map_name, own_days=not (on or by)), asked
        )
    if as_json:
        click.echo(json.dumps(_for_programs(report), ensure_ascii=False, indent=2))
    elif as_csv:
        click.echo(_as_csv(report), nl=False)
    else:
        _show(report)
        if out:
            console.print(f"[bold]{report.written}[/] {say(_WRITTEN)} {escaped(str(out))}")


def _pair(written: str) -> tuple[str, str]:
    fact, equals, column = written.partition("=")
    if not (fact and equals and column):
        raise click.BadParameter(f"{written!r} is not FACT=COLUMN", param_hint="--column")
    return fact, column


def _way(
    office: Office, person: Person, file: Path, case_type: str | None, map_name: str | None, *, own_days: bool
) -> Callable[[Asked, Progress], ScreenReport]:
    """What to do: screen by columns, or as a register is imported."""
    if map_name is None:
        return lambda asked, progress: screen_file(office, person, file, case_type or "", asked, progress)
    return lambda asked, progress: screen_register(office, person, file, map_name, asked, progress, own_days=own_days)


def _run(file: Path, screening: Callable[[Asked, Progress], ScreenReport], asked: Asked) -> ScreenReport:
    parts = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Bar(*parts, console=errors, transient=True, disable=not errors.is_terminal) as progress:
        bar = progress.add_task(file.name, total=1.0)
        return screening(asked, lambda part: progress.update(bar, completed=part))


def _show(report: ScreenReport) -> None:
    console.print(f"[bold]{report.rows}[/] {say(_ROWS)}")
    for span, rows in report.law:
        console.print(f"  {say(_LAW_OF)} {_days(span)}: {rows} {say(_ROWS)}")
    table = Table(show_edge=False, pad_edge=False)
    for number, head in enumerate(_HEADS):
        table.add_column(say(head), justify="right" if number else "left", no_wrap=True)
    for count in sorted(report.counts, key=lambda one: -one.holds):
        figures = (count.holds, count.does_not_hold, count.cannot_be_told)
        table.add_row(_rule(count), *(str(figure) for figure in figures))
    console.print(table)
    _show_what_was_not_used(report)


def _show_what_was_not_used(report: ScreenReport) -> None:
    for told, rows in report.left_out:
        console.print(f"[yellow]![/] {rows} {say(_ROWS)}: {say(told)}")
    if report.without_day:
        console.print(f"[yellow]![/] {report.without_day} {say(_WITHOUT_DAY)}")
    for name, cells in report.unreadable.items():
        console.print(f"[yellow]![/] {escaped(report.columns.get(name, name))}: {cells} {say(_UNREADABLE)}")
    if report.ignored:
        console.print(f"[dim]{say(_IGNORED)}: {escaped(', '.join(report.ignored))}[/]")


def _days(span: Period) -> str:
    ends = [one.isoformat() if one else "…" for one in (span.start, span.end)]
    return ends[0] if ends[0] == ends[1] else " – ".join(ends)


def _rule(count: RuleCount) -> str:
    title = say(count.rule.title)
    return f"{MARKS[count.rule.severity]} {count.rule.code} {title if len(title) <= 60 else title[:59] + '…'}"


def _as_csv(report: ScreenReport) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["rule", "title", "severity", "holds", "does_not_hold", "cannot_be_told"])
    for one in report.counts:
        title = one.rule.title.in_language(spoken())
        writer.writerow(
            [one.rule.code, title, one.rule.severity.value, one.holds, one.does_not_hold, one.cannot_be_told]
        )
    return out.getvalue()


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
    law = [{"from": span.start, "to": span.end, "rows": rows} for span, rows in report.law]
    left_out = [{"reason": told, "rows": rows} for told, rows in report.left_out]
    told: dict[str, object] = {"case_type": report.case_type, "rows": report.rows, "law": law}
    told |= {"on": _one_day(report), "on_column": report.by, "without_day": report.without_day, "left_out": left_out}
    told |= {"columns": report.columns, "ignored": report.ignored, "unreadable": report.unreadable}
    told |= {"written": report.written, "counts": counts}
    return {name: plain(value, spoken()) for name, value in told.items()}


def _one_day(report: ScreenReport) -> date | None:
    return report.law[0][0].start if report.by is None and report.law else None
