"""`neni review`: a draft act checked at the terminal, with the commented file and the annex written beside it."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from neni.core.cli.machine import plain
from neni.core.cli.terminal import acting, as_option, console, escaped, office_of_terminal, say, spoken, telling_errors
from neni.core.model.manuscripts.reviews import Remark, Review
from neni.core.model.rules import Severity
from neni.core.model.text import Text
from neni.core.services.manuscripts.returning import annex, commented, source_of, weight_of
from neni.core.services.manuscripts.reviewing import HandedIn, review

_IN = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)


@click.command("review")
@click.argument("file", type=_IN)
@click.option("--type", "kind", default="legal.bylaw", show_default=True, help="What kind of manuscript it is.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day whose law counts (otherwise today).")
@click.option("--previous", help="The review of the version before.")
@click.option("--comments", type=_OUT, help="Write the author's own file with comments in the margin.")
@click.option("--annex", "annex_file", type=_OUT, help="Write all remarks as a Word file.")
@click.option("--json", "as_json", is_flag=True, help="Print the review as JSON.")
@as_option
@telling_errors
def review_manuscript(
    file: Path,
    kind: str,
    on: datetime | None,
    previous: str | None,
    comments: Path | None,
    annex_file: Path | None,
    login: str | None,
    *,
    as_json: bool,
) -> None:
    """Check the draft in FILE (.docx, .odt, .txt) and keep the review. Ends with 1 when it has errors."""
    with office_of_terminal() as office:
        person = acting(office, login)
        day = on.date() if on else None
        done = review(office, person, HandedIn(kind, file.read_bytes(), file.name, day, previous=previous))
        if comments:
            comments.write_bytes(commented(office, person, done.id, spoken()))
        if annex_file:
            annex_file.write_bytes(annex(office, person, done.id, spoken()))
    if as_json:
        click.echo(json.dumps(plain(done, spoken()), ensure_ascii=False, indent=2))
    else:
        _print(done)
    if done.counts()[Severity.BLOCKING]:
        sys.exit(1)


def _print(done: Review) -> None:
    console.print(f"[bold]{escaped(done.title)}[/]  [dim]{done.id}[/]")
    for note in done.notes:
        console.print(f"  [dim]{escaped(note.said(spoken()))}[/]")
    for one in done.remarks:
        _print_remark(one)
    counts = done.counts()
    told = [counts[weight] for weight in Severity]
    console.print(
        say(
            Text(
                sq="{} gabime · {} vërejtje · {} shënime",
                sr="{} grešaka · {} upozorenja · {} napomena",
                en="{} errors · {} warnings · {} notes",
            )
        ).format(*told)
    )


def _print_remark(one: Remark) -> None:
    said, chosen = one.finding, spoken()
    head = f"{weight_of(one).in_language(chosen)} {said.rule}"
    console.print(f"{head:<22} [dim]{escaped(one.eid)}[/] {escaped(said.message.in_language(chosen))}")
    console.print(f"{'':<22} “{escaped(one.words[:120])}”", style="dim")
    if said.remedy:
        console.print(f"{'':<22} → {escaped(said.remedy.in_language(chosen))}")
    console.print(f"{'':<22} {escaped(source_of(said, chosen))}", style="dim")
