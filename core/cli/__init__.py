"""The command line: `neni …`. Each group of commands has its file; services do the work."""

from __future__ import annotations

import click

from neni.core.cli.batching import batch
from neni.core.cli.cases import evaluate, import_table, issue
from neni.core.cli.checking import check
from neni.core.cli.deadlines import calendar, deadline, due
from neni.core.cli.demo import demo
from neni.core.cli.errands import errands, worker
from neni.core.cli.law import rules
from neni.core.cli.moving import move
from neni.core.cli.people import people
from neni.core.cli.reviewing import review_manuscript
from neni.core.cli.screening import screen
from neni.core.cli.seals import seals
from neni.core.cli.simulating import simulate_change
from neni.core.cli.standard import dmn, feel_command
from neni.core.cli.tables import tables
from neni.core.cli.versions import list_versions
from neni.core.cli.why import why
from neni.core.cli.workspace import about, init, plugins, serve


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="neni")
def main() -> None:
    """Rules, deadlines and documents for public institutions.

    Settings come from the environment (NENI_WORKSPACE, NENI_DATABASE_URL, NENI_LANGUAGE, NENI_PORT, …).
    """


COMMANDS = (
    *(about, batch, check, demo, dmn, errands, evaluate, feel_command, import_table, init, issue, people, plugins),
    *(review_manuscript, rules, screen, seals, serve, simulate_change, tables, why, worker),
    *(calendar, deadline, due),
)
for command in COMMANDS:
    main.add_command(command)
for command in (list_versions, move):
    rules.add_command(command)
rules.add_command(simulate_change, "try")  # its earlier name
