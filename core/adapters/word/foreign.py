"""Templates written for docxtpl elsewhere: all of its syntax and Jinja's own filters, macros and sums, none of their
dangers.

The templates of the house print, test and go through lists, and nothing else. Those of other houses calculate and call;
here they may, over plain values only: attributes lead into records, loops, and a short list of harmless methods.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.tests import TESTS
from jinja2.utils import Cycler, Joiner, Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from neni.core.adapters.word import bounds, insertions
from neni.core.adapters.word.as_docxtpl import Shown
from neni.core.adapters.word.filters import EACH
from neni.core.adapters.word.foreign_values import Formatted, in_xml
from neni.core.adapters.word.making import TooMuch, current
from neni.core.adapters.word.sandbox import OF_LOOPS, Sandbox

_MEASURED, _OWN_LIST, _OWN_DICT = "measured value", "list of its own", "record of its own"
_REFUSED_FILTERS = ("attr", "pprint", "random", "safe", "urlize", "xmlattr")
_REFUSED_NODES = (
    *(nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block, nodes.EvalContextModifier),
    *(nodes.ScopedEvalContextModifier, nodes.MarkSafe, nodes.MarkSafeIfAutoescape, nodes.EnvironmentAttribute),
    *(nodes.ExtensionAttribute, nodes.ImportedName, nodes.InternalName, nodes.ContextReference),
)
_WORDS = frozenset(
    {"capitalize", "casefold", "center", "count", "endswith", "expandtabs", "find", "format", "format_map", "index"}
    | {"isalnum", "isalpha", "isdecimal", "isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "join"}
    | {"ljust", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust"}
    | {"rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper"}
    | {"zfill"}
)
_DAY = frozenset(["year", "month", "day", "weekday", "isoweekday", "isoformat", "strftime", "toordinal"])
_HOUR = frozenset(["hour", "minute", "second", "microsecond", "isoformat", "strftime"])
_RECORD = frozenset({"get", "items", "keys", "values"})
_LIST = frozenset({"count", "index"})


class OwnList(list[Any]):
    """A list that a template made itself: it may grow, which what the template was given may not."""


class OwnDict(dict[Any, Any]):
    """A record that a template made itself."""


_METHODS: Mapping[type, frozenset[str]] = {
    str: _WORDS,
    Markup: _WORDS,
    dict: _RECORD,
    list: _LIST,
    OwnDict: _RECORD | {"pop", "setdefault", "update"},
    OwnList: _LIST | {"append", "extend", "insert", "pop", "remove", "reverse"},
    tuple: frozenset({"count", "index"}),
    date: _DAY,
    datetime: _DAY | _HOUR | {"date", "time"},
    time: _HOUR,
    timedelta: frozenset({"days", "seconds", "total_seconds"}),
    LoopContext: OF_LOOPS | {"changed", "cycle", "depth", "depth0"},
    Cycler: frozenset({"current", "next", "reset"}),
}
"""Where an attribute may lead, by the exact kind of a value."""
_CALLABLE = (Macro, LoopContext, Joiner)
_PRINTED = (str, int, float, Decimal, date, time, timedelta, list, tuple, dict, range)


class Foreign(Sandbox):
    """The environment of templates of other houses. `brought` are their own filters."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, brought: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(finalize=printed)
        own = {name: one for name, one in FILTERS.items() if name not in _REFUSED_FILTERS}
        self.filters = {name: bounds.bounded(name, one) for name, one in {**own, **brought}.items()}
        self.filters |= {"image": insertions.image, "subdocument": insertions.subdocument}
        self.filters |= {EACH: bounds.each, _MEASURED: bounds.measured, _OWN_LIST: _own_list, _OWN_DICT: _own_dict}
        self.tests = {name: one for name, one in TESTS.items() if name not in {"filter", "test"}}
        self.globals.update(range=_range, dict=OwnDict, cycler=Cycler, joiner=Joiner, namespace=Namespace)

    def allows(self, node: nodes.Node) -> bool:
        """All that reads no other template and turns no escaping off."""
        return not isinstance(node, _REFUSED_NODES)

    def ready(self, tree: nodes.Template) -> Any:
        """The code, with everything that puts values together measured."""
        return super().ready(_Measuring().visit(tree))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A harmless method, or a field of a record."""
        if attribute in _METHODS.get(type(obj), ()):
            found = getattr(obj, attribute)
            return self.wrap_str_format(found) or found
        if isinstance(obj, Namespace) and not attribute.startswith("_"):
            return _of_namespace(self, obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A field of a record, a record of a list, a letter of a word."""
        if isinstance(obj, dict) and argument in obj:
            return obj[argument]
        if isinstance(obj, str | range) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return super().getitem(obj, argument) if isinstance(argument, int) else self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, loops, and the methods and makers on the lists."""
        if isinstance(obj, _CALLABLE) or any(obj is one for one in self.globals.values()):
            return True
        method = getattr(obj, "__wrapped__", obj)
        return getattr(method, "__name__", "") in _METHODS.get(type(getattr(method, "__self__", None)), ())

    def call(self, context: Context, obj: Any, *arguments: Any, **named: Any) -> Any:
        """What a template calls, counted. Raises SecurityError, TooMuch."""
        if not self.is_safe_callable(obj):
            raise SecurityError("only macros and a few harmless methods may be called")
        current().turn(1)
        method = getattr(obj, "__wrapped__", obj)
        subject = getattr(method, "__self__", None)
        if isinstance(obj, LoopContext):
            arguments = (bounds.each(arguments[0]), *arguments[1:])
        elif subject is not None:
            arguments = bounds.counted(method.__name__, arguments)
            bounds.check(method.__name__, (subject,), (*arguments, *named.values()))
        return bounds.measured(context.call(obj, *arguments, **named))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """A sum, product, power or format that stays small."""
        return bounds.calculated(operator, left, right, self.binop_table[operator])


def _of_namespace(environment: Foreign, namespace: Namespace, name: str) -> Any:
    try:
        return getattr(namespace, name)
    except AttributeError:
        return environment.undefined(obj=namespace, name=name)


def _range(*arguments: int) -> range:
    """As in Python, of a length that a document may need."""
    found = range(*arguments)
    if len(found) > bounds.MOST_LONG:
        raise TooMuch(f"a range longer than {bounds.MOST_LONG}")
    return found


def printed(value: Any) -> Any:
    """What is printed of a value: as Jinja prints it, but for what XML cannot hold."""
    if isinstance(value, Markup):
        return bounds.measured(value)
    if isinstance(value, Formatted):
        return bounds.measured(Markup(value.xml))  # noqa: S704 - escaped by docxtpl, and parsed once it is filled in
    if isinstance(value, Shown):
        return insertions.image(value)
    if value is None or isinstance(value, _PRINTED):
        bounds.measured(value)
        return bounds.measured(in_xml(str(value)))
    if isinstance(value, Undefined):
        return str(value)
    raise TemplateRuntimeError("only plain values can be printed")


class _Measuring(NodeTransformer):
    """Whatever puts values together goes through a filter that counts them."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - the name Jinja calls it by
        """Words joined by `~`."""
        return _counted(self.generic_visit(node))

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        """A list written out."""
        return _counted(self.generic_visit(node), _OWN_LIST)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        """A record written out."""
        return _counted(self.generic_visit(node), _OWN_DICT)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        """Values in brackets, unless they are names to be set."""
        self.generic_visit(node)
        return _counted(node) if node.ctx == "load" else node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        """Part of a list or word."""
        self.generic_visit(node)
        return _counted(node) if isinstance(node.arg, nodes.Slice) else node


def _counted(node: Any, name: str = _MEASURED) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _own_list(written: list[Any]) -> OwnList:
    return OwnList(bounds.measured(written))


def _own_dict(written: dict[Any, Any]) -> OwnDict:
    return OwnDict(bounds.measured(written))
