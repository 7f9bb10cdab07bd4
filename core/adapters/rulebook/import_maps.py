"""Import maps to values: how registers kept elsewhere read as cases, or every mistake in them with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from neni.core.adapters.rulebook import mistakes, nodes
from neni.core.adapters.rulebook.nodes import Entries, Node, Scalar
from neni.core.adapters.rulebook.reader import Reader
from neni.core.errors import BadImport
from neni.core.model.conditions.tree import Literal, Span
from neni.core.model.importing.import_maps import FactSourceColumn, ImportMap, Skip, placeholders
from neni.core.model.problems import Problem
from neni.core.model.references import Place
from neni.core.model.text import Text

ENDING = ".yaml"
_NAME = r"[a-z][a-z0-9_]*"
_DOTTED = rf"{_NAME}\.{_NAME}"
_ORIGINS = ("column", "text", "is")
_FACT = (*_ORIGINS, "codes", "dates", "decimal", "zero", "pad", "year", "required")
_MARKS = {"point": ".", "comma": ","}


def load(folder: Traversable) -> tuple[ImportMap, ...]:
    """Every map of a folder. Raises BadImport with all mistakes of all files; then none is used."""
    problems: list[Problem] = []
    files = sorted((one for one in folder.iterdir() if one.name.endswith(ENDING)), key=lambda file: file.name)
    maps = [one for file in files if (one := _read(file, problems)) is not None]
    if problems:
        raise BadImport(_BAD_MAP, problems)
    return tuple(maps)


def _read(file: Traversable, problems: list[Problem]) -> ImportMap | None:
    try:
        root, twice = nodes.read(file.read_bytes().decode("utf-8-sig"), file.name)
    except nodes.Unreadable as unreadable:
        problems.append(unreadable.problem)
        return None
    except UnicodeDecodeError as error:
        problems.append(mistakes.not_utf8(Place(file.name, error.object[: error.start].count(b"\n") + 1)))
        return None
    problems += twice
    return _map(Reader(file.name, _no_condition, problems), root)


def _no_condition(_: str, /, *, tests: bool = False) -> Literal:  # noqa: ARG001 - see Parse
    """An import map has no conditions to parse."""
    return Literal(None, Span(0, 0, 1, 1))


def _map(reader: Reader, root: Node) -> ImportMap:
    found = reader.entries(root, ("map", "title", "case_type", "key", "facts"), ("skip",))
    return ImportMap(
        code=reader.string(found.get("map"), _NAME, "municipal_register"),
        title=reader.words(found.get("title")),
        case_type=reader.string(found.get("case_type"), _DOTTED, "procurement.contract"),
        key=_template(reader, found.get("key")) or "",
        facts=tuple(_fact(reader, key, value) for key, value in reader.open_entries(found.get("facts"))),
        skips=tuple(_skip(reader, one) for one in reader.items(found.get("skip"))),
        where=reader.file,
    )


def _fact(reader: Reader, name: Scalar, node: Node) -> FactSourceColumn:
    found = reader.entries(node, (), _FACT)
    if isinstance(node, Entries) and sum(one in found for one in _ORIGINS) != 1:
        reader.note(Problem("one_origin", _ONE_ORIGIN, where=str(reader.place(name))))
    decimal = _one_of(reader, found.get("decimal"), tuple(_MARKS))
    return FactSourceColumn(
        fact=name.text,
        column=reader.perhaps(found.get("column")),
        template=_template(reader, found.get("text")),
        constant=reader.perhaps(found.get("is")),
        codes=dict(_codes(reader, found.get("codes"))),
        dates=tuple(reader.string(one) for one in reader.one_or_many(found["dates"])) if "dates" in found else (),
        decimal=_MARKS.get(decimal or ""),
        zero_is_unrecorded=_one_of(reader, found.get("zero"), ("recorded", "unrecorded")) == "unrecorded",
        pad=int(reader.string(found.get("pad"), r"\d{1,2}", "2") or 0) if "pad" in found else 0,
        year=reader.perhaps(found.get("year")),
        required=reader.yes(found.get("required")),
    )


def _codes(reader: Reader, node: Node | None) -> Iterator[tuple[str, str]]:
    for key, value in reader.open_entries(node):
        yield key.text, reader.string(value)


def _skip(reader: Reader, node: Node) -> Skip:
    found = reader.entries(node, ("column", "words", "reason"))
    words = tuple(reader.string(one) for one in reader.one_or_many(found["words"])) if "words" in found else ()
    return Skip(reader.string(found.get("column")), words, reader.words(found.get("reason")))


def _template(reader: Reader, node: Node | None) -> str | None:
    template = reader.perhaps(node)
    try:
        placeholders(template or "")
    except ValueError:
        reader.note(Problem("bad_braces", _BRACES, where=str(reader.place(node)) if node else ""))
        return None
    return template


def _one_of(reader: Reader, node: Node | None, known: tuple[str, ...]) -> str | None:
    given = reader.perhaps(node)
    if node is not None and given not in known:
        reader.note(mistakes.not_one_of(reader.place(node), given or "", known))
    return given


_BAD_MAP = Text(
    sq="Harta e importit ka gabime; korrigjojini dhe provoni përsëri.",
    sr="Mapa uvoza ima greške; ispravite ih i pokušajte ponovo.",
    en="The import map has mistakes; correct them and try again.",
)
_ONE_ORIGIN = Text(
    sq="jepni saktësisht njërën: column, text ose is.",
    sr="navedite tačno jedno: column, text ili is.",
    en="give exactly one of column, text and is.",
)
_BRACES = Text(
    sq="kllapat {…} nuk mbyllen; shkruani {emri_i_kolonës}.",
    sr="zagrade {…} nisu zatvorene; pišite {naziv_kolone}.",
    en="the braces {…} do not match; write {column_name}.",
)
