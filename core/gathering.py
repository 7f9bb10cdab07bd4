"""Asks the plugins. Each is loaded and asked alone, so that one that fails is named and silences nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any

import pluggy

from neni.core import hookspecs
from neni.core.declarations import INTERFACE, Department, ErrandKind, FactSource, Job, Subscription
from neni.core.errors import BadPlugin, NeniError
from neni.core.model.text import Text


@dataclass(frozen=True, slots=True)
class Answers:
    """What one plugin brings."""

    department: Department | None
    sources: tuple[FactSource, ...]
    filters: Mapping[str, Callable[..., str]]
    subscriptions: tuple[Subscription, ...]
    jobs: tuple[Job, ...]
    blueprints: tuple[Any, ...]
    errands: tuple[ErrandKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin as people know it: its name, the distribution it came with, and what went wrong with it, if anything."""

    name: str
    distribution: str
    version: str
    answers: Answers | None = None
    problem: NeniError | None = None

    @property
    def owner(self) -> str:
        """How messages call it."""
        return f"{self.name} ({self.distribution} {self.version})"


def gather(points: Iterable[EntryPoint] | None = None, disabled: Iterable[str] = ()) -> tuple[Plugin, ...]:
    """Every plugin of the entry point group, our own first, then by name. Never raises: see `Plugin.problem`."""
    found = entry_points(group=hookspecs.GROUP) if points is None else points
    left_out = set(disabled)
    plugins = (_ask_by(point) for point in found if point.name not in left_out)
    return tuple(sorted(plugins, key=lambda plugin: (plugin.distribution != "neni", plugin.name, plugin.distribution)))


def _ask_by(point: EntryPoint) -> Plugin:
    distribution = point.dist.name if point.dist else "?"
    version = point.dist.version if point.dist else "?"
    try:
        answers = ask(point.load())
    except NeniError as error:
        return Plugin(point.name, distribution, version, problem=error)
    except Exception as error:  # noqa: BLE001 - a stranger's module may raise anything; it is reported, the rest runs
        return Plugin(point.name, distribution, version, problem=_failed(error))
    return Plugin(point.name, distribution, version, answers)


def ask(module: ModuleType | object) -> Answers:
    """The answers of one plugin. Raises BadPlugin, or whatever the plugin itself raises."""
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(module)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise _failed(error) from None
    departments = manager.hook.department()
    _check_kinds("department", departments, Department)
    department = departments[0] if departments else None
    if department and department.interface > INTERFACE:
        raise _too_new(department)
    return Answers(
        department,
        _many("fact_sources", manager.hook.fact_sources(), FactSource),
        _filters(manager.hook.template_filters()),
        _many("subscriptions", manager.hook.subscriptions(), Subscription),
        _many("jobs", manager.hook.jobs(), Job),
        _many("blueprints", manager.hook.blueprints(), object),
        _many("errands", manager.hook.errands(), ErrandKind),
    )


def _many(hook: str, results: list[Any], kind: type) -> tuple[Any, ...]:
    answers = [one for result in results for one in _iterated(hook, result)]
    _check_kinds(hook, answers, kind)
    return tuple(answers)


def _iterated(hook: str, result: object) -> Iterable[Any]:
    if isinstance(result, Iterable):
        return result
    raise _wrong_answer(hook, result, "an iterable")


def _filters(results: list[Any]) -> Mapping[str, Callable[..., str]]:
    _check_kinds("template_filters", results, Mapping)
    filters = {name: one for result in results for name, one in result.items()}
    _check_kinds("template_filters", filters.values(), Callable)  # type: ignore[arg-type]  # isinstance takes it
    return filters


def _check_kinds(hook: str, answers: Iterable[object], kind: type) -> None:
    for answer in answers:
        if not isinstance(answer, kind):
            raise _wrong_answer(hook, answer, kind.__name__)


def _wrong_answer(hook: str, answer: object, wanted: str) -> BadPlugin:
    got = type(answer).__name__
    return BadPlugin(
        Text(
            sq=f"{hook}() duhet të kthejë {wanted}, por ktheu {got}; korrigjoni shtojcën.",
            sr=f"{hook}() mora vratiti {wanted}, a vratio je {got}; ispravite dodatak.",
            en=f"{hook}() must return {wanted} but returned {got}; correct the plugin.",
        )
    )


def _too_new(department: Department) -> BadPlugin:
    asked = department.interface
    return BadPlugin(
        Text(
            sq=f"Shtojca kërkon ndërfaqen {asked}, këtu është {INTERFACE}; përditësoni Nenin ose merrni shtojcë më "
            "të vjetër.",
            sr=f"Dodatak traži interfejs {asked}, ovde je {INTERFACE}; ažurirajte Neni ili uzmite stariji dodatak.",
            en=f"The plugin asks for interface {asked}, this is {INTERFACE}; update Neni or take an older plugin.",
        )
    )


def _failed(error: BaseException) -> BadPlugin:
    told = f"{type(error).__name__}: {error}"
    return BadPlugin(
        Text(
            sq=f"Shtojca nuk mund të ngarkohet ({told}); përditësojeni ose çinstalojeni.",
            sr=f"Dodatak se ne može učitati ({told}); ažurirajte ga ili deinstalirajte.",
            en=f"The plugin cannot be loaded ({told}); update or uninstall it.",
        )
    )
