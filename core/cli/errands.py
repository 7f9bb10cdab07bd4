"""Commands for background work: doing it (`neni worker`), and looking after it (`neni errands`)."""

from __future__ import annotations

import signal
from datetime import timedelta

import click
from rich.table import Table

from neni.core.cli.terminal import console, escaped, office_of_terminal, telling_errors
from neni.core.config import Config
from neni.core.model.errands import Errand, ErrandQuery, ErrandStatus
from neni.core.model.people import OPERATOR
from neni.core.services.work import errand_desk, schedule_desk
from neni.core.services.work.errand_crew import Crew
from neni.core.services.work.scheduling import Clockwork


@click.command()
@click.option("--hands", type=click.IntRange(1, 64), help="Errands done at once (otherwise NENI_WORKERS).")
@telling_errors
def worker(hands: int | None) -> None:
    """Do background work until stopped (Ctrl+C, SIGTERM): what is begun is finished, the rest given back.

    `neni serve` does background work too. Run this beside it on the same database for more, on other machines when the
    database is PostgreSQL.
    """
    at_once = hands or Config.read().hands or 1
    with office_of_terminal() as office, Clockwork(office), Crew(office, hands=at_once) as crew:
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, lambda *_: crew.stop())
        console.print(f"{crew.name}  (Ctrl+C)")
        crew.wait()


@click.group()
def errands() -> None:
    """Background work: what waits, what is parked and why."""


@errands.command("lanes")
@telling_errors
def lanes() -> None:
    """What stands in each lane, and for how long the oldest has been due."""
    table = Table("lane", "waiting", "at work", "parked", "oldest due for", "held until", show_edge=False)
    with office_of_terminal() as office:
        ledger = errand_desk.ledger(office)
    for lane in ledger.lanes:
        held = f"{lane.held_until:%Y-%m-%d %H:%M} UTC {lane.reason}" if lane.held_until else ""
        counts = (str(lane.waiting), str(lane.leased), str(lane.parked))
        table.add_row(escaped(lane.lane), *counts, _age(ledger.age(lane)), escaped(held))
    console.print(table)
    for kind in sorted(ledger.unknown):
        console.print(f"[yellow]unknown kind, kept:[/] {escaped(kind)}")


@errands.command("list")
@click.option("--status", type=click.Choice([one.value for one in ErrandStatus]), help="Only those in this state.")
@click.option("--lane", default="", help="Only those of this lane.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=50, show_default=True)
@telling_errors
def show(status: str | None, lane: str, limit: int) -> None:
    """List errands, the newest first."""
    table = Table("number", "kind", "key", "state", "attempts", "due", "last error", show_edge=False)
    query = ErrandQuery(ErrandStatus(status) if status else None, lane=lane, limit=limit)
    with office_of_terminal() as office:
        for errand in errand_desk.look(office, OPERATOR, query):
            table.add_row(*_row(errand))
    console.print(table)


@errands.command("schedules")
@telling_errors
def schedules() -> None:
    """What is done regularly: last, next, late, paused."""
    table = Table("schedule", "line", "last", "state", "next", "paused or late", show_edge=False)
    with office_of_terminal() as office:
        for one in schedule_desk.regulars(office, OPERATOR):
            last = f"{one.last.entered_at:%Y-%m-%d %H:%M}" if one.last else "–"
            state = f"{one.last.status.value} {one.last.error[:60]}" if one.last else ""
            odd = "paused" if one.paused_at else f"late by {_age(one.late)}" if one.is_late else ""
            line = (one.schedule.name, one.schedule.cron, last, state, f"{one.next:%Y-%m-%d %H:%M} UTC", odd)
            table.add_row(*(escaped(word) for word in line))
    console.print(table)


@errands.command("again")
@click.argument("number", type=int, required=False)
@click.option("--lane", help="Everything parked in this lane.")
@telling_errors
def again(number: int | None, lane: str | None) -> None:
    """Have errand NUMBER tried now, or everything parked in a lane."""
    if (number is None) == (lane is None):
        raise click.UsageError("give the NUMBER of an errand, or --lane")
    with office_of_terminal() as office:
        if lane is not None:
            console.print(f"✓ {errand_desk.run_lane_again(office, OPERATOR, lane)}")
        elif number is not None:
            errand_desk.run_again(office, OPERATOR, number)
            console.print(f"✓ {number}")


@errands.command("cancel")
@click.argument("number", type=int)
@telling_errors
def cancel(number: int) -> None:
    """Call errand NUMBER off."""
    with office_of_terminal() as office:
        errand_desk.cancel(office, OPERATOR, number)
    console.print(f"✓ {number}")


@errands.command("hold")
@click.argument("lane")
@click.option("--hours", type=click.FloatRange(0.01, 24 * 366), required=True, help="For how long.")
@click.option("--reason", required=True, help="Why; shown to whoever looks.")
@telling_errors
def hold(lane: str, hours: float, reason: str) -> None:
    """Give nothing out of LANE for a while."""
    with office_of_terminal() as office:
        until = office.clock.now() + timedelta(hours=hours)
        errand_desk.hold(office, OPERATOR, lane, until, reason)
    console.print(f"✓ {escaped(lane)}  {until:%Y-%m-%d %H:%M} UTC")


@errands.command("release")
@click.argument("lane")
@telling_errors
def release(lane: str) -> None:
    """Give out of LANE again."""
    with office_of_terminal() as office:
        errand_desk.release(office, OPERATOR, lane)
    console.print(f"✓ {escaped(lane)}")


def _row(errand: Errand) -> tuple[str, ...]:
    due = f"{errand.due:%Y-%m-%d %H:%M:%S}"
    words = (errand.kind, errand.key[:40], errand.status.value, str(errand.attempts), due, errand.error[:80])
    return (str(errand.id), *(escaped(one) for one in words))


def _age(age: timedelta) -> str:
    return str(timedelta(seconds=int(age.total_seconds()))) if age else "–"
