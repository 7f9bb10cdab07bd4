"""Commands for people and the programs that act for them."""

from __future__ import annotations

import click
from rich.table import Table

from neni.core.cli.terminal import acting, console, office_of_terminal, telling_errors
from neni.core.model.people import EVERYWHERE, Role
from neni.core.model.text import Language
from neni.core.services.people import identity


@click.group()
def people() -> None:
    """People who may sign in, and API tokens."""


@people.command("add")
@click.argument("login")
@click.option("--name", required=True, help="The name on documents.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    help="ROLE or DEPARTMENT:ROLE; roles are reader, officer, head, lawyer, administrator, executive. "
    "May be given repeatedly.",
)
@click.option("--speaks", type=click.Choice([one.value for one in Language]), default=Language.ALBANIAN.value)
@click.password_option(help="Asked for when left out.")
@telling_errors
def add(login: str, name: str, roles: tuple[str, ...], speaks: str, password: str) -> None:
    """Let somebody sign in."""
    held = [_role(written) for written in roles]
    with office_of_terminal() as office:
        for department, _ in held:
            if department != EVERYWHERE:
                office.host.department(department)
        person = identity.add_person(office, login, name, password, held, Language(speaks))
    console.print(f"✓ {person.login} ({person.name})")


@people.command("list")
@telling_errors
def show() -> None:
    """List everybody with their roles."""
    table = Table("login", "name", "roles", show_edge=False)
    with office_of_terminal() as office, office.store.reading() as work:
        for person in work.people.all():
            held = ", ".join(sorted(f"{where}:{role.value}" for where, role in person.roles))
            table.add_row(person.login, person.name, held)
    console.print(table)


@people.command("token")
@click.argument("login")
@click.option("--label", required=True, help="What the program is, so that the token can be told from others.")
@telling_errors
def token(login: str, label: str) -> None:
    """Print a new API token for a program that acts for LOGIN; it is shown only now."""
    with office_of_terminal() as office:
        console.print(identity.new_api_token(office, acting(office, login), label))


def _role(written: str) -> tuple[str, Role]:
    department, colon, role = written.rpartition(":")
    try:
        return (department if colon else EVERYWHERE), Role(role)
    except ValueError:
        raise click.BadParameter(
            f"{role!r} is no role; possible: {', '.join(one.value for one in Role)}", param_hint="--role"
        ) from None
