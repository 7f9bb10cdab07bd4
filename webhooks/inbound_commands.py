"""Commands for messages of other institutions: who may send (`neni inbound add`), what came, and trying it again."""

from __future__ import annotations

from datetime import timedelta

import click

from neni.core.cli.terminal import office_of_terminal, spoken, telling_errors
from neni.core.model.inbound import MessageQuery, MessageStatus
from neni.core.model.people import OPERATOR
from neni.core.services.messages import partner_messages
from neni.webhooks import sources
from neni.webhooks.sources import NewSource


@click.group()
def inbound() -> None:
    """Messages of other institutions: who sends, what came, what waits for a person."""


@inbound.command("add")
@click.argument("name")
@click.option("--title", default="", help="What the institution is called.")
@click.option("--department", "departments", multiple=True, required=True, help="Who takes its messages.")
@click.option("--key", default="", help="whpk_… or whsec_… of the partner; without one a secret is made and shown.")
@click.option("--type", "types", multiple=True, help="Only events of these types.")
@click.option("--tolerance", type=click.IntRange(10, 900), default=300, show_default=True, help="Seconds.")
@telling_errors
def add(name: str, title: str, departments: tuple[str, ...], key: str, types: tuple[str, ...], tolerance: int) -> None:
    """Let an institution send to /hooks/NAME."""
    new = NewSource(name, title or name, departments, key, timedelta(seconds=tolerance), types)
    with office_of_terminal() as office:
        _, made = sources.add(office, OPERATOR, new)
    click.echo(f"✓ /hooks/{name}")
    if made:
        click.echo(f"key  {made}")


@inbound.command("rotate")
@click.argument("name")
@click.option("--key", default="", help="The partner's new key; without one a secret is made and shown.")
@click.option("--days", type=click.IntRange(0, 90), default=7, show_default=True, help="So long the old key counts.")
@telling_errors
def rotate(name: str, key: str, days: int) -> None:
    """Let a new key of NAME count."""
    with office_of_terminal() as office:
        _, made = sources.rotate(office, OPERATOR, name, key, timedelta(days=days))
    click.echo(f"✓ {name}" + (f"\nkey  {made}" if made else ""))


@inbound.command("stop")
@click.argument("name")
@click.option("--go-on", is_flag=True, help="Take its messages again.")
@telling_errors
def stop(name: str, go_on: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Take no more messages of NAME."""
    with office_of_terminal() as office:
        sources.set_active(office, OPERATOR, name, active=go_on)
    click.echo(f"✓ {name}")


@inbound.command("page")
@click.argument("name")
@telling_errors
def page(name: str) -> None:
    """Make a new address of the page for the partner NAME; the one before opens nothing any more."""
    with office_of_terminal() as office:
        token = sources.new_page(office, OPERATOR, name)
        click.echo(f"{office.address}/webhooks/kits/{name}/{token}")


@inbound.command("sources")
@telling_errors
def list_sources() -> None:
    """Who sends, and how many messages are in which state."""
    with office_of_terminal() as office:
        known, counts = sources.listed(office, OPERATOR)
    for one in known:
        told = " ".join(f"{status.value}:{number}" for status, number in counts.get(one.name, {}).items())
        click.echo("\t".join((one.name, one.title, "active" if one.active else "stopped", told or "–")))


@inbound.command("messages")
@click.option("--source", default="", help="Only those of this source.")
@click.option("--status", type=click.Choice([one.value for one in MessageStatus]), help="Only those in this state.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=50, show_default=True)
@telling_errors
def messages(source: str, status: str | None, limit: int) -> None:
    """What came, the newest first; of what is parked, why."""
    query = MessageQuery(source, MessageStatus(status) if status else None, limit)
    with office_of_terminal() as office:
        for one in partner_messages.look(office, OPERATOR, query):
            why = one.problem.get(spoken().value, "")
            click.echo(
                "\t".join((one.id, one.source, one.type, f"{one.received_at:%Y-%m-%d %H:%M:%S}", one.status, why))
            )


@inbound.command("again")
@click.argument("receipt")
@telling_errors
def again(receipt: str) -> None:
    """Have the parked message RECEIPT worked on again."""
    with office_of_terminal() as office:
        partner_messages.run_again(office, OPERATOR, receipt)
    click.echo(f"✓ {receipt}")
