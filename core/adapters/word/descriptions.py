"""The small YAML file beside a template: what it is called, which names it needs and may use, an example.

Only this file of the package reads YAML. Dates and decimals of the example stay the letters they are, as facts in
JSON are; anchors and tags are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from neni.core.adapters.word import folder_mistakes as mistakes
from neni.core.errors import Problem

_KEYS = ("template", "title", "required", "optional", "example")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
DEEPEST = 10


@dataclass(slots=True)
class Description:
    """A description with the line of each name, and what is wrong with it."""

    where: str
    required: dict[str, int] = field(default_factory=dict)
    optional: dict[str, int] = field(default_factory=dict)
    example: Mapping[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def names(self) -> dict[str, int]:
        """Every declared name with its line."""
        return {**self.optional, **self.required}


def read(text: str, where: str, stem: str) -> Description:
    """The description, with all of its problems."""
    description = Description(where)
    try:
        root = _root(text)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = min(mark.line + 1, len(text.splitlines())) if mark else 1
        said = str(getattr(error, "problem", None) or error).split("\n")[0]
        description.problems.append(mistakes.no_yaml(f"{where}:{line}", said))
        return description
    if not isinstance(root, yaml.MappingNode):
        description.problems.append(mistakes.wrong_kind(f"{where}:1", "template", "title: …"))
        return description
    _take(description, dict(_entries(root, description)), stem)
    return description


def _root(text: str) -> yaml.Node | None:
    """Raises YAMLError, also for what a description has no use for."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        opens, closes = isinstance(event, yaml.CollectionStartEvent), isinstance(event, yaml.CollectionEndEvent)
        depth += opens - closes
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise _refused("anchors and tags are not used here", event)
        if depth > DEEPEST:
            raise _refused("this is too deep", event)
    root: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    return root


def _refused(why: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    mark: Any = event.start_mark
    return yaml.MarkedYAMLError(problem=why, problem_mark=mark)


def _entries(root: yaml.MappingNode, description: Description) -> Iterator[tuple[str, yaml.Node]]:
    seen: set[str] = set()
    for key, value in root.value:
        name, place = str(key.value), f"{description.where}:{key.start_mark.line + 1}"
        if name not in _KEYS:
            description.problems.append(mistakes.unknown_key(place, name, _KEYS))
        elif name in seen:
            description.problems.append(mistakes.twice(place, name))
        else:
            seen.add(name)
            yield name, value


def _take(description: Description, entries: Mapping[str, yaml.Node], stem: str) -> None:
    stated = entries.get("template")
    if stated is not None and stated.value != stem:
        description.problems.append(mistakes.other_name(_place(description, stated), str(stated.value), stem))
    if "title" not in entries:
        description.problems.append(mistakes.missing_key(f"{description.where}:1", "title"))
    for key, names in (("required", description.required), ("optional", description.optional)):
        names.update(_names(description, key, entries[key]) if key in entries else {})
    for name in description.required.keys() & description.optional.keys():
        description.problems.append(mistakes.twice(f"{description.where}:{description.optional[name]}", name))
    _take_example(description, entries.get("example"))


def _names(description: Description, key: str, node: yaml.Node) -> dict[str, int]:
    names: dict[str, int] = {}
    for one in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if not isinstance(one, yaml.ScalarNode) or not _NAME.fullmatch(one.value):
            description.problems.append(mistakes.wrong_kind(_place(description, one), key, "[price, supplier_name]"))
        elif one.value in names:
            description.problems.append(mistakes.twice(_place(description, one), one.value))
        else:
            names[one.value] = one.start_mark.line + 1
    return names


def _take_example(description: Description, node: yaml.Node | None) -> None:
    example = _stated(node) if node is not None else {}
    if not isinstance(example, dict):
        description.problems.append(mistakes.wrong_kind(description.where, "example", "{price: 9500.00}"))
        return
    description.example = example
    for name, line in description.required.items():
        if name not in example:
            description.problems.append(mistakes.not_in_example(f"{description.where}:{line}", name))


def _stated(node: yaml.Node) -> object:
    """As JSON would have it: bare words for yes and no, whole numbers; all else is text."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _stated(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_stated(one) for one in node.value]
    text = str(node.value)
    if isinstance(node, yaml.ScalarNode) and node.style:
        return text
    return int(text) if _WHOLE.fullmatch(text) else _WORDS.get(text, text)


def _place(description: Description, node: yaml.Node) -> str:
    return f"{description.where}:{node.start_mark.line + 1}"
