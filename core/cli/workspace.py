"""Commands for the workspace itself: making it, serving it, telling about it."""

from __future__ import annotations

import logging
import platform
import signal
import socket
from importlib.metadata import version

import click
import waitress
from rich.table import Table

from neni.core.app import initialise
from neni.core.cli.terminal import console, escaped, office_of_terminal, say, telling_errors
from neni.core.config import Config
from neni.core.errors import BadConfiguration
from neni.core.host import Host
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.paper.printing import PrintRoom
from neni.core.services.work.errand_crew import Crew
from neni.core.services.work.health import health
from neni.core.services.work.scheduling import Clockwork
from neni.core.web import create_app, stop


@click.command()
@telling_errors
def init() -> None:
    """Make the workspace's database, or bring it up to date."""
    config = Config.read()
    initialise(config)
    ready = Text(sq="Hapësira e punës është gati", sr="Radni prostor je spreman", en="The workspace is ready")
    console.print(f"{say(ready)}: {config.workspace}")


@click.command()
@telling_errors
def serve() -> None:
    """Serve the web application (NENI_HOST, NENI_PORT, NENI_THREADS)."""
    with office_of_terminal() as office:
        signal.signal(signal.SIGTERM, _stopped)  # as for Ctrl+C: what is in work is finished
        serve_office(office, Config.read())


def _stopped(*_: object) -> None:
    raise SystemExit(0)


def serve_office(office: Office, config: Config) -> None:
    """Serve until interrupted. Raises BadConfiguration when the port is taken."""
    bound = _bind(config)
    host, port = bound.getsockname()[:2]
    console.print(f"[bold]http://{host}:{port}/[/]  (Ctrl+C)")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    application = create_app(office, secure_cookies=config.behind_https)
    try:
        with PrintRoom(office), Clockwork(office), Crew(office, hands=config.hands):
            waitress.serve(
                application, sockets=[bound], threads=config.threads, ident=None, max_request_body_size=2**25
            )
    finally:
        stop(application)


def _bind(config: Config) -> socket.socket:
    bound = socket.socket(socket.AF_INET6 if ":" in config.host else socket.AF_INET)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((config.host, config.port))
    except OSError as error:
        bound.close()
        place = f"{config.host}:{config.port}"
        raise BadConfiguration(
            Text(
                sq=f"{place} nuk mund të përdoret ({error.strerror}); zgjidhni portë tjetër me NENI_PORT.",
                sr=f"{place} se ne može koristiti ({error.strerror}); izaberite drugi port pomoću NENI_PORT.",
                en=f"{place} cannot be used ({error.strerror}); choose another port with NENI_PORT.",
            )
        ) from None
    return bound


@click.command()
@telling_errors
def plugins() -> None:
    """List the plugins with their distribution, and what is wrong with those left out."""
    table = Table("plugin", "distribution", "case types", "state", show_edge=False)
    host = Host.load(disabled=Config.read().disabled_plugins)
    for plugin in host.plugins:
        department = plugin.answers.department if plugin.answers else None
        case_types = ", ".join(one.code for one in department.case_types) if department else ""
        state = say(plugin.problem.message) if plugin.problem else "✓"
        lines = [say(problem.message) for problem in plugin.problem.problems] if plugin.problem else []
        table.add_row(plugin.name, f"{plugin.distribution} {plugin.version}", case_types, "\n".join([state, *lines]))
    console.print(table)


@click.command()
@telling_errors
def about() -> None:
    """Tell the version, the rule engine at work, the database and the departments."""
    config = Config.read()
    with office_of_terminal() as office:
        console.print(f"Neni {version('neni')}, Python {platform.python_version()}")
        console.print(f"engine: {office.engine.name}")
        if note := getattr(office.engine, "note", None):
            console.print(f"  {say(note)}")
        console.print(f"pdf: {office.pdf.name or '–'}  seal: {escaped(office.seal.name) or '–'}")
        console.print(f"workspace: {config.workspace}")
        console.print(_work(office))
        for department in office.host.departments:
            console.print(f"department: {department.code}, {say(department.title)}")
        for plugin in office.host.broken:
            console.print(f"[red]left out:[/] {plugin.owner} (neni plugins)")


def _work(office: Office) -> str:
    found = health(office)
    clock = "[red]never[/]" if found.clock is None else f"{int(found.clock.total_seconds())} s ago"
    due = int(found.oldest_due.total_seconds())
    return f"work: clock ticked {clock}, oldest due for {due} s, parked {found.parked} (neni errands)"
