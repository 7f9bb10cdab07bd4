"""`neni why`: a rule and a case, explained."""

from __future__ import annotations

import json

import click

from neni.core.cli.machine import plain
from neni.core.cli.terminal import (
    acting,
    as_option,
    console,
    escaped,
    office_of_terminal,
    spoken,
    telling_errors,
)
from neni.core.model.text import Language
from neni.core.services.cases import explaining


@click.command()
@click.argument("case")
@click.argument("rule")
@click.option("--language", type=click.Choice([one.value for one in Language]), help="Otherwise that of the terminal.")
@click.option("--json", "as_json", is_flag=True, help="Print the finding and the sentences as JSON.")
@as_option
@telling_errors
def why(case: str, rule: str, language: str | None, login: str | None, *, as_json: bool) -> None:
    """Explain why RULE holds for CASE, why it does not, or what is missing before it can be told."""
    chosen = Language(language) if language else spoken()
    with office_of_terminal() as office:
        found = explaining.why(office, acting(office, login), case, rule)
    if as_json:
        click.echo(json.dumps(plain(found, chosen), ensure_ascii=False, indent=2))
        return
    for number, sentence in enumerate(found.sentences):
        words = escaped(sentence.words.in_language(chosen))
        console.print(f"    [dim]{words}[/]" if sentence.depth else words if number else f"[bold]{words}[/]")
