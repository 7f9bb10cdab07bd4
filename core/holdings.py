"""What one plugin brings, read from its folders: law, templates, and who it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from neni.core.adapters import feel, rulebook
from neni.core.adapters.word import templates
from neni.core.declarations import Department, FactSource
from neni.core.errors import NeniError
from neni.core.gathering import Answers, Plugin
from neni.core.model.law.examples import Rulebook
from neni.core.ports import Template


@dataclass(frozen=True, slots=True)
class Holding:
    """A plugin with everything of its folders."""

    plugin: Plugin
    answers: Answers
    rulebook: Rulebook
    templates: tuple[Template, ...]

    @property
    def department(self) -> Department | None:
        """The department, if the plugin is one."""
        return self.answers.department

    @property
    def sources(self) -> tuple[FactSource, ...]:
        """What it knows about cases."""
        return self.answers.sources


def take_in(plugin: Plugin) -> Holding | Plugin:
    """The plugin with its rules and templates; the plugin itself, with its problem, when they cannot be read."""
    if plugin.answers is None:
        return plugin
    department = plugin.answers.department
    if department is None:
        return Holding(plugin, plugin.answers, Rulebook((), ()), ())
    try:
        law = rulebook.load(department.rulesets, plugin.name, feel.parse)
        paper = templates.load(department.document_templates, plugin.name)
    except NeniError as error:
        return replace(plugin, answers=None, problem=error)
    return Holding(plugin, plugin.answers, law, paper)
