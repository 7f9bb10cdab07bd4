"""`neni rules move`: what today's rules would change for open cases, and moving them there."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click

from neni.core.cli.differences import print_comparison, print_turns
from neni.core.cli.machine import plain
from neni.core.cli.progress import counting
from neni.core.cli.terminal import acting, as_option, console, escaped, office_of_terminal, say, spoken, telling_errors
from neni.core.errors import Conflict
from neni.core.model.law.versions import short
from neni.core.model.people import Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.cases import moving
from neni.core.services.cases.moving import CaseMove, Move

MOST_CASES = 20
SHORTEST_SEAL = 8


@click.command()
@click.argument("references", nargs=-1)
@click.option("--case-type", help="Every open case of this type (otherwise of every type).")
@click.option("--accept", is_flag=True, help="Move the cases, after showing what changes.")
@click.option("--seal", help="Accept only if the changes are still those that were shown with this seal.")
@click.option("--all", "every", is_flag=True, help=f"List every case, not only the first {MOST_CASES} that change.")
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@as_option
@telling_errors
def move(
    references: tuple[str, ...],
    case_type: str | None,
    seal: str | None,
    login: str | None,
    *,
    accept: bool,
    every: bool,
    as_json: bool,
) -> None:
    """Show what today's rules change for open cases (REFERENCES, or all), and move them there with --accept."""
    if references and case_type:
        raise click.UsageError("name cases or a case type, not both")
    with office_of_terminal() as office:
        person = acting(office, login)
        with counting("rules move") as on_case:
            found = moving.preview(office, person, case_type, references, on_case)
        if as_json:
            click.echo(json.dumps(plain(found, spoken()), ensure_ascii=False, indent=2))
        else:
            _print(found, every=every)
        if accept:
            _accept(office, person, found, seal, quietly=as_json)
        elif found.cases and not as_json:
            console.print(f"{say(_NOT_MOVED)} --accept --seal {found.seal[:12]}")


def _accept(office: Office, person: Person, found: Move, seal: str | None, *, quietly: bool) -> None:
    if seal is not None and not (len(seal) >= SHORTEST_SEAL and found.seal.startswith(seal)):
        raise Conflict(_OTHER_SEAL)
    for total in moving.accept(office, person, found):
        if not quietly:
            console.print(f"[green]✓[/] {escaped(total.subject)}: {total.data['cases']} {say(_MOVED)}")


def _print(found: Move, *, every: bool) -> None:
    counts = ((found.looked_at, _LOOKED_AT), (len(found.cases), _EARLIER), (len(found.changed), _CHANGE))
    console.print(" · ".join(f"[bold]{count}[/] {say(words)}" for count, words in counts))
    print_turns((one.comparison for one in found.cases), spoken())
    listed = found.cases if every else found.changed[:MOST_CASES]
    for one in listed:
        _print_case(one)
    if not every and len(found.changed) > MOST_CASES:
        console.print(f"… +{len(found.changed) - MOST_CASES} (--all)")


def _print_case(one: CaseMove) -> None:
    versions = [
        f"{code} {_version(one.before, code)} → {_version(one.after, code)}"
        for code in sorted({*one.before, *one.after})
        if one.before.get(code) != one.after.get(code)
    ]
    console.print(f"[bold]{escaped(one.reference)}[/]  {escaped(one.title)}  [dim]{escaped(', '.join(versions))}[/]")
    if not one.readable:
        console.print(f"  [yellow]![/] {say(_UNREADABLE)}")
    print_comparison(one.comparison, spoken())


def _version(versions: Mapping[str, str], code: str) -> str:
    known = versions.get(code)
    return short(known) if known else "–"


_LOOKED_AT = Text(sq="raste të hapura", sr="otvorenih predmeta", en="open cases")
_EARLIER = Text(sq="me rregulla të mëparshme", sr="po ranijim pravilima", en="under earlier rules")
_CHANGE = Text(sq="për të cilat ndryshon diçka", sr="za koje se nešto menja", en="for which something changes")
_MOVED = Text(sq="kaluan në rregullat e sotme", sr="prevedeno na današnja pravila", en="moved to today's rules")
_NOT_MOVED = Text(
    sq="Asgjë nuk u kalua. Për ta pranuar pikërisht këtë, shtoni:",
    sr="Ništa nije prevedeno. Da prihvatite upravo ovo, dodajte:",
    en="Nothing was moved. To accept exactly this, add:",
)
_OTHER_SEAL = Text(
    sq="Dallimet nuk janë më ato që u shfaqën me këtë vulë; asgjë nuk u kalua. Shikojini përsëri.",
    sr="Razlike više nisu one prikazane sa ovim pečatom; ništa nije prevedeno. Pogledajte ih ponovo.",
    en="The changes are not those shown with this seal any more; nothing was moved. Look at them again.",
)
_UNREADABLE = Text(
    sq="Rregullat me të cilat u hap nuk janë ruajtur; nuk mund të krahasohet.",
    sr="Pravila sa kojima je otvoren nisu sačuvana; ne može se uporediti.",
    en="The rules it was opened with were not kept; there is nothing to compare with.",
)
