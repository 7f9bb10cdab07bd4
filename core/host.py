"""The host: everything the departments brought, checked once at start and kept as plain values.

A plugin that is broken, too new or at odds with another is left out whole and reported with its distribution;
our own departments are asked first, so that a stranger can never displace them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from typing import Any, TypeVar

from neni.core.adapters.rulebook.acts import ActFiles
from neni.core.declarations import (
    CaseType,
    Department,
    DocumentType,
    ErrandKind,
    EventType,
    FactSource,
    InboundType,
    Job,
    ManuscriptType,
    SubjectType,
    Subscription,
)
from neni.core.errors import NotFound
from neni.core.gathering import Plugin, gather
from neni.core.holdings import Holding, take_in
from neni.core.model.acts import ActRegister
from neni.core.model.facts import FactValues
from neni.core.model.law.examples import Example
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import Plan, lower
from neni.core.model.law.versions import Shelf
from neni.core.model.paper.registers import Register
from neni.core.model.text import Language, Text
from neni.core.ports import Template
from neni.core.settling import lawbooks_of, settle

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Host:
    """What all admitted plugins bring together; look things up here. On the `shelf` lies earlier law that was read."""

    plugins: tuple[Plugin, ...]
    holdings: tuple[Holding, ...]
    lawbooks: Mapping[str, Lawbook]
    plans: Mapping[str, Plan]
    shelf: Shelf = field(default_factory=Shelf, compare=False, repr=False)
    act_files: ActFiles = field(default_factory=ActFiles, compare=False, repr=False)

    @classmethod
    def load(cls, points: Iterable[EntryPoint] | None = None, disabled: Iterable[str] = ()) -> Host:
        """Ask the installed plugins (or those of `points`), leaving out the names in `disabled`. Never raises for a
        bad plugin: `plugins` tells."""
        return cls.of(gather(points, disabled))

    @classmethod
    def of(cls, plugins: Iterable[Plugin]) -> Host:
        """A host over plugins already asked."""
        taken = [take_in(plugin) for plugin in plugins]
        holdings, refused = settle([one for one in taken if isinstance(one, Holding)])
        known = [one for one in taken if isinstance(one, Plugin)] + [one.plugin for one in holdings] + list(refused)
        lawbooks = lawbooks_of(holdings)
        plans = {code: lower(lawbook) for code, lawbook in lawbooks.items()}
        owners = [(one.plugin.name, one.department) for one in holdings if one.department]
        acts = ActFiles((name, department.acts) for name, department in owners if department.acts)
        return cls(tuple(sorted(known, key=_by_name)), tuple(holdings), lawbooks, plans, act_files=acts)

    @property
    def broken(self) -> tuple[Plugin, ...]:
        """The plugins that were left out."""
        return tuple(plugin for plugin in self.plugins if plugin.problem)

    @property
    def acts(self) -> ActRegister:
        """The register of acts, read when it is first asked for. Raises BadRules when its files have mistakes."""
        return self.act_files.register

    @property
    def departments(self) -> tuple[Department, ...]:
        """Every department, our own first."""
        return tuple(one.department for one in self.holdings if one.department)

    def department(self, code: str) -> Department:
        """Raises NotFound."""
        return _found((one for one in self.departments if one.code == code), code, _DEPARTMENT)

    def case_types(self) -> tuple[CaseType, ...]:
        """Every case type of every department."""
        return tuple(case_type for department in self.departments for case_type in department.case_types)

    def case_type(self, code: str) -> CaseType:
        """Raises NotFound."""
        return _found((one for one in self.case_types() if one.code == code), code, _CASE_TYPE)

    def subjects_of_law(self, department: Department) -> tuple[CaseType | SubjectType, ...]:
        """What a department's law may be about: its case types, and what its manuscripts are made of, each once."""
        made_of = (one for kind in department.manuscript_types for one in kind.subjects)
        return (*department.case_types, *{one.code: one for one in made_of}.values())

    def subject_of_law(self, code: str) -> CaseType | SubjectType:
        """A case type, or a kind of thing in manuscripts. Raises NotFound."""
        every = (one for department in self.departments for one in self.subjects_of_law(department))
        return _found((one for one in every if one.code == code), code, _CASE_TYPE)

    def lawbook(self, subject: str) -> Lawbook:
        """The law of a case type, or of a kind of thing in manuscripts. Raises NotFound."""
        return self.lawbooks[subject] if subject in self.lawbooks else self.lawbooks[self.case_type(subject).code]

    def plan(self, subject: str) -> Plan:
        """The lawbook lowered to tokens. Raises NotFound."""
        return self.plans[subject] if subject in self.plans else self.plans[self.case_type(subject).code]

    def manuscript_types(self) -> tuple[ManuscriptType, ...]:
        """Every kind of text that some department checks."""
        return tuple(one for department in self.departments for one in department.manuscript_types)

    def manuscript_type(self, code: str) -> ManuscriptType:
        """Raises NotFound."""
        return _found((one for one in self.manuscript_types() if one.code == code), code, _MANUSCRIPT_TYPE)

    def examples(self, case_type: str | None = None) -> tuple[Example, ...]:
        """Every example beside the rules, or those of one case type."""
        every = (example for one in self.holdings for example in one.rulebook.examples)
        return tuple(example for example in every if case_type in (None, example.case_type))

    def sources(self, case_type: str) -> tuple[FactSource, ...]:
        """Who knows something about cases of that type."""
        return tuple(source for one in self.holdings for source in one.sources if source.case_type == case_type)

    def registers(self) -> tuple[Register, ...]:
        """Every book of numbers, of cases and of documents, each once."""
        of_cases = [case_type.register for case_type in self.case_types()]
        of_documents = [document.register for case_type in self.case_types() for document in case_type.documents]
        return tuple({register.code: register for register in of_cases + of_documents}.values())

    def template(
        self, case_type: CaseType, document_type: DocumentType, facts: FactValues, language: Language
    ) -> Template:
        """The Word template for this document of this case. Raises NotFound, naming the languages there are."""
        code = document_type.template_for(facts)
        owner = next(one for one in self.holdings if one.department and case_type in one.department.case_types)
        there = sorted(
            (one for one in owner.templates if one.code == code), key=lambda one: list(Language).index(one.language)
        )
        for template in there:
            if template.language is language:
                return template
        raise _no_template(document_type, code, [one.language.value for one in there], language)

    def subscriptions(self) -> tuple[Subscription, ...]:
        """What is to be done after events."""
        return tuple(one for holding in self.holdings for one in holding.answers.subscriptions)

    def jobs(self) -> tuple[Job, ...]:
        """What is to be done at set times."""
        return tuple(job for holding in self.holdings for job in holding.answers.jobs)

    def errands(self) -> tuple[ErrandKind, ...]:
        """Kinds of background work that plugins do."""
        return tuple(kind for holding in self.holdings for kind in holding.answers.errands)

    def event_types(self) -> tuple[EventType, ...]:
        """What other institutions may be told of."""
        return tuple(one for department in self.departments for one in department.event_types)

    def inbound_types(self) -> tuple[InboundType, ...]:
        """What other institutions may tell us."""
        return tuple(one for department in self.departments for one in department.inbound_types)

    def inbound_type(self, name: str) -> tuple[Department, InboundType] | None:
        """What a message of that name means, and to which department it goes."""
        every = ((one, told) for one in self.departments for told in one.inbound_types if told.name == name)
        return next(every, None)

    def blueprints(self) -> tuple[tuple[str, Any], ...]:
        """Pages of the plugins' own, with the name of the plugin."""
        return tuple((one.plugin.name, page) for one in self.holdings for page in one.answers.blueprints)

    def filters(self) -> dict[str, Callable[..., str]]:
        """Filters for Word templates."""
        return {name: one for holding in self.holdings for name, one in holding.answers.filters.items()}


def _by_name(plugin: Plugin) -> tuple[bool, str, str]:
    return plugin.distribution != "neni", plugin.name, plugin.distribution


_DEPARTMENT = Text(sq="departament", sr="odeljenje", en="department")
_MANUSCRIPT_TYPE = Text(sq="lloj të tekstit", sr="vrsta teksta", en="type of manuscript")
_CASE_TYPE = Text(sq="lloj të rastit", sr="vrsta predmeta", en="case type")


def _found(matches: Iterator[T], code: str, kind: Text) -> T:
    for match in matches:
        return match
    raise NotFound(kind.map(lambda words, language: f"{_THERE_IS_NO[language]} {words} “{code[:60]}”."))


_THERE_IS_NO = {Language.ALBANIAN: "Nuk ka", Language.SERBIAN: "Ne postoji", Language.ENGLISH: "There is no"}


def _no_template(document_type: DocumentType, code: str, there: list[str], language: Language) -> NotFound:
    languages = ", ".join(there) or "–"
    return NotFound(
        document_type.title.map(
            lambda title, spoken: {
                "sq": f"{title}: nuk ka shabllon “{code}” në gjuhën {language.value} (ka në: {languages}).",
                "sr": f"{title}: nema šablona „{code}“ na jeziku {language.value} (ima na: {languages}).",
                "en": f"{title}: there is no template “{code}” in {language.value} (there is in: {languages}).",
            }[spoken.value]
        )
    )
