"""Commands for the law: checking it with its examples, and the confirmation of rules by two people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click
from rich.table import Table

from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.cli.terminal import REFUSED, acting, console, escaped, office_of_terminal, say, spoken, telling_errors
from neni.core.config import Config
from neni.core.gathering import Plugin
from neni.core.host import Host
from neni.core.services import confirming
from neni.core.services.checking import CheckReport, check_examples
from neni.core.services.checking_templates import check_templates


@click.command()
@click.argument("plugin", required=False)
@telling_errors
def check(plugin: str | None) -> None:
    """Check every plugin (or PLUGIN): its rules, templates and examples. Exit code 1 when anything is wrong."""
    host = Host.load(disabled=Config.read().disabled_plugins)
    concerned = [one for one in host.plugins if plugin in (None, one.name)]
    if not concerned:
        raise click.BadParameter(f"there is no plugin {plugin!r}; see `neni plugins`")
    report = check_examples(host, plugin)
    wrong = [*_broken(concerned), *_failing(report), *_unfillable(host, plugin)]
    for line in wrong:
        console.print(f"[red]✗[/] {escaped(line)}")
    for line in _remarks(report):
        console.print(f"[yellow]![/] {escaped(line)}")
    console.print(f"{len(concerned)} plugins, {report.examples} examples, {report.rules} rules")
    if wrong:
        sys.exit(REFUSED)


def _remarks(report: CheckReport) -> Iterator[str]:
    yield from (f"{rule}: no example in which it holds and one in which it does not" for rule in report.untried)
    yield from (remark.said(spoken()) for remark in report.remarks)


def _broken(plugins: Iterable[Plugin]) -> Iterator[str]:
    for one in plugins:
        if one.problem:
            yield f"{one.owner}: {one.problem.message.in_language(spoken())}"
            yield from (problem.said(spoken()) for problem in one.problem.problems)


def _failing(report: CheckReport) -> Iterator[str]:
    for failure in report.failures:
        yield f"{failure.example.place} {failure.example.name}: {failure.message.in_language(spoken())}"


def _unfillable(host: Host, plugin: str | None) -> Iterator[str]:
    for error in check_templates(host, DocxWord(host.filters(), Phrases()), plugin):
        yield error.message.in_language(spoken())
        yield from (problem.said(spoken()) for problem in error.problems)


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
