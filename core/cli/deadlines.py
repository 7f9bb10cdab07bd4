"""`neni due`, `neni deadline …` and `neni calendar …`: what is due, how it was counted, which days are worked."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click
from rich.table import Table

from neni.core.adapters import strict_json
from neni.core.cli.cases import READABLE
from neni.core.cli.terminal import acting, as_option, console, escaped, office_of_terminal, say, spoken, telling_errors
from neni.core.errors import NotFound, NotJson
from neni.core.model.deadlines.explaining import shown
from neni.core.model.text import Text
from neni.core.services import agendas, calendar_tables
from neni.core.services.agendas import agenda_files, feeds
from neni.core.services.agendas.due import WHEN, as_table, due_list, every_day
from neni.core.services.deadlines import sweep
from neni.core.services.deadlines.deadline_reading import deadlines_of, state_words


@click.command()
@click.option("--department", help="Only of this department.")
@click.option("--mine", is_flag=True, help="Only of cases opened by the person acting.")
@click.option("--opened-by", metavar="LOGIN", help="Only of cases opened by this person.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Only up to this day.")
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), help="Write a spreadsheet instead.")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@as_option
@telling_errors
def due(
    department: str | None,
    opened_by: str | None,
    until: datetime | None,
    xlsx: Path | None,
    login: str | None,
    *,
    mine: bool,
    as_json: bool,
) -> None:
    """List what is due: overdue, today, within seven days, later."""
    with office_of_terminal() as office:
        person = acting(office, login)
        whose = person.id if mine else acting(office, opened_by).id if opened_by else None
        day = until.date() if until else None
        found = due_list(office, person, department=department, opened_by=whose, until=day)
        if xlsx:
            xlsx.write_bytes(as_table(found, spoken()))
            console.print(f"✓ {escaped(str(xlsx))}")
            return
    if as_json:
        told = [
            {"when": when.value, "due": one.due.deadline.due.isoformat() if one.due.deadline.due else None}
            | {"case": one.due.reference, "rule": one.due.deadline.rule, "title": one.title.in_language(spoken())}
            for when, one in every_day(found)
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    table = Table(show_header=False, show_edge=False)
    for when, one in every_day(found):
        last = say(shown(one.due.deadline.due)) if one.due.deadline.due else ""
        table.add_row(say(WHEN[when]), last, say(one.title), escaped(f"{one.due.reference} {one.due.title}"))
    console.print(table if found.count else say(_NOTHING))


@click.group()
def deadline() -> None:
    """Deadlines: how they are counted, and letting time pass."""


@deadline.command()
@click.argument("case")
@click.argument("code")
@as_option
@telling_errors
def explain(case: str, code: str, login: str | None) -> None:
    """Say how the deadline CODE of CASE is counted: a reference, or a JSON file {"type": …, "facts": {…}}."""
    with office_of_terminal() as office:
        person = acting(office, login)
        if Path(case).is_file():
            case_type, facts = _statement(Path(case))
            console.print(say(agendas.explained(office, person, case_type, facts, code)))
            return
        for one in deadlines_of(office, person, case):
            if one.rule.code == code:
                state = state_words(one.rule, one.deadline.state, done=one.deadline.done is not None)
                console.print(f"[bold]{say(one.rule.title)}[/]: {say(state)}")
                for step in one.steps:
                    console.print(f"  {say(step.words)}")
                if one.missing:
                    console.print(f"  {say(agendas.missing_words(one.missing))}")
                return
    raise NotFound(_no_deadline(code))


@deadline.command("agenda")
@click.argument("file", type=READABLE)
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), help="Write a spreadsheet too.")
@click.option("--ics", type=click.Path(dir_okay=False, path_type=Path), help="Write a calendar file too.")
@as_option
@telling_errors
def make_agenda(file: Path, xlsx: Path | None, ics: Path | None, login: str | None) -> None:
    """List every date that follows from FILE, {"type": …, "facts": {…}}: one election day in, its calendar out."""
    with office_of_terminal() as office:
        case_type, facts = _statement(file)
        found = agendas.thought_of(office, acting(office, login), case_type, facts)
        if xlsx:
            xlsx.write_bytes(agenda_files.as_table(found, spoken()))
        if ics:
            ics.write_bytes(agenda_files.as_calendar(office, found, spoken()))
    for one in found.entries:
        room = "".join(f"  [red]{say(text)}[/]" for text in agenda_files.remarks(one))
        nature = say(agenda_files.NATURES[one.rule.nature])
        console.print(
            f"{say(shown(one.due))}  {say(one.rule.title)}  {nature}  {escaped(say(one.rule.reference.words))}{room}"
        )


@deadline.command("sweep")
@telling_errors
def sweep_once() -> None:
    """Let deadlines whose last moment is over become missed. The scheduler does it every minute."""
    with office_of_terminal() as office:
        console.print(f"✓ {len(sweep(office))}")


@deadline.command("feed")
@click.option("--department", help="The deadlines of this department (otherwise of the person's own cases).")
@click.option("--label", default="", help="What the calendar is called.")
@as_option
@telling_errors
def feed(department: str | None, label: str, login: str | None) -> None:
    """Make a calendar address for Outlook or Thunderbird; it is printed this once."""
    with office_of_terminal() as office:
        _, token = feeds.make(office, acting(office, login), department, label)
        console.print(f"{office.address}/calendar-feed/{token}.ics")


@click.group()
def calendar() -> None:
    """Working days: the calendar of a year, and official tables."""


@calendar.command("show")
@click.argument("year", type=int)
@as_option
@telling_errors
def show_year(year: int, login: str | None) -> None:
    """Print the days off of YEAR as they count."""
    with office_of_terminal() as office:
        found = calendar_tables.year(office, acting(office, login), year)
    console.print(say(found.counts.source))
    for one in sorted(found.counts.days, key=lambda each: each.day):
        console.print(f"  {say(shown(one.day))}  {say(one.name)}")


@calendar.command("enter")
@click.argument("file", type=READABLE)
@click.option("--accept", is_flag=True, help="Let it count at once, after showing what it moves.")
@as_option
@telling_errors
def enter_table(file: Path, login: str | None, *, accept: bool) -> None:
    """Enter the official table in FILE (YAML, like those that are shipped) and show which deadlines it moves."""
    with office_of_terminal() as office:
        person = acting(office, login)
        stored = calendar_tables.enter(office, person, calendar_tables.from_file(file.read_bytes(), file.name))
        found = calendar_tables.preview(office, person, stored.id)
        for one in found.moved:
            before, after = (say(shown(each)) if each else "–" for each in (one.before, one.after))
            console.print(f"  {escaped(one.reference)} {one.rule}: {before} → {after} ({escaped(one.owner)})")
        console.print(f"{len(found.comparison.differences)} / {len(found.moved)}")
        if accept:
            calendar_tables.accept(office, person, stored.id, found.seal)
            console.print("[green]✓[/]")


def _statement(file: Path) -> tuple[str, object]:
    """Case type and facts of a file. Raises NotJson."""
    read = strict_json.read(file.read_bytes())
    if not (isinstance(read, dict) and isinstance(read.get("type"), str)):
        raise NotJson(_FILE)
    return read["type"], read.get("facts", {})


def _no_deadline(code: str) -> Text:
    return Text(
        f"Rasti nuk ka afat “{code[:60]}”.",
        f"Predmet nema rok „{code[:60]}“.",
        f"The case has no deadline “{code[:60]}”.",
    )


_NOTHING = Text(sq="Nuk ka asnjë afat.", sr="Nema nijednog roka.", en="Nothing is due.")
_FILE = Text(
    sq='Skedari duhet të jetë {"type": "departament.lloji", "facts": {…}}.',
    sr='Datoteka mora biti {"type": "odeljenje.vrsta", "facts": {…}}.',
    en='The file must be {"type": "department.case_type", "facts": {…}}.',
)
