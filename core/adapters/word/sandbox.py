"""What a template may do: print values, test them, go through lists, use filters. Nothing else, whoever wrote it.

The tags are read before anything runs and refused unless every piece is on a short list; at run time there are no
functions to call, attributes lead only into records and loops, a name nobody knows is an error, and everything
printed is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2 import StrictUndefined, Template, meta, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from neni.core.adapters.word.filters import EACH, Filter, filters
from neni.core.adapters.word.printing import Printer

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Tuple, nodes.List),
    *(nodes.For, nodes.If, nodes.Assign, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Keyword),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Getattr, nodes.Getitem),
)
OF_LOOPS = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem"})
_LINE = re.compile(r"\n<w:p(?=[ >])")
_ESCAPED = re.compile(r"(\{_\{|\}_\}|\{_%|%_\})")
_SIGNS = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_TESTS = frozenset({"none", "true", "false", "in", "eq", "ne", "lt", "le", "gt", "ge", "odd", "even", "defined"})


class NotAllowed(SecurityError):
    """A piece of a tag that has no business in a template."""

    def __init__(self, what: str, lineno: int) -> None:
        super().__init__(what)
        self.what = what
        self.lineno = lineno


class NoSuchName(UndefinedError):
    """A name that is not there, with those that are."""

    def __init__(self, name: str, known: tuple[str, ...], message: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.known = known


class Sandbox(ImmutableSandboxedEnvironment):
    """Strict, escaping, with the pieces on its list; what templates may do beyond that its kinds say."""

    plain = False
    """Whether all that values print is escaped text."""

    def __init__(self, finalize: Callable[[Any], Any] | None = None) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True, finalize=finalize, keep_trailing_newline=True)
        self.globals.clear()

    def read(self, source: str) -> nodes.Template:
        """The pieces of a template, a paragraph a line, all of them allowed. Raises TemplateSyntaxError, NotAllowed."""
        tree = self.parse(source)
        for node in tree.find_all(nodes.Node):
            if not self.allows(node):
                raise NotAllowed(type(node).__name__, node.lineno)
        return tree

    def allows(self, node: nodes.Node) -> bool:
        """Whether a template may hold this piece."""
        return isinstance(node, _ALLOWED)

    def ready(self, tree: nodes.Template) -> Template:
        """The code of a template. Lines that only lead to words are gone from it, and each loop tells beforehand how
        often it turns."""
        for text in tree.find_all(nodes.TemplateData):
            text.data = _ESCAPED.sub(lambda found: _SIGNS[found[1]], _LINE.sub("<w:p", text.data))
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, EACH, [], [], None, None, lineno=loop.lineno)
        return Template.from_code(self, self.compile(tree), self.globals, None)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a record, or what a loop knows of itself."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in OF_LOOPS:
            return getattr(obj, attribute)
        known = OF_LOOPS if isinstance(obj, LoopContext) else obj if isinstance(obj, dict) else ()
        missing = partial(NoSuchName, str(attribute), tuple(str(name) for name in known))
        return self.undefined(obj=obj, name=attribute, exc=missing)  # type: ignore[arg-type]  # it is only called

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A field of a record by its name, a record of a list by its place."""
        if isinstance(obj, list | tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.getattr(obj, argument)

    def is_safe_callable(self, obj: object) -> bool:  # noqa: ARG002 - there is nothing a template may call
        """Nothing."""
        return False


class Paper(Sandbox):
    """The environment of one language."""

    plain = True

    def __init__(self, printer: Printer, brought: Mapping[str, Filter]) -> None:
        super().__init__(finalize=printer.printed)
        self.filters = filters(printer, brought)
        self.tests = {name: test for name, test in self.tests.items() if name in _TESTS}

    def ready(self, tree: nodes.Template) -> Template:
        """The code of a template. Word keeps `&` in quoted words as XML has it, and docxtpl leaves it so: a condition
        on “Gashi & Bijtë” would never be met."""
        for quoted in tree.find_all(nodes.Const):
            quoted.value = quoted.value.replace("&amp;", "&") if isinstance(quoted.value, str) else quoted.value
        return super().ready(tree)


def names(source: str) -> set[str]:
    """The names a template takes from outside. Raises TemplateSyntaxError, NotAllowed."""
    return meta.find_undeclared_variables(_READER.read(source))


def pieces(source: str) -> nodes.Template:
    """The pieces of a template or of one tag, whatever filters it names. Raises TemplateSyntaxError, NotAllowed."""
    return _READER.read(source)


class _EveryFilter(dict[str, Any]):
    """Which filters there are is known only once all plugins are: reading takes every name for one."""

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ARG002 - every name is there
        return str


def _reader() -> Sandbox:
    """Reads tags and fills nothing."""
    reader = Sandbox()
    reader.filters = _EveryFilter()
    reader.tests = {name: test for name, test in reader.tests.items() if name in _TESTS}
    return reader


_READER = _reader()
