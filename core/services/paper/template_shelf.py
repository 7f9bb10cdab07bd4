"""Where templates are used: each template of a department with the documents written with it, and its versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neni.core.declarations import CaseType, Department, DocumentType
from neni.core.errors import NotFound
from neni.core.host import Host
from neni.core.model.paper.template_versions import TemplateVersion
from neni.core.model.people import Permission, Person
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Template
from neni.core.services.people.access import require


@dataclass(frozen=True, slots=True)
class Place:
    """A shipped template, and the documents that are written with it, each with its case type."""

    department: Department
    shipped: Template
    used_for: tuple[tuple[CaseType, DocumentType], ...]

    @property
    def case_types(self) -> tuple[CaseType, ...]:
        """The case types of these documents, each once."""
        return tuple({kind.code: kind for kind, _ in self.used_for}.values())


@dataclass(frozen=True, slots=True)
class Shelved:
    """A template as people manage it: the version used now (none: the shipped one), all versions newest first, and
    how many documents were issued with each hash."""

    place: Place
    in_use: TemplateVersion | None
    versions: tuple[TemplateVersion, ...]
    issued: Mapping[str, int]

    @property
    def overtaken(self) -> bool:
        """Whether another template was shipped since the version used now was uploaded."""
        return self.in_use is not None and self.in_use.shipped_sha256 != self.place.shipped.sha256


def places(host: Host, department: str | None = None) -> Iterator[Place]:
    """Every template that a document may be written with, or those of one department."""
    for holding in host.holdings:
        owner = holding.department
        if owner is None or department not in (None, owner.code):
            continue
        for template in holding.templates:
            used_for = tuple(_used_for(host, owner, template.code))
            if used_for:
                yield Place(owner, template, used_for)


def place_of(host: Host, department: str, code: str, language: Language) -> Place:
    """One template. Raises NotFound."""
    for place in places(host, department):
        if (place.shipped.code, place.shipped.language) == (code, language):
            return place
    raise NotFound(
        Text(
            sq=f"Nuk ka shabllon “{code[:60]}” në gjuhën {language.value}; shikoni listën e shablloneve.",
            sr=f"Nema šablona „{code[:60]}“ na jeziku {language.value}; pogledajte spisak šablona.",
            en=f"There is no template “{code[:60]}” in {language.value}; see the list of templates.",
        )
    )


def shelved(office: Office, person: Person, department: str, code: str, language: Language) -> Shelved:
    """One template with its versions. Raises NotFound, NotAllowed."""
    require(person, Permission.READ, department)
    return _shelved(office, place_of(office.host, department, code, language))


def all_shelved(office: Office, person: Person) -> tuple[Shelved, ...]:
    """Every template of the person's departments with its versions."""
    seen = (one for one in places(office.host) if person.may(Permission.READ, one.department.code))
    return tuple(_shelved(office, one) for one in seen)


def _shelved(office: Office, place: Place) -> Shelved:
    key = (place.department.code, place.shipped.code, place.shipped.language)
    with office.store.reading() as work:
        versions = tuple(work.template_versions.of(*key))
        hashes = {place.shipped.sha256, *(one.sha256 for one in versions)}
        issued = {one: work.documents.made_with(one) for one in hashes}
        return Shelved(place, work.template_versions.in_use(*key), versions, issued)


def _used_for(host: Host, department: Department, code: str) -> Iterator[tuple[CaseType, DocumentType]]:
    for case_type in department.case_types:
        facts = host.lawbook(case_type.code).facts
        yield from ((case_type, one) for one in case_type.documents if code in one.templates_among(facts))
