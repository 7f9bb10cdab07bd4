"""Commands for decision tables: out to a spreadsheet or DMN file, and from there to rules."""

from __future__ import annotations

from pathlib import Path

import click

from neni.core.cli.terminal import console, telling_errors
from neni.core.config import Config
from neni.core.host import Host
from neni.core.services.law import table_exchange

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def tables() -> None:
    """Decision tables as .xlsx and .dmn files."""


@tables.command("export")
@click.argument("ruleset")
@click.argument("table")
@click.argument("file", type=_FILE)
@telling_errors
def export(ruleset: str, table: str, file: Path) -> None:
    """Write TABLE of RULESET to FILE (.xlsx or .dmn)."""
    host = Host.load(disabled=Config.read().disabled_plugins)
    content = table_exchange.export(host, ruleset, table, _ending(file))
    try:
        file.write_bytes(content)
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from None
    console.print(f"✓ {file}", markup=False)


@tables.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@telling_errors
def import_file(file: Path) -> None:
    """Print the tables of FILE (.xlsx or .dmn) as they stand in a rules file."""
    click.echo(table_exchange.as_rules(file.read_bytes(), _ending(file)), nl=False)


def _ending(file: Path) -> str:
    ending = file.suffix.lower()
    if ending not in table_exchange.ENDINGS:
        raise click.BadParameter(f"{file.name} ends in neither .xlsx nor .dmn", param_hint="FILE")
    return ending
