"""`neni simulate`: a change of the law over all stored cases, to see what it would do before it is shipped."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from neni.core.cli.differences import print_comparison, print_turns
from neni.core.cli.machine import plain
from neni.core.cli.progress import counting
from neni.core.cli.terminal import acting, as_option, console, escaped, office_of_terminal, say, spoken, telling_errors
from neni.core.model.law.versions import short
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.law import change_files, proposals
from neni.core.services.law.proposals import NewValue, Proposal
from neni.core.services.law.simulation import Scope, Simulation, simulate

MOST_CASES = 20
_DAY = click.DateTime(["%Y-%m-%d"])
_FILE = click.Path(dir_okay=False, path_type=Path)


def _options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def with_all(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return with_all


_CHANGE = _options(
    click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)),
    click.option("--parameter", "values", multiple=True, metavar="NAME=VALUE", help="A value the law might set."),
    click.option("--from", "start", type=_DAY, help="The day from which it counts (otherwise in place of today's)."),
    click.option("--ruleset", help="Where the parameter stands, when several rulesets have one of that name."),
)
_SCOPE = _options(
    click.option("--case-type", help="Only cases of this type (otherwise all the rules are for)."),
    click.option("--department", help="Only cases of this department."),
    click.option("--opened-from", type=_DAY, help="Only cases opened on this day or later."),
    click.option("--opened-to", type=_DAY, help="Only cases opened on this day or earlier."),
)
_OUTPUT = _options(
    click.option("--csv", type=_FILE, help="Write every change to a .csv file."),
    click.option("--xlsx", type=_FILE, help="Write every change to an .xlsx file."),
    click.option("--all", "every", is_flag=True, help=f"List every case, not only the first {MOST_CASES}."),
    click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON."),
)


@click.command("simulate")
@_CHANGE
@_SCOPE
@_OUTPUT
@as_option
@telling_errors
def simulate_change(
    login: str | None, csv: Path | None, xlsx: Path | None, *, every: bool, as_json: bool, **asked: Any
) -> None:
    r"""Show what stored cases would come to under a change of the law: FILE, a changed ruleset in place of the one of
    the same code, or values of the law (--parameter).

    Nothing is stored. Ctrl+C stops it and leaves nothing.

    \b
    neni simulate new/value.yaml --case-type procurement.contract
    neni simulate --parameter low_value_from=2000 --from 2026-01-01 --xlsx changes.xlsx
    """
    if bool(asked["file"]) == bool(asked["values"]):
        raise click.UsageError("name either a FILE or --parameter NAME=VALUE")
    with office_of_terminal() as office, counting("simulate") as on_case:
        found = simulate(office, acting(office, login), _proposal(office, **asked), _scope(**asked), on_case)
    for ending, file in (("csv", csv), ("xlsx", xlsx)):
        if file:
            _write(file, change_files.write(found, ending, spoken()))
    if as_json:
        click.echo(json.dumps(_for_programs(found), ensure_ascii=False, indent=2))
    else:
        _print(found, every=every)


def _proposal(
    office: Office,
    file: Path | None,
    values: tuple[str, ...],
    start: datetime | None,
    ruleset: str | None,
    **_scope_asked: Any,
) -> Proposal:
    if file:
        return proposals.of_file(office, file.name, file.read_bytes())
    return proposals.of_values(office, [_value(one, start, ruleset) for one in values])


def _value(written: str, start: datetime | None, ruleset: str | None) -> NewValue:
    name, equals, value = written.partition("=")
    if not (name and equals and value):
        raise click.BadParameter(f"{written!r} is not NAME=VALUE", param_hint="--parameter")
    return NewValue(name.strip(), value.strip(), start.date() if start else None, ruleset)


def _scope(
    case_type: str | None,
    department: str | None,
    opened_from: datetime | None,
    opened_to: datetime | None,
    **_change_asked: Any,
) -> Scope:
    first, last = (day.date() if day else None for day in (opened_from, opened_to))
    return Scope(case_type, department, first, last)


def _for_programs(found: Simulation) -> dict[str, Any]:
    rulesets = [
        {"ruleset": before.code, "before": before.fingerprint, "after": after.fingerprint}
        for before, after in found.proposal.rulesets
    ]
    values = [
        {"parameter": one.parameter.name, "from": one.after.start, "before": one.before, "after": one.after.value}
        for one in found.proposal.values
    ]
    turns = [{"rule": rule, "turn": turn, "cases": count} for (rule, turn), count in found.turns.items()]
    counts = {
        "looked_at": found.looked_at,
        "changed": found.changed,
        "turned": found.turned,
        "listed": len(found.cases),
    }
    told: dict[str, Any] = {
        "rulesets": rulesets, "parameters": values, **counts, "listed": len(found.cases), "turns": turns,
        "derived": dict(found.values), "cases": found.cases,
    }  # fmt: skip
    return {name: plain(value, spoken()) for name, value in told.items()}


def _print(found: Simulation, *, every: bool) -> None:
    for before, after in found.proposal.rulesets:
        console.print(f"{escaped(before.code)} {short(before.fingerprint)} → {short(after.fingerprint)}")
    counts = ((found.looked_at, _LOOKED_AT), (found.changed, _CHANGED), (found.turned, _TURNED))
    console.print(" · ".join(f"[bold]{count}[/] {say(words)}" for count, words in counts))
    print_turns((one.comparison for one in found.cases), spoken())
    for fact, count in sorted(found.values.items()):
        console.print(f"{escaped(fact)}: [bold]{count}[/] {say(_OTHER_VALUE)}")
    for one in found.cases if every else found.cases[:MOST_CASES]:
        console.print(f"[bold]{escaped(one.reference)}[/]  {escaped(one.title)}")
        print_comparison(one.comparison, spoken())
    if not every and len(found.cases) > MOST_CASES:
        console.print(f"… +{len(found.cases) - MOST_CASES} (--all, --csv, --xlsx)")
    if found.left_off:
        console.print(f"[yellow]![/] {escaped(change_files.remarks(found).in_language(spoken()))}")


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from None


_LOOKED_AT = Text(sq="raste u shikuan", sr="predmeta pregledano", en="cases looked at")
_CHANGED = Text(sq="do të dilnin ndryshe", sr="bi ispalo drugačije", en="would come out otherwise")
_TURNED = Text(sq="me rregull që kthehet", sr="sa pravilom koje se okreće", en="with a rule that turns")
_OTHER_VALUE = Text(sq="raste me vlerë tjetër", sr="predmeta sa drugom vrednošću", en="cases with another value")
