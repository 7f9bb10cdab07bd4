"""`neni rules versions`: the texts of a ruleset that cases began with."""

from __future__ import annotations

import click
from rich.table import Table

from neni.core.cli.terminal import console, office_of_terminal, say, telling_errors
from neni.core.model.law.versions import RulesetVersion, short
from neni.core.model.text import Text
from neni.core.services.judging.versions import kept, shipped


@click.command("versions")
@click.argument("ruleset")
@click.option("--text", "wanted", metavar="VERSION", help="Print the text of this version (its first digits).")
@telling_errors
def list_versions(ruleset: str, wanted: str | None) -> None:
    """List the versions of RULESET that are kept, oldest first; the one shipped today is marked."""
    with office_of_terminal() as office:
        found, today = kept(office, ruleset), shipped(office)
    if wanted:
        click.echo(_one(found, wanted).written, nl=False)
        return
    table = Table(*map(say, (_VERSION, _KEPT, _TODAY)), show_edge=False, pad_edge=False)
    for one in found:
        mark = "✓" if one.fingerprint in today else ""
        table.add_row(short(one.fingerprint), one.kept_at.date().isoformat(), mark)
    console.print(table)


def _one(found: tuple[RulesetVersion, ...], wanted: str) -> RulesetVersion:
    matching = [one for one in found if one.fingerprint.startswith(wanted)]
    if len(matching) != 1:
        there = ", ".join(short(one.fingerprint) for one in found)
        raise click.BadParameter(f"{wanted!r} names {len(matching)} versions; there are: {there}", param_hint="--text")
    return matching[0]


_VERSION = Text(sq="versioni", sr="verzija", en="version")
_KEPT = Text(sq="e ruajtur më", sr="sačuvana", en="kept since")
_TODAY = Text(sq="e sotmja", sr="današnja", en="today's")
