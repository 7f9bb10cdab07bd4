"""A folder of templates: `<name>.yaml` beside `<name>.<language>.docx`. Every mistake in it is told at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable

from neni.core.adapters.word import descriptions, folder_mistakes, mistakes
from neni.core.adapters.word.descriptions import Description
from neni.core.adapters.word.sheets import opened
from neni.core.adapters.word.telling import used
from neni.core.errors import BadTemplate, Problem
from neni.core.model.text import Language
from neni.core.ports import STANDARD_VARIABLES, Template

_LANGUAGES = {language.value: language for language in Language}


def load(folder: Traversable, owner: str) -> tuple[Template, ...]:
    """The templates of a folder, which belongs to the plugin `owner`. Raises BadTemplate with all problems."""
    files = {file.name: file for file in folder.iterdir() if file.is_file()} if folder.is_dir() else {}
    described = {name.removesuffix(".yaml"): _described(files[name], owner) for name in sorted(files) if _is_yaml(name)}
    problems = [problem for one in described.values() for problem in one.problems]
    templates: list[Template] = []
    names: dict[str, set[str]] = {stem: set() for stem in described}
    for name in sorted(files):
        if name.endswith(".docx") and not name.startswith(("~$", ".")):
            template, found, wrong = _template(files[name], owner, described)
            templates += [template] if template else []
            problems += wrong
            if template:
                names[template.code] |= found
    problems += _left_over(described, templates, names)
    if problems:
        raise mistakes.refusal(owner, problems)
    return tuple(templates)


def _is_yaml(name: str) -> bool:
    return name.endswith(".yaml") and not name.startswith(".")


def _described(file: Traversable, owner: str) -> Description:
    where = f"{owner}/{file.name}"
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return Description(where, problems=[folder_mistakes.unreadable(where)])
    return descriptions.read(text, where, file.name.removesuffix(".yaml"))


def _template(
    file: Traversable, owner: str, described: Mapping[str, Description]
) -> tuple[Template | None, frozenset[str], list[Problem]]:
    """One Word file, the names it uses, and what is wrong with it."""
    where, (stem, _, code) = f"{owner}/{file.name}", file.name.removesuffix(".docx").rpartition(".")
    if code not in _LANGUAGES or not stem:
        return None, frozenset(), [folder_mistakes.unknown_language(where, code)]
    if stem not in described:
        return None, frozenset(), [folder_mistakes.no_description(where, f"{stem}.yaml")]
    description, content = described[stem], file.read_bytes()
    try:
        names, problems = used(opened(content, where), where)
    except BadTemplate as error:
        names, problems = frozenset(), list(error.problems)
    names = names if not problems else frozenset(description.names)
    known = {*description.names, *STANDARD_VARIABLES}
    problems += [mistakes.unknown_name(where, name, known) for name in sorted(names - known)]
    return _made(stem, _LANGUAGES[code], content, description, where), names, problems


def _made(stem: str, language: Language, content: bytes, description: Description, where: str) -> Template:
    return Template(
        code=stem,
        language=language,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        required=tuple(description.required),
        optional=tuple(description.optional),
        example=description.example,
        where=where,
    )


def _left_over(
    described: Mapping[str, Description], templates: list[Template], names: Mapping[str, set[str]]
) -> Iterator[Problem]:
    """Descriptions without a Word file, and names no file uses."""
    for stem, description in described.items():
        if not any(template.code == stem for template in templates):
            yield folder_mistakes.no_language(description.where, stem)
            continue
        for name, line in description.names.items():
            if name not in names[stem]:
                yield folder_mistakes.unused(f"{description.where}:{line}", name)
