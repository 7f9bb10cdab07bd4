"""What stands in a message of another institution: its type, its moment and its data, read strictly. Both ways of
wrapping are read: that of Standard Webhooks, and a structured CloudEvent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from neni.core.adapters import strict_json
from neni.core.errors import BadMessage, NotJson, Problem
from neni.core.model.inbound import LONGEST_TYPE, TYPE_NAME
from neni.core.model.text import Text

DEEPEST = 40
"""So many levels may stand in one another."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message, unwrapped."""

    type: str
    at: str
    data: Mapping[str, object]

    def at_place(self, pointer: str) -> object:
        """What stands at a JSON pointer into the data; None when nothing does."""
        here: object = self.data
        for step in pointer.split("/")[1:]:
            name = step.replace("~1", "/").replace("~0", "~")
            if isinstance(here, Mapping):
                here = here.get(name)
            elif isinstance(here, list) and name.isascii() and name.isdecimal() and int(name) < len(here):
                here = here[int(name)]
            else:
                return None
        return here


def open_envelope(body: bytes) -> Envelope:
    """The message in these bytes. Raises NotJson, BadMessage."""
    if body.startswith(b"\xef\xbb\xbf"):
        raise NotJson(_MARKED)
    value = strict_json.read(body)
    _refuse_depths(value)
    if not isinstance(value, dict):
        raise BadMessage(_UNFIT, (Problem("not_object", _NOT_OBJECT, ""),))
    moment = "time" if "specversion" in value else "timestamp"
    problems = tuple(filter(None, (_type_problem(value), _moment_problem(value, moment), _data_problem(value))))
    if problems:
        raise BadMessage(_UNFIT, problems)
    return Envelope(value["type"], value[moment], value["data"])


def unfit(problems: tuple[Problem, ...]) -> BadMessage:
    """A message whose data is not as its type asks; places are told from the top of the message."""
    return BadMessage(_UNFIT, tuple(Problem(one.code, one.message, f"/data{one.pointer}") for one in problems))


def _refuse_depths(value: object) -> None:
    level = [value]
    for _ in range(DEEPEST):
        level = [
            below
            for one in level
            if isinstance(one, dict | list)
            for below in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return
    raise NotJson(_DEEP)


def _type_problem(value: Mapping[str, object]) -> Problem | None:
    told = value.get("type")
    if isinstance(told, str) and len(told) <= LONGEST_TYPE and TYPE_NAME.fullmatch(told):
        return None
    return Problem("bad_type", _BAD_TYPE, "/type")


def _moment_problem(value: Mapping[str, object], name: str) -> Problem | None:
    told = value.get(name)
    try:
        moment = datetime.fromisoformat(told) if isinstance(told, str) and len(told) <= 40 else None
    except ValueError:
        moment = None
    return None if moment and moment.tzinfo else Problem("bad_moment", _BAD_MOMENT, f"/{name}")


def _data_problem(value: Mapping[str, object]) -> Problem | None:
    if not isinstance(value.get("data"), dict):
        return Problem("bad_data", _BAD_DATA, "/data")
    return Problem("bad_text", _BAD_TEXT, "/data") if _holds_nul(value["data"]) else None


def _holds_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    below = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(_holds_nul, below))


_UNFIT = Text(
    sq="Mesazhi nuk i përgjigjet skemës së llojit të vet; asgjë nuk u ruajt.",
    sr="Poruka ne odgovara šemi svoje vrste; ništa nije sačuvano.",
    en="The message does not meet the schema of its type; nothing was kept.",
)
_NOT_OBJECT = Text(
    sq="Mesazhi duhet të jetë objekt JSON me type, timestamp dhe data.",
    sr="Poruka mora biti JSON objekat sa type, timestamp i data.",
    en="A message must be a JSON object with type, timestamp and data.",
)
_BAD_TYPE = Text(
    sq="“type” duhet të jetë emri i ngjarjes, p.sh. ecap.complaint.filed, deri në 128 shkronja.",
    sr="„type“ mora biti ime događaja, npr. ecap.complaint.filed, do 128 znakova.",
    en="“type” must be the name of an event, such as ecap.complaint.filed, of at most 128 characters.",
)
_BAD_MOMENT = Text(
    sq="Çasti duhet të shkruhet me zonë kohore, p.sh. 2026-11-25T09:30:00Z.",
    sr="Trenutak se piše sa vremenskom zonom, npr. 2026-11-25T09:30:00Z.",
    en="The moment must be written with its time zone, such as 2026-11-25T09:30:00Z.",
)
_BAD_DATA = Text(
    sq="“data” duhet të jetë objekt me atë që tregohet.",
    sr="„data“ mora biti objekat sa onim što se javlja.",
    en="“data” must be an object with what is told.",
)
_BAD_TEXT = Text(
    sq="Një tekst përmban shkronjën NUL (\\u0000); hiqeni.",
    sr="Jedan tekst sadrži znak NUL (\\u0000); uklonite ga.",
    en="A text holds the NUL character (\\u0000); take it out.",
)
_DEEP = Text(
    sq=f"JSON-i ka më shumë se {DEEPEST} nivele brenda njëri-tjetrit.",
    sr=f"JSON ima više od {DEEPEST} nivoa jedan u drugom.",
    en=f"The JSON is nested more than {DEEPEST} levels deep.",
)
_MARKED = Text(
    sq="Trupi fillon me shenjën e bajteve (BOM); dërgojeni pa të, në UTF-8.",
    sr="Telo počinje oznakom bajtova (BOM); pošaljite ga bez nje, u UTF-8.",
    en="The body begins with a byte order mark; send it without one, in UTF-8.",
)
