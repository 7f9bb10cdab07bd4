"""`neni check`: everything wrong or doubtful in the law, for people, for programs and as a page."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click

from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.cli.check_json import as_json
from neni.core.cli.check_printing import print_coverage, print_findings
from neni.core.cli.terminal import P, errors, escaped, spoken
from neni.core.config import Config
from neni.core.errors import NeniError
from neni.core.host import Host
from neni.core.model.text import Language
from neni.core.services.law.checking import folders, subjects
from neni.core.services.law.checking.reports import NOT_CHECKED, CheckReport
from neni.core.services.law.checking.reports import check as check_subject
from neni.core.services.paper.checking_templates import check_templates
from neni.core.web.checked import page


def _ending_with_its_code(command: Callable[P, int]) -> Callable[P, None]:
    """What could not be checked at all is told like a wrong use of the command, and ends with its code."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs)
        except NeniError as error:
            for words in (error.message.in_language(spoken()), *(one.said(spoken()) for one in error.problems)):
                errors.print(f"[bold red]✗[/] {escaped(words)}")
            code = NOT_CHECKED
        sys.exit(code)

    return told


@click.command()
@click.argument("what", required=False, metavar="[PLUGIN|FOLDER]")
@click.option("--json", "to_json", is_flag=True, help="Print everything as JSON (docs/checks.md).")
@click.option("--html", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write one page to this file.")
@click.option("--coverage", "covered", is_flag=True, help="Show which articles, rules and examples there are instead.")
@click.option("--strict", is_flag=True, help="Remarks count as errors.")
@click.option("--language", type=click.Choice([one.value for one in Language]), help="Otherwise that of the terminal.")
@_ending_with_its_code
def check(
    what: str | None, file: Path | None, language: str | None, *, to_json: bool, covered: bool, strict: bool
) -> int:
    """Check the law: of every plugin, of one PLUGIN, or of a FOLDER of rules that is not installed yet.

    Reads the rules, fills the templates, runs the examples, and looks for what can never happen, what is missing and
    what does nothing.

    Exit code 0: no errors. 1: errors were found (with --strict: or remarks). 2: it could not be checked, or not all
    of it.
    """
    chosen = Language(language) if language else spoken()
    report = _checked(Host.load(disabled=Config.read().disabled_plugins), what)
    if to_json:
        click.echo(json.dumps(as_json(report, strict=strict), ensure_ascii=False, indent=2))
    elif covered:
        print_coverage(report.coverage, chosen)
    else:
        print_findings(report, chosen)
    if file:
        _write(file, page(report, chosen, Phrases()))
    return report.exit_code(strict=strict)


def _checked(host: Host, what: str | None) -> CheckReport:
    """The report on plugins, or on the folder when no plugin has that name. Raises NotFound."""
    if what is not None and what not in {one.name for one in host.plugins} and Path(what).is_dir():
        return check_subject(folders.in_folder(host, Path(what)))
    subject = subjects.installed(host, what)
    return check_subject(subject, check_templates(host, DocxWord(host.filters(), Phrases()), what))


def _write(file: Path, words: str) -> None:
    try:
        file.write_text(words, encoding="utf-8")
    except OSError as error:
        raise click.BadParameter(f"{file}: {error.strerror}", param_hint="--html") from None
