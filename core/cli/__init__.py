"""The command line: `neni …`. Each group of commands has its file; services do the work."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points

import click

_COMMANDS = {
    "about": "workspace.about",
    "alerts": "alerts.alerts",
    "batch": "batching.batch",
    "calendar": "deadlines.calendar",
    "check": "checking.check",
    "deadline": "deadlines.deadline",
    "demo": "demo.demo",
    "dmn": "standard.dmn",
    "due": "deadlines.due",
    "errands": "errands.errands",
    "evaluate": "cases.evaluate",
    "feel": "standard.feel_command",
    "import": "cases.import_table",
    "init": "workspace.init",
    "issue": "cases.issue",
    "keys": "keys.keys",
    "new": "new.new",
    "people": "people.people",
    "plugins": "workspace.plugins",
    "review": "reviewing.review_manuscript",
    "rules": "law.rules",
    "screen": "screening.screen",
    "seal": "seals.seals",
    "serve": "workspace.serve",
    "simulate": "simulating.simulate_change",
    "tables": "tables.tables",
    "why": "why.why",
    "worker": "errands.worker",
}
"""Where each command stands."""
PLUGINS = "neni.commands"
"""The entry points by which plugins bring commands; they never take the place of ours."""
_BELOW = {
    "rules": {
        "versions": "versions.list_versions",
        "move": "moving.move",
        "try": "simulating.simulate_change",  # its earlier name
    },
}
"""Commands that a group gets from other files."""


class Commands(click.Group):
    """The commands, each opened when it is asked for: Word, spreadsheets and the web application take longer to load
    than most commands take to do their work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        brought = entry_points(group=PLUGINS).names
        return sorted({*_COMMANDS, *brought, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name in _COMMANDS and cmd_name not in self.commands:
            command = _opened(_COMMANDS[cmd_name])
            if isinstance(command, click.Group):
                for name, place in _BELOW.get(cmd_name, {}).items():
                    command.add_command(_opened(place), name)
            self.add_command(command, cmd_name)
        elif cmd_name not in self.commands:
            for point in entry_points(group=PLUGINS, name=cmd_name):
                self.add_command(point.load(), cmd_name)
        return super().get_command(ctx, cmd_name)


def _opened(place: str) -> click.Command:
    module, name = place.split(".")
    command: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
    return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="neni")
def main() -> None:
    """Rules, deadlines and documents for public institutions.

    Settings come from the environment (NENI_WORKSPACE, NENI_DATABASE_URL, NENI_LANGUAGE, NENI_PORT, …).
    """
