"""`neni new`: skeletons to begin with. Nothing that is there is overwritten; a rule is added to its file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from neni.core.cli.terminal import console, escaped, say, telling_errors
from neni.core.config import Config
from neni.core.errors import Conflict
from neni.core.host import Host
from neni.core.model.text import Language, Text
from neni.core.services.law.skeletons import CODE, PREFIX, NewCaseType, Provision
from neni.core.services.law.skeletons.case_types import declaration, examples, ruleset
from neni.core.services.law.skeletons.departments import department_files
from neni.core.services.law.skeletons.rules import NewRule, rule_files
from neni.core.services.law.skeletons.templates import NewTemplate, template_files

_RULE = re.compile(r"[A-Z]{2,5}-[0-9]{1,4}[a-z]?")
_WRITTEN = Text(sq="U shkrua", sr="Napisano", en="Written")
_THEN = Text(sq="Pastaj", sr="Zatim", en="Then")


def _matching(pattern: re.Pattern[str], like: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def checked(_context: click.Context, _parameter: click.Parameter, value: Any) -> Any:
        for one in value if isinstance(value, tuple) else (value,):
            if not pattern.fullmatch(one) or iskeyword(one):
                raise click.BadParameter(f"{one!r}: {like}")
        return value

    return checked


_code = _matching(CODE, "a small letter, then small letters, digits and underlines, 40 at most, e.g. tree_permit")
_title = click.option(
    "--title",
    nargs=3,
    required=True,
    metavar="SQ SR EN",
    callback=_matching(re.compile(r'[^"\\{}\x00-\x1f]{1,200}'), "words, without quotes, braces and backslashes"),
    help="The title in Albanian, Serbian and English.",
)
_prefix = click.option(
    "--prefix",
    required=True,
    callback=_matching(PREFIX, "two to five capitals, e.g. PRK"),
    help="Of codes and numbers.",
)
_into = click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The folder to write into."
)
_act = click.option("--act", required=True, help="The act, e.g. 04/L-042.")
_article = click.option("--article", required=True, help="The article.")
_since = click.option(
    "--since", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="In force since."
)


@click.group()
def new() -> None:
    """Begin a rule, a template, a case type or a department: a complete skeleton that passes `neni check`.

    What the law says is told by you and never invented; until somebody has read the provision, a rule is from memory.
    """


@new.command("department")
@click.argument("code", callback=_code)
@click.argument("case_type", callback=_code)
@_title
@_prefix
@_act
@_article
@_since
@_into
@telling_errors
def new_department(code: str, case_type: str, title: tuple[str, str, str], into: Path, **law: Any) -> None:
    """A package to install beside Neni: the department CODE with the case type CASE_TYPE, a rule, a document."""
    first = _case_type(code, case_type, title, **law)
    folder = into / f"neni-{code.replace('_', '-')}"
    _write_new({folder / name: content for name, content in department_files(Text(*title), first)})
    _then(f"pip install {folder}", f"neni check {code}")


@new.command("case-type")
@click.argument("department", callback=_code)
@click.argument("code", callback=_code)
@_title
@_prefix
@_act
@_article
@_since
@click.option("--plugin", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--rulesets", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@telling_errors
def new_case_type(
    department: str, code: str, title: tuple[str, str, str], plugin: Path, rulesets: Path, **law: Any
) -> None:
    """A case type CODE of a DEPARTMENT: its declaration in --plugin, its rules and examples in --rulesets."""
    made = _case_type(department, code, title, **law)
    files = {
        plugin / f"{code}.py": declaration(made),
        rulesets / f"{code}.yaml": ruleset(made),
        rulesets / f"{code}.examples.yaml": examples(made),
    }
    _write_new({path: words.encode() for path, words in files.items()})
    _then(f"Department(case_types=(…, {made.name}))", f"neni check {rulesets}")


@new.command("template")
@click.argument("code", callback=_code)
@_title
@click.option("--fact", "facts", multiple=True, required=True, callback=_code, help="A text fact it prints.")
@click.option("--language", "languages", multiple=True, type=click.Choice([one.value for one in Language]))
@_into
@telling_errors
def new_template(
    code: str, title: tuple[str, str, str], facts: tuple[str, ...], languages: tuple[str, ...], into: Path
) -> None:
    """A template CODE: a Word file for each language (all three unless told) and its description."""
    chosen = tuple(Language(one) for one in languages) or tuple(Language)
    made = NewTemplate(code, Text(*title), chosen, facts)
    _write_new({into / name: content for name, content in template_files(made)})
    _then(f'DocumentType(…, template="{code}")', "neni check")


@new.command("rule")
@click.argument("code", callback=_matching(_RULE, "as PRO-12"))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_title
@click.option("--fact", required=True, help="The fact it looks at: yes/no, number, money or choice.")
@_article
@_since
@telling_errors
def new_rule(code: str, file: Path, title: tuple[str, str, str], fact: str, article: str, since: datetime) -> None:
    """A rule CODE at the end of the rules FILE, with an example in which it holds and one in which it does not."""
    wanted = NewRule(code, Text(*title), fact, Provision("", article, since.date()))
    host = Host.load(disabled=Config.read().disabled_plugins)
    made = rule_files(host, file, wanted)
    _write({path: words.encode() for path, words in made.files.items()})
    for name in made.to_name_it:
        console.print(f"[yellow]![/] {say(_names(name, code))}")
    _then(f"neni check {file.parent}")


def _case_type(
    department: str, code: str, title: tuple[str, str, str], *, prefix: str, act: str, article: str, since: datetime
) -> NewCaseType:
    return NewCaseType(department, code, Text(*title), prefix, Provision(act, article, since.date()))


def _write_new(files: Mapping[Path, bytes]) -> None:
    """Write all or, when one is there already, none. Raises Conflict."""
    there = [path for path in files if path.exists()]
    if there:
        raise Conflict(_is_there(there))
    _write(files)


def _write(files: Mapping[Path, bytes]) -> None:
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        console.print(f"[green]✓[/] {say(_WRITTEN)}: {escaped(str(path))}")


def _then(*steps: str) -> None:
    for step in steps:
        console.print(f"{say(_THEN)}: [bold]{escaped(step)}[/]")


def _names(example: str, code: str) -> Text:
    return Text(
        sq=f"Rregulli vlen edhe në shembullin “{example}”: shtoni {code} te “findings” i tij.",
        sr=f"Pravilo važi i u primeru „{example}“: dodajte {code} u njegove „findings“.",
        en=f"The rule holds in the example “{example}” too: add {code} to its findings.",
    )


def _is_there(paths: Iterable[Path]) -> Text:
    told = ", ".join(map(str, paths))
    return Text(
        sq=f"Ekziston tashmë: {told}. Asgjë nuk u shkrua; merrni emër tjetër ose dosje tjetër.",
        sr=f"Već postoji: {told}. Ništa nije napisano; uzmite drugi naziv ili drugu fasciklu.",
        en=f"Already there: {told}. Nothing was written; take another name or another folder.",
    )
