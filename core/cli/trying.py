"""`neni rules try`: a changed ruleset over all stored cases, to see what it would do before it is shipped."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import click

from neni.core.cli.differences import print_comparison, print_turns
from neni.core.cli.machine import plain
from neni.core.cli.progress import counting
from neni.core.cli.terminal import acting, as_option, console, escaped, office_of_terminal, say, spoken, telling_errors
from neni.core.model.text import Language, Text
from neni.core.model.versions import short
from neni.core.services.simulation import Simulation, simulate

MOST_CASES = 20
COLUMNS = ("reference", "title", "case_type", "on", "rule", "before", "after", "says")


@click.command("try")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--case-type", help="Only cases of this type (otherwise all the ruleset is for).")
@click.option("--csv", "table", type=click.Path(dir_okay=False, path_type=Path), help="Write every change to a file.")
@click.option("--all", "every", is_flag=True, help=f"List every case, not only the first {MOST_CASES}.")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@as_option
@telling_errors
def try_ruleset(
    file: Path, case_type: str | None, table: Path | None, login: str | None, *, every: bool, as_json: bool
) -> None:
    """Show what stored cases would come to under FILE, a changed ruleset, in place of the one of the same code.

    Nothing is stored. Ctrl+C stops it.
    """
    with office_of_terminal() as office, counting("rules try") as on_case:
        found = simulate(office, acting(office, login), file.name, file.read_bytes(), case_type, on_case)
    if table:
        _write(found, table, spoken())
    if as_json:
        told = {"ruleset": found.ruleset, "before": found.before, "after": found.after, "looked_at": found.looked_at}
        click.echo(json.dumps({**told, "cases": plain(found.cases, spoken())}, ensure_ascii=False, indent=2))
    else:
        _print(found, every=every)


def _print(found: Simulation, *, every: bool) -> None:
    console.print(f"{escaped(found.ruleset)} {short(found.before)} → {short(found.after)}")
    console.print(f"[bold]{found.looked_at}[/] {say(_LOOKED_AT)} · [bold]{len(found.cases)}[/] {say(_CHANGE)}")
    print_turns((one.comparison for one in found.cases), spoken())
    for one in found.cases if every else found.cases[:MOST_CASES]:
        console.print(f"[bold]{escaped(one.reference)}[/]  {escaped(one.title)}")
        print_comparison(one.comparison, spoken())
    if not every and len(found.cases) > MOST_CASES:
        console.print(f"… +{len(found.cases) - MOST_CASES} (--all, --csv)")


def _write(found: Simulation, table: Path, language: Language) -> None:
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for case in found.cases:
            for change in case.comparison.rules:
                known = (case.reference, case.title, case.case_type, case.on.isoformat(), change.rule)
                turned = (one.value if one else "" for one in change.outcomes)
                rows.writerow(map(_harmless, (*known, *turned, change.message.in_language(language))))


def _harmless(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words


_LOOKED_AT = Text(sq="raste u shikuan", sr="predmeta pregledano", en="cases looked at")
_CHANGE = Text(sq="do të dilnin ndryshe", sr="bi ispalo drugačije", en="would come out otherwise")
