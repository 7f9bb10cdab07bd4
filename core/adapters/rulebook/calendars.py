"""Official tables of days off as files: one year each, or every mistake in it with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from neni.core.adapters.rulebook import deadline_refusals, mistakes, nodes
from neni.core.adapters.rulebook.nodes import Node
from neni.core.adapters.rulebook.reader import Reader
from neni.core.errors import BadRules
from neni.core.model.calendars import FIRST_YEAR, LAST_YEAR, DayOff, YearTable
from neni.core.model.conditions.tree import Literal, Span
from neni.core.model.problems import Problem
from neni.core.model.references import Place
from neni.core.model.text import Text

ENDING = ".yaml"


def load(folder: Traversable) -> dict[int, YearTable]:
    """Every official table of a folder, by year. Raises BadRules with all mistakes of all files."""
    files = sorted((one for one in folder.iterdir() if one.name.endswith(ENDING)), key=lambda file: file.name)
    found: dict[int, YearTable] = {}
    problems: list[Problem] = []
    for file in files:
        table = _read(file.name, file.read_bytes(), problems)
        if table is not None:
            found[table.year] = table
    if problems:
        raise BadRules(_REFUSED, problems)
    return found


def read(name: str, content: bytes) -> YearTable:
    """One official table. Raises BadRules."""
    problems: list[Problem] = []
    table = _read(name, content, problems)
    if problems or table is None:
        raise BadRules(_REFUSED, problems)
    return table


def _read(name: str, content: bytes, problems: list[Problem]) -> YearTable | None:
    try:
        root, twice = nodes.read(content.decode("utf-8-sig"), name)
    except nodes.Unreadable as unreadable:
        problems.append(unreadable.problem)
        return None
    except UnicodeDecodeError as error:
        problems.append(mistakes.not_utf8(Place(name, error.object[: error.start].count(b"\n") + 1)))
        return None
    problems += twice
    reader = Reader(name, _no_condition, problems)
    found = reader.entries(root, ("calendar", "source", "days"), ("working",))
    year = _year(reader, found.get("calendar"))
    days = tuple(_days(reader, found.get("days"), year))
    working = tuple(reader.day(one) for one in reader.items(found.get("working")))
    return YearTable(year, days, reader.words(found.get("source")), official=True, working=working)


def _days(reader: Reader, node: Node | None, year: int) -> Iterator[DayOff]:
    """Each holiday on its own day, and on its day off where that is another one."""
    for one in reader.items(node):
        found = reader.entries(one, ("name", "on"), ("off",))
        name, on = reader.words(found.get("name")), reader.day(found.get("on"))
        off = reader.day(found["off"]) if "off" in found else on
        if year and not on.year == off.year == year:
            reader.note(deadline_refusals.other_year(reader.place(one), year))
        yield DayOff(on, name)
        if off != on:
            yield DayOff(off, name, of=on)


def _year(reader: Reader, node: Node | None) -> int:
    given = reader.string(node)
    if given.isascii() and given.isdigit() and FIRST_YEAR <= int(given) <= LAST_YEAR:
        return int(given)
    if given and node is not None:
        reader.note(deadline_refusals.no_year(reader.place(node), given))
    return 0


def _no_condition(_: str, /, *, tests: bool = False) -> Literal:  # noqa: ARG001 - see Parse
    """A table of days has no conditions to parse."""
    return Literal(None, Span(0, 0, 1, 1))


_REFUSED = Text(
    sq="Tabela zyrtare e ditëve të pushimit ka gabime dhe nuk përdoret; korrigjojini rreshtat e shënuar.",
    sr="Zvanična tabela neradnih dana ima greške i ne koristi se; ispravite navedene redove.",
    en="The official table of days off has mistakes and is not used; correct the lines named.",
)
