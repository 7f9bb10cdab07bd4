"""Commands for the law: which rules there are, and their confirmation by two people."""

from __future__ import annotations

import click
from rich.table import Table

from neni.core.cli.terminal import acting, console, office_of_terminal, say, telling_errors
from neni.core.services.law import confirming


@click.group()
def rules() -> None:
    """Rules and their confirmation by two people."""


@rules.command("list")
@click.argument("case_type")
@telling_errors
def show(case_type: str) -> None:
    """List the rules of CASE_TYPE with article, confidence and confirmation."""
    table = Table("rule", "title", "severity", "reference", "confidence", "takes effect", show_edge=False)
    with office_of_terminal() as office:
        for state in confirming.rule_states(office, acting(office, None), case_type):
            rule = state.rule
            effect = "yes" if state.takes_effect else "proposed" if state.confirmation else "advises only"
            known = (rule.severity.value, say(rule.reference.words), rule.confidence.value, effect)
            table.add_row(rule.code, say(rule.title), *known)
    console.print(table)


@rules.command()
@click.argument("case_type")
@click.argument("rule")
@click.option("--as", "login", required=True, help="The lawyer who vouches for the rule.")
@click.option("--note", required=True, help="What was read, and where.")
@telling_errors
def propose(case_type: str, rule: str, login: str, note: str) -> None:
    """A first lawyer vouches for RULE of CASE_TYPE."""
    with office_of_terminal() as office:
        confirming.propose(office, acting(office, login), case_type, rule, note)
    console.print(f"✓ {rule}")


@rules.command()
@click.argument("case_type")
@click.argument("rule")
@click.option("--as", "login", required=True, help="A second lawyer.")
@telling_errors
def confirm(case_type: str, rule: str, login: str) -> None:
    """A second lawyer confirms RULE of CASE_TYPE; its severity takes effect."""
    with office_of_terminal() as office:
        confirming.confirm(office, acting(office, login), case_type, rule)
    console.print(f"✓ {rule}")
