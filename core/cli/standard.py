"""Commands that hold Neni to the DMN standard: one expression, or a decision of a DMN file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from neni.core import feel
from neni.core.adapters import strict_json
from neni.core.cli.terminal import telling_errors
from neni.core.model.conditions.values import Value
from neni.core.model.conditions.writing import noted
from neni.core.model.plain_values import to_json

_facts = click.option(
    "--facts",
    metavar="JSON",
    default="{}",
    help='What is known, as a JSON object; "@2026-01-31" is a date, "@PT2H" a duration. @FILE reads a file.',
)
_json = click.option("--json", "as_json", is_flag=True, help="Print the value as JSON instead of as FEEL writes it.")


@click.command("feel")
@click.argument("expression")
@_facts
@click.option("--input", "asked", metavar="JSON", help="Read EXPRESSION as unary tests of this value.")
@_json
@telling_errors
def feel_command(expression: str, facts: str, asked: str | None, *, as_json: bool) -> None:
    """Evaluate EXPRESSION, written in FEEL of the DMN standard."""
    known = feel.facts_of(_object(facts))
    if asked is None:
        _print(feel.value_of(expression, known), as_json=as_json)
    else:
        value = feel.facts_of({"?": strict_json.read(asked)})["?"]
        _print(feel.tested(expression, value, known), as_json=as_json)


@click.group()
def dmn() -> None:
    """Decisions of DMN files."""


@dmn.command("run")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_facts
@click.option(
    "--decision",
    metavar="NAME",
    help="The decision, decision service or knowledge (otherwise the last on which no other rests).",
)
@_json
@telling_errors
def run(file: Path, facts: str, decision: str | None, *, as_json: bool) -> None:
    """Evaluate a decision of FILE (.dmn)."""
    model = feel.read_model(file.read_bytes())
    _print(feel.decision_of(model, decision, feel.inputs_of(model, _object(facts), decision)), as_json=as_json)


def _object(facts: str) -> dict[str, object]:
    try:
        written = Path(facts[1:]).read_bytes() if facts.startswith("@") else facts
    except OSError as error:
        raise click.FileError(facts[1:], error.strerror) from None
    value = strict_json.read(written)
    if not isinstance(value, dict):
        raise click.BadParameter("must be a JSON object", param_hint="--facts")
    return value


def _print(value: Value, *, as_json: bool) -> None:
    click.echo(json.dumps(to_json(value), ensure_ascii=False) if as_json else noted(value))
