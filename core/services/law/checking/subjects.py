"""What is checked: the rules of installed plugins, with all law they live beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from neni.core.adapters.rulebook import acts
from neni.core.errors import BadRules, NotFound
from neni.core.gathering import Plugin
from neni.core.host import Host
from neni.core.model.acts import ActRegister
from neni.core.model.law.checks.findings import CheckFinding, Gravity, of_problem
from neni.core.model.law.examples import Example
from neni.core.model.law.versions import Law
from neni.core.model.rulesets import Ruleset
from neni.core.model.text import Text


@dataclass(frozen=True, slots=True)
class Subject:
    """Rulesets and examples to check. `laws` is the whole law of each case type they touch; `used` are names that
    forms and templates need; `mistakes` was found when they were read; not `complete` when something could not be
    read at all; not `sound` when the mistakes are in these very rulesets; `acts` is the register they may cite."""

    names: tuple[str, ...]
    rulesets: tuple[Ruleset, ...]
    examples: tuple[Example, ...]
    laws: Mapping[str, Law]
    used: frozenset[str] = frozenset()
    mistakes: tuple[CheckFinding, ...] = ()
    complete: bool = True
    sound: bool = True
    acts: ActRegister = field(default_factory=ActRegister)


def installed(host: Host, plugin: str | None = None) -> Subject:
    """Every installed plugin, or the one of that name. Raises NotFound."""
    concerned = [one for one in host.plugins if plugin in (None, one.name)]
    if not concerned:
        raise NotFound(_no_plugin(plugin or "", [one.name for one in host.plugins]))
    holdings = [one for one in host.holdings if one.plugin in concerned]
    rulesets = tuple(ruleset for one in holdings for ruleset in one.rulebook.rulesets)
    return Subject(
        tuple(one.name for one in concerned),
        rulesets,
        tuple(example for one in holdings for example in one.rulebook.examples),
        {code: Law(lawbook, host.plans[code]) for code, lawbook in host.lawbooks.items()},
        used_names(host),
        (*(found for one in concerned for found in _troubles(one)), *_of_acts(host, concerned)),
        complete=not any(_not_looked_at(one) for one in concerned),
        acts=acts_of(host),
    )


def of_case_type(host: Host, case_type: str) -> Subject:
    """The law of one case type, whoever brought it. Raises NotFound."""
    law = Law(host.lawbook(case_type), host.plan(case_type))
    return Subject((case_type,), law.lawbook.rulesets, host.examples(case_type), {case_type: law}, used_names(host))


def acts_of(host: Host) -> ActRegister:
    """The register of acts; an empty one while its files have mistakes, which are told where they belong."""
    try:
        return host.acts
    except BadRules:
        return ActRegister()


def used_names(host: Host) -> frozenset[str]:
    """What forms, titles, days and templates need of the facts."""
    return frozenset(_used(host))


def _used(host: Host) -> Iterator[str]:
    for kind in host.case_types():
        yield from (one.fact for one in kind.fields)
        yield kind.title_fact
        yield kind.on_fact or kind.title_fact
    for holding in host.holdings:
        for template in holding.templates:
            yield from (*template.required, *template.optional)


def _not_looked_at(plugin: Plugin) -> bool:
    """Whether it was left out for something else than mistakes in its files, which are findings themselves: it cannot
    be loaded, or stands against another, and nobody knows what there is to find in its law."""
    if plugin.problem is None:
        return False
    return not plugin.problem.problems or not all(one.where for one in plugin.problem.problems)


def _troubles(plugin: Plugin) -> Iterator[CheckFinding]:
    """Why a plugin was left out."""
    if plugin.problem is None:
        return
    yield CheckFinding("plugin-left-out", Gravity.ERROR, plugin.problem.message, None, "", plugin.owner)
    yield from (of_problem(one, about=plugin.name) for one in plugin.problem.problems)


def _of_acts(host: Host, concerned: Iterable[Plugin]) -> Iterator[CheckFinding]:
    """Mistakes in the files of the register that the plugins bring."""
    names = [one.name for one in concerned]
    for owner, folder in host.act_files.folders:
        try:
            acts.load(folder, owner)
        except BadRules as error:
            yield from (of_problem(one, about=owner) for one in error.problems if owner in names)


def _no_plugin(name: str, known: Iterable[str]) -> Text:
    there = ", ".join(sorted(known)) or "–"
    return Text(
        sq=f"Nuk ka as shtojcë as dosje “{name[:200]}”; shtojca: {there}.",
        sr=f"Nema ni dodatka ni fascikle „{name[:200]}“; dodaci: {there}.",
        en=f"There is no plugin and no folder “{name[:200]}”; plugins: {there}.",
    )
