"""What a plugin may declare. Frozen values, asked once at start; the host checks them and keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources.abc import Traversable

from neni.core.model.acts import ActRegister
from neni.core.model.cases import Case
from neni.core.model.errands import USUAL, Backoff, Errand, Lane
from neni.core.model.events import Event
from neni.core.model.facts import FactType, FactValues
from neni.core.model.manuscripts import Manuscript
from neni.core.model.manuscripts.language_versions import VersionDifference
from neni.core.model.manuscripts.provisions import Act, Study
from neni.core.model.paper import PaperValue
from neni.core.model.paper.drafts import Approval
from neni.core.model.paper.registers import Register
from neni.core.model.schedules import CatchUp
from neni.core.model.text import Language, Text
from neni.core.ports import Desk, Outcome, Work

INTERFACE = 1
"""Version of what plugins and host agree on; a plugin may ask for at most this much."""


@dataclass(frozen=True, slots=True)
class Field:
    """A fact asked for in a form. `required` facts must be stated before the case can be opened."""

    fact: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A titled group of fields."""

    title: Text
    fields: tuple[Field, ...]


class _Chosen(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "…"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long documents of a type are kept, as the rules derive it: `years` names a number fact, `kept_as` a text or
    choice fact for the class of the institution's list. While the years cannot be told there is no day of disposal."""

    years: str
    kept_as: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A document that can be issued from a case. `template` is the stem of the files `<template>.<language>.docx`
    and `<template>.yaml`; it may name a choice fact in braces (`contract_{contract_type}`). `context` adds template
    variables computed from the case, named in `computes`. With `approval` four eyes it is issued from an approved
    draft only. `checked_as` names the manuscript type by whose rules its drafts can be checked."""

    code: str
    title: Text
    template: str
    register: Register
    context: Callable[[Case], Mapping[str, PaperValue]] | None = None
    computes: tuple[str, ...] = ()
    approval: Approval = Approval.NONE
    retention: Retention | None = None
    checked_as: str = ""

    def template_for(self, facts: FactValues) -> str:
        """The template's name for a case with these facts; a choice nobody made yet leaves a name no file has."""
        return self.template.format_map(_Chosen(facts))

    def templates_among(self, facts: Mapping[str, FactType]) -> set[str]:
        """Every name `template_for` may give, whatever is chosen."""
        chosen = [({name: choice.code}) for name, fact in facts.items() for choice in fact.choices]
        return {self.template_for(one) for one in ({}, *chosen)}


@dataclass(frozen=True, slots=True)
class CaseType:
    """A matter the department handles. `code` is `<department>.<name>`; `title_fact` names the text fact that
    titles a case; `on_fact` the date fact whose day's law governs it (the day of opening while it is unknown).
    `opened_by` are inbound event types that open such a case."""

    code: str
    title: Text
    register: Register
    form: tuple[Section, ...]
    title_fact: str
    documents: tuple[DocumentType, ...] = ()
    on_fact: str | None = None
    opened_by: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of all sections."""
        return tuple(field for section in self.form for field in section.fields)

    def document(self, code: str) -> DocumentType | None:
        """The document type with that code, if there is one."""
        return next((one for one in self.documents if one.code == code), None)


@dataclass(frozen=True, slots=True)
class DemonstrationCase:
    """A case of the demonstration: facts in their JSON form, what is corrected once its document was refused, and
    the document that is then issued."""

    key: str
    case_type: str
    facts: Mapping[str, object]
    document: str
    language: Language = Language.ALBANIAN
    corrections: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What `neni demo` shows of a department: cases, and a register from elsewhere with the map to read it by."""

    cases: tuple[DemonstrationCase, ...]
    table: Traversable | None = None
    import_map: str = ""


@dataclass(frozen=True, slots=True)
class SubjectType:
    """A kind of thing in a manuscript that rules are asked about: an act, an article, a citation. `code` is
    `<department>.<name>`; rulesets name it in `applies_to` and declare its facts."""

    code: str
    title: Text


@dataclass(frozen=True, slots=True)
class ManuscriptType:
    """A kind of text that authors hand in to be checked. `study` reads it as law of a day, with the register of acts
    at hand; it never refuses, and tells in its remarks what it could not place. The first subject type is the whole:
    people may state facts of it that the text does not tell. `annex` names the template of the annex of remarks;
    `compare` tells in what language versions differ, `study_versions` makes subjects of that for the rules; `exports`
    writes the act in other forms, by file ending."""

    code: str
    title: Text
    subjects: tuple[SubjectType, ...]
    study: Callable[[Manuscript, date, ActRegister], Study]
    annex: str = ""
    compare: Callable[[Manuscript, Manuscript], tuple[VersionDifference, ...]] | None = None
    exports: Mapping[str, Callable[[Act, date], bytes]] = field(default_factory=dict)
    study_versions: Callable[[Manuscript, Manuscript], Study] | None = None


@dataclass(frozen=True, slots=True)
class EventType:
    """An event other institutions may be told of, by signed message. `name` is dotted (`procurement.contract.signed`);
    `schema` is the JSON Schema (2020-12) of what is told, in its `version`, and `sample` an example of it. With
    `personal` data only an id and a link are sent. `of` is the event of Neni it follows; `tell` says in the transaction
    of that event what is told, from what the transaction sees, or None when this one is not to be told."""

    name: str
    title: Text
    description: Text
    schema: Mapping[str, object]
    sample: Mapping[str, object]
    version: int = 1
    personal: bool = False
    of: type[Event] | None = None
    tell: Callable[[Event, Work], Mapping[str, object] | None] | None = None


@dataclass(frozen=True, slots=True)
class InboundType:
    """An event another institution tells us of, by signed message. `schema` is the JSON Schema (2020-12) of its data,
    `sample` an example. `facts` names for each fact the place of its value in the data (a JSON pointer), `key` the
    place of what names the matter at the partner; `stated` are facts that every such message states. A case type that
    lists the event in `opened_by` opens a case by it, one for each key; `changes` names the case type whose case with
    that key, or with that reference of ours, it changes."""

    name: str
    title: Text
    description: Text
    schema: Mapping[str, object]
    sample: Mapping[str, object]
    facts: Mapping[str, str]
    key: str
    stated: Mapping[str, object] = field(default_factory=dict)
    changes: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages that are loaded when the web application is made: `module` has a `blueprint`. Ours stand at addresses of
    their own, those of anybody else below `/x/`."""

    module: str


@dataclass(frozen=True, slots=True)
class Department:
    """A unit of the institution. `rulesets`, `document_templates` and `import_maps` are folders shipped with the
    plugin, and `acts` one of files of the register of acts; `escalation` lists roles from first to last;
    `demonstration` is what `neni demo` shows; `event_types` are what partners may be told and `inbound_types`
    what they may tell us; `interface` is the interface version the plugin needs."""

    code: str
    title: Text
    case_types: tuple[CaseType, ...]
    rulesets: Traversable
    document_templates: Traversable
    import_maps: Traversable | None = None
    escalation: tuple[str, ...] = ()
    demonstration: Demonstration | None = None
    manuscript_types: tuple[ManuscriptType, ...] = ()
    acts: Traversable | None = None
    event_types: tuple[EventType, ...] = ()
    inbound_types: tuple[InboundType, ...] = ()
    interface: int = INTERFACE


@dataclass(frozen=True, slots=True)
class FactSource:
    """A department that knows something about cases, its own or another's. `facts(case, on, desk)` is asked at
    every evaluation, also for a case that is not stored yet (its id is empty)."""

    case_type: str
    declares: tuple[FactType, ...]
    facts: Callable[[Case, date, Desk], FactValues]


@dataclass(frozen=True, slots=True)
class Subscription:
    """Something to do after an event was committed; it must be safe to do twice. `name` keeps what still waits when
    the handler is renamed; without it the handler's own name counts."""

    event: type[Event]
    handle: Callable[[Event, Desk], None]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do at times told by a crontab line in Kosovo's time (names of days, never numbers; no hour from
    02:00 to 03:00). It runs at least once for each time, so it must be safe to do twice. `catch_up` and `no_older_than`
    tell what is made up for after the clock stood still."""

    name: str
    cron: str
    run: Callable[[Desk], None]
    catch_up: CatchUp = CatchUp.LATEST
    no_older_than: timedelta | None = None
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class ErrandKind:
    """A kind of background work. `run` does one errand; it may be called twice for the same, so outside effects carry
    the errand's key, and what is written to the store goes into `Outcome.settle`, which commits with the errand's end.
    An exception is a failure, tried again as `retries` tells. A lane is the kind's name, or `<name>:<whose>`; of each
    `at_once` run over all machines, `per_second` if that is limited. After `limit` the work counts as stuck and is
    given to another. `prepare` looks up what many errands need at once, in the transaction that takes them: it gives by
    their ids what `run` finds as `errand.brought`, or None where it gave nothing."""

    name: str
    title: Text
    run: Callable[[Errand, Desk], Outcome | None]
    retries: Backoff = USUAL
    at_once: int = 4
    per_second: float | None = None
    limit: timedelta = timedelta(minutes=10)
    prepare: Callable[[Work, Sequence[Errand]], Mapping[int, object]] | None = None

    def lane(self, name: str) -> Lane:
        """The limits of a lane of this kind."""
        return Lane(name, self.at_once, self.per_second)
