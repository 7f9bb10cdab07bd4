"""What programs send, read strictly: exact JSON, known names only, every mistake with a JSON pointer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeVar, cast

import marshmallow as ma
from flask import Request
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser

from neni.core.adapters import strict_json
from neni.core.errors import InvalidFacts, NotFound, Problem
from neni.core.model.text import Text
from neni.core.web.problem_kinds import INVALID, WRONG_TYPE
from neni.core.web.refusals import WrongType

Result = TypeVar("Result")
View = TypeVar("View", bound=Callable[..., Any])


class Decorator(Protocol):
    """Takes a view and gives one that is called by the same name."""

    def __call__(self, view: View, /) -> View:
        """The view, wrapped."""


_WRONG_VALUE = Text(
    sq="Vlera nuk ka formën e kërkuar.", sr="Vrednost nema traženi oblik.", en="The value has not the form asked for."
)


class StrictParser(FlaskParser):
    """Reads bodies by the house's strict JSON and refuses names nobody asked for."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {  # noqa: RUF012 - webargs' own way
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": ma.RAISE,
    }

    def _raw_load_json(self, req: Request) -> Any:
        if not req.is_json:
            raise WrongType(WRONG_TYPE.advice)
        return strict_json.read(req.get_data())

    def handle_error(self, error: ma.ValidationError, *_: Any, **__: Any) -> NoReturn:
        """Tell all mistakes at once."""
        messages = error.messages_dict
        raise InvalidFacts(INVALID.advice, list(_problems(messages[next(iter(messages))])))


class Routes(Blueprint):  # type: ignore[misc]  # flask-smorest has no types
    """A blueprint of the API."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._prepare_doc_cbks.append(_with_headers)

    def doc(self, *, parameters: Sequence[Mapping[str, Any]] = (), **more: Any) -> Decorator:
        """More of a view for the description; `parameters` stand beside what it takes otherwise."""
        described: Decorator = super().doc(**more)

        def decorate(view: View) -> View:
            told: Any = described(view)
            told._apidoc["headers"] = list(parameters)  # where flask-smorest keeps what it describes
            return cast("View", told)

        return cast("Decorator", decorate)

    if TYPE_CHECKING:  # what its decorators leave of a view, for the type checker
        get: Callable[[str], Decorator]
        post: Callable[[str], Decorator]
        patch: Callable[[str], Decorator]
        put: Callable[[str], Decorator]
        arguments: Callable[..., Decorator]
        response: Callable[[int, type[ma.Schema]], Decorator]
        alt_response: Callable[..., Decorator]


def _with_headers(described: dict[str, Any], known: Mapping[str, Any], **_: Any) -> dict[str, Any]:
    """The description of a view with the headers it reads."""
    headers = known.get("headers", [])
    return {**described, "parameters": [*described.get("parameters", []), *headers]} if headers else described


def _problems(messages: Any, pointer: str = "") -> Iterator[Problem]:
    if isinstance(messages, Mapping):
        for name, below in messages.items():
            step = "" if name == "_schema" else "/" + str(name).replace("~", "~0").replace("/", "~1")
            yield from _problems(below, pointer + step)
        return
    for message in messages:
        found = message if isinstance(message, Problem) else Problem("invalid", _WRONG_VALUE)
        yield replace(found, pointer=pointer)


@contextmanager
def within(pointer: str) -> Iterator[None]:
    """Problems of what stands at `pointer` are told with the whole way to it."""
    try:
        yield
    except InvalidFacts as error:
        problems = [replace(one, pointer=f"{pointer}{one.pointer}") for one in error.problems]
        raise InvalidFacts(error.message, problems) from None


def named(pointer: str, look_up: Callable[[], Result]) -> Result:
    """Something the body names: when there is no such thing, the body is at fault and not the address."""
    try:
        return look_up()
    except NotFound as error:
        raise InvalidFacts(INVALID.advice, [Problem("unknown", error.message, pointer)]) from None
