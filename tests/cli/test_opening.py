"""Commands are opened when they are asked for, and every command there is can be asked for."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pkgutil import iter_modules

import click
import pytest

from neni.core import cli
from neni.core.cli import main

HEAVY = ("docxtpl", "flask", "openpyxl", "sqlalchemy")


def every_command() -> dict[str, click.Command]:
    """By their names, those inside of groups too."""
    context = click.Context(main)
    found: dict[str, click.Command] = {}
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {one}": below for one, below in command.commands.items()}
    return found


def test_a_command_is_found_by_the_name_it_was_given() -> None:
    named = {name: command.name for name, command in every_command().items() if " " not in name}
    assert named == {name: name for name in named}
    assert main.get_command(click.Context(main), "nothing") is None


def test_no_command_of_any_file_is_forgotten() -> None:
    modules = [import_module(f"{cli.__name__}.{one.name}") for one in iter_modules(cli.__path__)]
    written = {id(one): one for module in modules for one in vars(module).values() if isinstance(one, click.Command)}
    there = every_command().values()
    assert [one.name for one in written.values() if one not in there] == []


@pytest.mark.slow
def test_what_a_command_does_not_need_is_not_loaded() -> None:
    script = f"import sys, neni.core.cli; print([one for one in {HEAVY} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
