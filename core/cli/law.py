"""Commands for the law: checking it with its examples, and the confirmation of rules by two people."""

from __future__ import annotations

import sys

import click
from rich.table import Table

from neni.core.cli.terminal import REFUSED, acting, console, escaped, office_of_terminal, say, spoken, telling_errors
from neni.core.config import Config
from neni.core.host import Host
from neni.core.services import confirming
from neni.core.services.checking import CheckReport, check_examples


@click.command()
@click.argument("plugin", required=False)
@telling_errors
def check(plugin: str | None) -> None:
    """Check every plugin (or PLUGIN): its rules, templates and examples. Exit code 1 when anything is wrong."""
    host = Host.load(disabled=Config.read().disabled_plugins)
    concerned = [one for one in host.plugins if plugin in (None, one.name)]
    if not concerned:
        raise click.BadParameter(f"there is no plugin {plugin!r}; see `neni plugins`")
    wrong = 0
    for one in concerned:
        if one.problem:
            wrong += 1
            console.print(f"[red]✗[/] {one.owner}: {say(one.problem.message)}")
            for problem in one.problem.problems:
                console.print(f"    {problem.where}  {say(problem.message)}")
    report = check_examples(host, plugin)
    _print_report(report)
    console.print(f"{len(concerned)} plugins, {report.examples} examples, {report.rules} rules")
    if wrong or report.failures:
        sys.exit(REFUSED)


def _print_report(report: CheckReport) -> None:
    for failure in report.failures:
        console.print(f"[red]✗[/] {failure.example.place} {failure.example.name}: {say(failure.message)}")
    for rule in report.untried:
        console.print(f"[yellow]![/] {rule}: no example in which it holds and one in which it does not")
    for remark in report.remarks:
        console.print(f"[yellow]![/] {escaped(remark.said(spoken()))}")


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
            known = (rule.severity.value, str(rule.reference), rule.confidence.value, effect)
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
