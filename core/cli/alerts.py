"""`neni alerts …`: what waits for an answer, answering it, and sweeping and evaluating by hand."""

from __future__ import annotations

import json

import click
from rich.table import Table

from neni.core.cli.terminal import acting, as_option, console, escaped, office_of_terminal, say, spoken, telling_errors
from neni.core.model.alerts import Alert, AlertState
from neni.core.model.deadlines.explaining import shown
from neni.core.model.text import Text
from neni.core.services.alerts import alert_desk
from neni.core.services.alerts.alert_desk import Asked
from neni.core.services.alerts.letters import GRAVITIES
from neni.core.services.alerts.nightly import evaluate_open
from neni.core.services.alerts.watching import sweep


@click.group()
def alerts() -> None:
    """Alerts: what waits for an answer, and answering it."""


@alerts.command("list")
@click.option("--department", help="Only of this department.")
@click.option("--mine", is_flag=True, help="Only those the person acting was told of.")
@click.option(
    "--state", type=click.Choice([*(one.value for one in AlertState), "any"]), default="open", show_default=True
)
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@as_option
@telling_errors
def list_alerts(department: str | None, state: str, login: str | None, *, mine: bool, as_json: bool) -> None:
    """List alerts, newest first, at most fifty."""
    wanted = None if state == "any" else AlertState(state)
    with office_of_terminal() as office:
        asked = Asked(mine=mine, department=department, state=wanted)
        found = alert_desk.inbox(office, acting(office, login), asked)
    if as_json:
        click.echo(json.dumps([_told(one) for one in found.alerts], ensure_ascii=False, indent=2))
        return
    table = Table(show_header=False, show_edge=False)
    for one in found.alerts:
        words = (say(GRAVITIES[one.gravity]), say(shown(one.raised_at)), say(one.title), say(one.message), one.id)
        table.add_row(*(escaped(word) for word in words))
    console.print(table if found.alerts else say(_NOTHING))


@alerts.command("acknowledge")
@click.argument("alert")
@click.option("--reason", required=True, help="Why it is enough that one knows.")
@as_option
@telling_errors
def acknowledge(alert: str, reason: str, login: str | None) -> None:
    """Say that one knows of ALERT (its id), so that nobody further is told."""
    with office_of_terminal() as office:
        done = alert_desk.acknowledge(office, acting(office, login), alert, reason)
    console.print(f"✓ {say(done.title)}")


@alerts.command("sweep")
@telling_errors
def sweep_once() -> None:
    """Raise and tell everything that is due. The clock does it every minute."""
    with office_of_terminal() as office:
        console.print(f"✓ {sweep(office)}")


@alerts.command("evaluate")
@telling_errors
def evaluate() -> None:
    """Evaluate all open cases now, in this terminal. The clock does it every night."""
    with office_of_terminal() as office:
        night = evaluate_open(office, f"terminal-{office.clock.now().isoformat()}", "operator")
    told = {"cases": night.done, "first_seen": night.first_seen, "changed": night.changed, "failed": night.failed}
    console.print(json.dumps(told))


def _told(one: Alert) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "gravity": one.gravity.value,
        "state": one.state.value,
        "case": one.reference,
        "raised_at": one.raised_at.isoformat(),
        "title": one.title.in_language(spoken()),
        "message": one.message.in_language(spoken()),
    }


_NOTHING = Text(sq="Asgjë nuk pret.", sr="Ništa ne čeka.", en="Nothing waits.")
