"""Import maps written as YAML to values, or every mistake in them with file and line, by PyYAML.

Every scalar stays the letters it is (`1` is the code "1", `no` a word): what it means is told by where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias

import yaml

from neni.core.errors import BadImport, Problem
from neni.core.model.import_maps import FactSourceColumn, ImportMap, Skip, placeholders
from neni.core.model.text import Language, Text

Path: TypeAlias = "tuple[str | int, ...]"
ENDING = ".yaml"
_TOP = ("map", "title", "case_type", "key", "facts", "skip")
_FACT = ("column", "text", "is", "codes", "dates", "decimal", "zero", "pad", "year", "required")
_SKIP = ("column", "words", "reason")
_MARKS = {"point": ".", "comma": ","}


def load(folder: Traversable) -> tuple[ImportMap, ...]:
    """Every map of a folder. Raises BadImport with all mistakes of all files; then none is used."""
    problems: list[Problem] = []
    maps = []
    for file in sorted((one for one in folder.iterdir() if one.name.endswith(ENDING)), key=lambda file: file.name):
        maps.append(_Reader(file.name, problems).map(file.read_text(encoding="utf-8")))
    if problems:
        raise BadImport(_BAD_MAP, problems)
    return tuple(one for one in maps if one is not None)


class _Reader:
    """Reads one file and notes what is wrong with it."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file = file
        self._problems = problems
        self._lines: dict[Path, int] = {}

    def map(self, content: str) -> ImportMap | None:
        """The map the file declares; None when it is no YAML."""
        try:
            root = yaml.compose(content, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self._say((), _NO_YAML, mark.line + 1 if mark else 1)
            return None
        top = self._entries(self._plain(root, ()) if root else {}, (), _TOP, needed=_TOP[:5])
        code, case_type = self._word(top, ("map",)), self._word(top, ("case_type",))
        key = self._template(self._word(top, ("key",)), ("key",))
        facts = self._under(top.get("facts"), ("facts",))
        sources = tuple(self._fact(name, facts[name], ("facts", name)) for name in facts)
        skips = tuple(self._skips(top.get("skip", [])))
        title = self._text(top.get("title"), ("title",))
        return ImportMap(code, title, case_type, key, sources, skips, self._file)

    def _fact(self, name: str, given: Any, path: Path) -> FactSourceColumn:
        said = self._entries(given, path, _FACT)
        if sum(one in said for one in ("column", "text", "is")) != 1:
            self._say(path, _ONE_ORIGIN)
        codes = self._under(said.get("codes", {}), (*path, "codes"))
        return FactSourceColumn(
            fact=name,
            column=said.get("column"),
            template=self._template(said["text"], (*path, "text")) if "text" in said else None,
            constant=said.get("is"),
            codes={code: str(meaning) for code, meaning in codes.items()},
            dates=tuple(self._words(said.get("dates", []), (*path, "dates"))),
            decimal=_MARKS[self._one_of(said["decimal"], _MARKS, (*path, "decimal"))] if "decimal" in said else None,
            zero_is_unrecorded=self._one_of(said.get("zero", "recorded"), _ZERO, (*path, "zero")) == "unrecorded",
            pad=self._number(said.get("pad", "0"), (*path, "pad")),
            year=said.get("year"),
            required=self._one_of(said.get("required", "no"), _YES_NO, (*path, "required")) in _YES,
        )

    def _skips(self, given: Any) -> Iterator[Skip]:
        if not isinstance(given, list):
            self._say(("skip",), _LIST)
            return
        for index, one in enumerate(given):
            path: Path = ("skip", index)
            said = self._entries(one, path, _SKIP, needed=_SKIP)
            words = self._words(said.get("words", []), (*path, "words"))
            yield Skip(str(said.get("column", "")), tuple(words), self._text(said.get("reason"), (*path, "reason")))

    def _entries(
        self, given: Any, path: Path, known: tuple[str, ...], needed: tuple[str, ...] = ()
    ) -> Mapping[str, Any]:
        said = self._under(given, path)
        for name in said:
            if name not in known:
                self._say((*path, name), _unknown_name(name, known))
        for name in needed:
            if name not in said:
                self._say(path, _lacking(name))
        return said

    def _under(self, given: Any, path: Path) -> Mapping[str, Any]:
        if isinstance(given, Mapping):
            return given
        self._say(path, _ENTRIES)
        return {}

    def _words(self, given: Any, path: Path) -> list[str]:
        if isinstance(given, list) and all(isinstance(one, str) and one for one in given):
            return given
        self._say(path, _LIST)
        return []

    def _word(self, said: Mapping[str, Any], path: Path) -> str:
        given = said.get(str(path[-1]), "")
        return given if isinstance(given, str) else ""

    def _template(self, given: Any, path: Path) -> str:
        try:
            placeholders(str(given))
        except ValueError:
            self._say(path, _BRACES)
            return ""
        return str(given)

    def _text(self, given: Any, path: Path) -> Text:
        said = given if isinstance(given, Mapping) else {}
        if not all(isinstance(said.get(one.value), str) and said[one.value] for one in Language):
            self._say(path, _LANGUAGES)
            return Text.of("…")
        return Text.of(said)

    def _one_of(self, given: Any, known: Any, path: Path) -> str:
        if given in known:
            return str(given)
        self._say(path, _unknown_name(str(given), tuple(known)))
        return str(next(iter(known)))

    def _number(self, given: Any, path: Path) -> int:
        if isinstance(given, str) and given.isdecimal() and len(given) < 3:
            return int(given)
        self._say(path, _NUMBER)
        return 0

    def _plain(self, node: Any, path: Path) -> Any:
        """The node as mappings, lists and strings, remembering the line of each."""
        self._lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(one, (*path, index)) for index, one in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode):
            return node.value
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                self._say((*path, name), _TWICE, key.start_mark.line + 1)
            self._lines[*path, name] = key.start_mark.line + 1
            found[name] = self._plain(value, (*path, name))
        return found

    def _say(self, path: Path, message: Text, line: int | None = None) -> None:
        nearest = next((self._lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self._lines), 1)
        name = ".".join(str(part) for part in path)
        said = message.map(lambda words, _: f"{name}: {words}" if name else words)
        self._problems.append(Problem("bad_import_map", said, where=f"{self._file}:{line or nearest}"))


_ZERO = ("recorded", "unrecorded")
_YES = ("yes", "true")
_YES_NO = ("no", "false", *_YES)
_BAD_MAP = Text(
    sq="Harta e importit ka gabime; korrigjojini dhe provoni përsëri.",
    sr="Mapa uvoza ima greške; ispravite ih i pokušajte ponovo.",
    en="The import map has mistakes; correct them and try again.",
)
_NO_YAML = Text(
    sq="nuk është YAML i rregullt; shikoni dhëmbëzimin dhe thonjëzat.",
    sr="nije ispravan YAML; proverite uvlačenje i navodnike.",
    en="this is not well-formed YAML; look at indentation and quotes.",
)
_ONE_ORIGIN = Text(
    sq="jepni saktësisht njërën: column, text ose is.",
    sr="navedite tačno jedno: column, text ili is.",
    en="give exactly one of column, text and is.",
)
_ENTRIES = Text(
    sq="këtu duhen emra me vlera.", sr="ovde su potrebni nazivi sa vrednostima.", en="names with values belong here."
)
_LIST = Text(sq="këtu duhet një listë.", sr="ovde je potrebna lista.", en="a list belongs here.")
_NUMBER = Text(
    sq="këtu duhet një numër nën 100.", sr="ovde je potreban broj manji od 100.", en="a number below 100 belongs here."
)
_BRACES = Text(
    sq="kllapat {…} nuk mbyllen; shkruani {emri_i_kolonës}.",
    sr="zagrade {…} nisu zatvorene; pišite {naziv_kolone}.",
    en="the braces {…} do not match; write {column_name}.",
)
_LANGUAGES = Text(
    sq="duhen fjalë në të tri gjuhët (sq, sr, en).",
    sr="potrebne su reči na sva tri jezika (sq, sr, en).",
    en="words are needed in all three languages (sq, sr, en).",
)
_TWICE = Text(
    sq="emri është dy herë; lëreni njërin.",
    sr="ime stoji dvaput; ostavite jedno.",
    en="the name stands twice; keep one.",
)


def _unknown_name(name: str, known: tuple[str, ...]) -> Text:
    near = get_close_matches(name, known, n=1) or known
    offered = ", ".join(near)
    return Text(
        sq=f"“{name}” nuk njihet; ndoshta {offered}.",
        sr=f"„{name}“ nije poznato; možda {offered}.",
        en=f"“{name}” is not known; perhaps {offered}.",
    )


def _lacking(name: str) -> Text:
    return Text(sq=f"mungon “{name}”.", sr=f"nedostaje „{name}“.", en=f"“{name}” is missing.")
