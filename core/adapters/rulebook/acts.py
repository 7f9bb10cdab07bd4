"""Files of the register of acts to values: which acts there are, or every mistake in them with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from importlib.resources.abc import Traversable

from neni.core.adapters.rulebook import mistakes, nodes, refusals
from neni.core.adapters.rulebook.nodes import Entries, Node, Scalar
from neni.core.adapters.rulebook.reader import Reader
from neni.core.errors import BadRules
from neni.core.model.acts import ActLink, ActRegister, RegisteredAct, number_key
from neni.core.model.conditions.tree import Literal, Span
from neni.core.model.problems import Problem
from neni.core.model.references import Confidence, Place
from neni.core.model.sweeping import unswept
from neni.core.model.text import Language, Text

ENDING = ".yaml"
_LINKS = ("repealed_by", "partly_repealed_by", "amended_by")
_ACT = ("published", "gazette", "issuer", "articles", "repealed", *_LINKS, "court", "confidence", "source")
_NUMBER = r"[^\s]+(?: [^\s]+)*"
_LANGUAGES = tuple(one.value for one in Language)


class ActFiles:
    """The folders of every department that brings acts; they are read when somebody first asks for an act."""

    def __init__(self, folders: Iterable[tuple[str, Traversable]] = ()) -> None:
        self.folders = tuple(folders)

    @cached_property
    def register(self) -> ActRegister:
        """Every act of every folder. Raises BadRules with all mistakes."""
        with unswept():
            return ActRegister(act for owner, folder in self.folders for act in load(folder, owner))


@dataclass(frozen=True, slots=True)
class _Links:
    """Relations of an act before the acts they name were looked up: by field, numbers or whole links with lines."""

    act: RegisteredAct
    place: Place
    named: Mapping[str, tuple[tuple[ActLink, bool, Place], ...]]


def load(folder: Traversable, owner: str) -> tuple[RegisteredAct, ...]:
    """Every act of the folder's files. Raises BadRules with all mistakes of all files; then none is used."""
    problems: list[Problem] = []
    files = sorted((one for one in folder.iterdir() if one.name.endswith(ENDING)), key=lambda file: file.name)
    found = [act for file in files for act in _read(file, f"{folder.name}/{file.name}", problems)]
    acts = tuple(_joined(found, problems))
    if problems:
        raise BadRules(_refused(owner), problems)
    return acts


def _read(file: Traversable, name: str, problems: list[Problem]) -> Iterator[_Links]:
    try:
        root, twice = nodes.read(file.read_bytes().decode("utf-8-sig"), name)
    except nodes.Unreadable as unreadable:
        problems.append(unreadable.problem)
        return
    except UnicodeDecodeError as error:
        problems.append(mistakes.not_utf8(Place(name, error.object[: error.start].count(b"\n") + 1)))
        return
    problems += twice
    reader = Reader(name, _no_condition, problems)
    head = reader.entries(root, ("register", "title", "source", "confidence", "acts"))
    reader.words(head.get("title"))
    reader.string(head.get("register"))
    said = reader.string(head.get("source")), reader.confidence(head.get("confidence"))
    yield from (_act(reader, node, *said) for node in reader.items(head.get("acts")))


def _no_condition(_: str, /, *, tests: bool = False) -> Literal:  # noqa: ARG001 - see Parse
    """A register has no conditions to parse."""
    return Literal(None, Span(0, 0, 1, 1))


def _act(reader: Reader, node: Node, source: str, confidence: Confidence) -> _Links:
    found = reader.entries(node, ("number", "kind", "title"), _ACT)
    named = {field: tuple(_link(reader, one) for one in reader.items(found.get(field))) for field in _LINKS}
    own = found.get("confidence")
    act = RegisteredAct(
        number=reader.string(found.get("number"), _NUMBER, "04/L-042"),
        kind=reader.string(found.get("kind"), r"[a-z][a-z_]*", "law"),
        title=_title(reader, found.get("title")),
        published=_day(reader, found.get("published")),
        gazette=reader.perhaps(found.get("gazette")) or "",
        issuer=reader.perhaps(found.get("issuer")) or "",
        repealed=bool(named["repealed_by"]) or reader.yes(found.get("repealed")),
        articles=_count(reader, found.get("articles")),
        source=reader.perhaps(found.get("source")) or source,
        confidence=reader.confidence(own) if own else confidence,
        court=tuple(reader.string(one) for one in reader.items(found.get("court"))),
    )
    return _Links(act, reader.place(node), named)


def _title(reader: Reader, node: Node | None) -> dict[str, str]:
    """The official names there are; an act need not have one in every language, but it has one."""
    found = reader.entries(node, (), _LANGUAGES) if node else {}
    if node is not None and not found:
        reader.note(mistakes.missing_language(reader.place(node), _LANGUAGES))
    return {language: reader.string(one) for language, one in found.items() if language in _LANGUAGES}


def _link(reader: Reader, node: Node) -> tuple[ActLink, bool, Place]:
    """A number alone stands for an act of the register; otherwise number, title and day are written out."""
    if isinstance(node, Entries):
        found = reader.entries(node, (), ("number", "title", "on"))
        number, title = _perhaps(found.get("number")), _perhaps(found.get("title"))
        if not number and not title:
            reader.note(mistakes.missing_key(reader.place(node), "title"))
        return ActLink(number, title, _day(reader, found.get("on"))), False, reader.place(node)
    return ActLink(reader.string(node, _NUMBER, "04/L-042"), ""), True, reader.place(node)


def _perhaps(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def _day(reader: Reader, node: Node | None) -> date | None:
    return None if node is None else reader.day(node)


def _count(reader: Reader, node: Node | None) -> int | None:
    given = reader.perhaps(node)
    if given is None:
        return None
    if node is not None and not (given.isascii() and given.isdecimal() and 0 < int(given) < 10_000):
        reader.note(refusals.bad_value(reader.place(node), given, "number"))
        return None
    return int(given)


def _joined(found: Iterable[_Links], problems: list[Problem]) -> Iterator[RegisteredAct]:
    """Acts with the titles and days of those they name."""
    found = list(found)
    by_number: dict[str, RegisteredAct] = {}
    for one in found:
        by_number.setdefault(number_key(one.act.number), one.act)
    problems += _taken(found)
    for one in found:
        repealed, partly, amended = (
            tuple(_followed(each, by_number, problems) for each in one.named[field]) for field in _LINKS
        )
        yield replace(one.act, repealed_by=repealed, partly_repealed_by=partly, amended_by=amended)


def _followed(
    named: tuple[ActLink, bool, Place], known: Mapping[str, RegisteredAct], problems: list[Problem]
) -> ActLink:
    link, bare, place = named
    if not bare:
        return link
    act = known.get(number_key(link.number))
    if act is None:
        problems.append(_not_there(place, link.number))
        return link
    return ActLink(act.number, next(iter(act.title.values()), ""), act.published)


def _taken(found: Iterable[_Links]) -> Iterator[Problem]:
    """One number belongs to one act of a kind and an issuer, in one year of publication."""
    seen: dict[tuple[str, str, str], Place] = {}
    for one in found:
        key = one.act.kind, one.act.issuer, number_key(one.act.number)
        if one.act.number and key in seen:
            yield refusals.taken(one.place, one.act.number, seen[key])
        seen.setdefault(key, one.place)


def _not_there(place: Place, number: str) -> Problem:
    return mistakes.mistake(
        "unknown_act",
        place,
        f"Akti “{number}” nuk është në këtë regjistër; shtojeni, ose shkruani edhe titullin: {{number, title, on}}.",
        f"Akt „{number}“ nije u ovom registru; dodajte ga, ili napišite i naziv: {{number, title, on}}.",
        f"The act “{number}” is not in this register; add it, or write its title too: {{number, title, on}}.",
    )


def _refused(owner: str) -> Text:
    return Text(
        sq=f"Regjistri i akteve i “{owner}” ka gabime dhe nuk përdoret; korrigjojini rreshtat e shënuar.",
        sr=f"Registar akata „{owner}“ ima greške i ne koristi se; ispravite navedene redove.",
        en=f"The register of acts of “{owner}” has mistakes and is not used; correct the lines named.",
    )
