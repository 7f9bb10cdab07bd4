"""What every command shares: the office it works in, and errors told as sentences with an exit code."""

from __future__ import annotations

import functools
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec

import click
from rich.console import Console

from neni.core.app import open_office
from neni.core.config import Config
from neni.core.errors import NeniError
from neni.core.model.people import OPERATOR, Person
from neni.core.model.text import Language, Text
from neni.core.office import Office

P = ParamSpec("P")
console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)
REFUSED = 1
"""Exit code when what was asked cannot be done; click's own wrong usage is 2."""


def telling_errors(command: Callable[P, None]) -> Callable[P, None]:
    """A command whose NeniErrors reach people as sentences, all problems listed, with exit code 1."""

    @functools.wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
        try:
            command(*args, **kwargs)
        except NeniError as error:
            language = spoken()
            errors.print(f"[bold red]✗[/] {escaped(error.message.in_language(language))}")
            for problem in error.problems:
                pointer = f"{problem.pointer}: " if problem.pointer else ""
                errors.print(f"  • {escaped(pointer + problem.said(language))}")
            sys.exit(REFUSED)

    return told


def spoken() -> Language:
    """The language of the terminal (NENI_LANGUAGE)."""
    try:
        return Config.read().language
    except NeniError:
        return Language.ALBANIAN


def say(text: Text) -> str:
    """A text in the language of the terminal, safe to print."""
    return escaped(text.in_language(spoken()))


@contextmanager
def office_of_terminal() -> Iterator[Office]:
    """The office of the workspace the environment names. Raises BadConfiguration."""
    with open_office(Config.read()) as office:
        yield office


def acting(office: Office, login: str | None) -> Person:
    """Whom a command acts for: the person with that login, or the operator of the machine. Raises NotFound."""
    if login is None:
        return OPERATOR
    with office.store.reading() as work:
        person = work.people.by_login(login.strip().casefold())
    if person is None:
        raise click.BadParameter(f"there is nobody with the login {login!r}; see `neni people list`", param_hint="--as")
    return person


as_option: Callable[[Any], Any] = click.option(
    "--as", "login", metavar="LOGIN", help="Act for this person (otherwise the operator of this machine)."
)
language_option: Callable[[Any], Any] = click.option(
    "--language",
    type=click.Choice([one.value for one in Language]),
    help="Language of the document (otherwise that of the terminal).",
)


def escaped(words: str) -> str:
    """Words with nothing that the console would take for markup."""
    return words.replace("[", r"\[")
