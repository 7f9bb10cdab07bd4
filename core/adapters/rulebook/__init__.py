"""Rules files to law: every ruleset and example of a folder, or every mistake in them, each with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib.resources.abc import Traversable

from neni.core.adapters.rulebook import mistakes, nodes, refusals
from neni.core.adapters.rulebook.examples import examples
from neni.core.adapters.rulebook.law import Draft, close_ruleset, open_ruleset
from neni.core.adapters.rulebook.reader import Parse, Reader
from neni.core.errors import BadRules
from neni.core.model.law.examples import Example, Rulebook
from neni.core.model.problems import Problem
from neni.core.model.references import Place
from neni.core.model.rulesets import Ruleset
from neni.core.model.sweeping import unswept
from neni.core.model.text import Text

RULES, EXAMPLES, MISNAMED = ".yaml", ".examples.yaml", ".yml"


def load(folder: Traversable, owner: str, parse: Parse) -> Rulebook:
    """Everything the files directly in `folder` say. `parse` reads a condition.

    Raises BadRules with all mistakes of all files; then nothing of the folder is used.
    """
    return read({f"{folder.name}/{file.name}": file.read_bytes() for file in _files(folder)}, owner, parse)


def read(files: Mapping[str, bytes], owner: str, parse: Parse) -> Rulebook:
    """What `load` would say of a folder of these files, by name. Raises BadRules."""
    with unswept():
        return _read(files, owner, parse)


def _read(files: Mapping[str, bytes], owner: str, parse: Parse) -> Rulebook:
    problems: list[Problem] = []
    drafts: list[Draft] = []
    cases: list[Example] = []
    for name, content in files.items():
        reader = Reader(name, parse, problems)
        text = _text(content, name, problems)
        root = None if text is None else _root(text, name, problems)
        if root is not None and name.endswith(EXAMPLES):
            cases += examples(reader, root)
        elif text is not None and root is not None:
            draft = open_ruleset(reader, root)
            drafts.append(replace(draft, ruleset=replace(draft.ruleset, written=text)))
    facts = {fact.name: fact for draft in drafts for fact in draft.ruleset.facts}
    rulesets = tuple(close_ruleset(draft, facts) for draft in drafts)
    problems += _taken(rulesets)
    if problems:
        raise BadRules(_refused(owner), sorted(dict.fromkeys(problems), key=_by_place))
    return Rulebook(rulesets, tuple(cases))


def code_of(name: str, content: bytes) -> str:
    """The code of the ruleset in a file; empty when it names none. Raises BadRules when it cannot be read at all."""
    problems: list[Problem] = []
    text = _text(content, name, problems)
    root = None if text is None else _root(text, name, problems)
    if root is None:
        raise BadRules(_refused(name), problems)
    code = root.get("ruleset") if isinstance(root, nodes.Entries) else None
    return code.text if isinstance(code, nodes.Scalar) else ""


def _files(folder: Traversable) -> Iterable[Traversable]:
    ours = (one for one in folder.iterdir() if one.is_file() and one.name.endswith((RULES, MISNAMED)))
    return sorted(ours, key=lambda file: file.name)


def _text(content: bytes, name: str, problems: list[Problem]) -> str | None:
    if name.endswith(MISNAMED):
        problems.append(refusals.misnamed(Place(name, 1)))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(mistakes.not_utf8(Place(name, error.object[: error.start].count(b"\n") + 1)))
        return None


def _root(text: str, name: str, problems: list[Problem]) -> nodes.Node | None:
    try:
        root, twice = nodes.read(text, name)
    except nodes.Unreadable as unreadable:
        problems.append(unreadable.problem)
        return None
    problems += twice
    return root


def _taken(rulesets: Iterable[Ruleset]) -> Iterator[Problem]:
    """Codes of rulesets and rules are unique in a folder."""
    seen: dict[str, Place] = {}
    for ruleset in rulesets:
        named = [(ruleset.code, ruleset.place), *((rule.code, rule.place) for rule in ruleset.rules)]
        for code, place in named:
            if code and code in seen:
                yield refusals.taken(place, code, seen[code])
            seen.setdefault(code, place)


def _by_place(problem: Problem) -> tuple[str, int]:
    file, _, line = problem.where.rpartition(":")
    return file, int(line)


def _refused(owner: str) -> Text:
    return Text(
        sq=f"Rregullat e “{owner}” kanë gabime dhe nuk përdoren; korrigjojini rreshtat e shënuar.",
        sr=f"Pravila „{owner}“ imaju greške i ne koriste se; ispravite navedene redove.",
        en=f"The rules of “{owner}” have mistakes and are not used; correct the lines named.",
    )
