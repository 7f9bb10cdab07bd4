"""Word templates people upload: which one new documents are written with, and how a version comes to be it.

One person uploads, a second approves (four eyes); only then is it used. The shipped template is always there to go
back to, and its description stays the one for every version: what it needs, may use, and its example.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, replace

from neni.core.declarations import CaseType, DocumentType
from neni.core.errors import BadTemplate, BadUpload, Conflict, NotAllowed
from neni.core.model.cases import department_of
from neni.core.model.events import Event, TemplateApproved, TemplateUploaded, TemplateWithdrawn
from neni.core.model.facts import FactValues
from neni.core.model.paper.template_versions import TemplateVersion, VersionState
from neni.core.model.people import Permission, Person
from neni.core.model.problems import Problem
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.ports import Template, Work
from neni.core.services.paper import templating_refusals as refusals
from neni.core.services.paper.checking_templates import trial
from neni.core.services.paper.template_shelf import Place, place_of
from neni.core.services.people.access import require

MOST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A version that was stored, and what the gate took out of the file first."""

    version: TemplateVersion
    notes: tuple[Problem, ...]


def template_for(
    office: Office, kind: CaseType, wanted: DocumentType, facts: FactValues, language: Language
) -> Template:
    """The template a new document is written with: the approved version used now, else the shipped one. Raises
    NotFound, naming the languages there are."""
    shipped = office.host.template(kind, wanted, facts, language)
    with office.store.reading() as work:
        return used_now(work, department_of(kind.code), shipped)


def used_now(work: Work, department: str, shipped: Template) -> Template:
    """The approved version in the place of a shipped template, else that template itself."""
    version = work.template_versions.in_use(department, shipped.code, shipped.language)
    return as_template(shipped, version, work.template_versions.content(version)) if version else shipped


def refuse_replaced(work: Work, department: str, shipped: Template, written_with: str) -> None:
    """Raises Conflict when new documents are written with another template by now."""
    version = work.template_versions.in_use(department, shipped.code, shipped.language)
    if written_with != (version.sha256 if version else shipped.sha256):
        raise Conflict(refusals.REPLACED)


def as_template(shipped: Template, version: TemplateVersion, content: bytes) -> Template:
    """A version as the template it is: other bytes under the same description."""
    where = f"{shipped.code}.{shipped.language.value}.docx ({version.sha256[:12]})"
    return replace(shipped, content=content, sha256=version.sha256, where=where)


def upload(
    office: Office, person: Person, department: str, code: str, language: Language, content: bytes, note: str
) -> Uploaded:
    """Store a new version, which a second person approves. Nothing is stored when it is refused. Raises NotFound,
    NotAllowed, BadUpload (the gate, no note), BadTemplate (every mistake at once), Conflict (known file)."""
    require(person, Permission.MANAGE_TEMPLATES, department)
    place = place_of(office.host, department, code, language)
    if not note.strip():
        raise BadUpload(refusals.NO_NOTE)
    admitted = office.gate.admit(content)
    version = TemplateVersion(
        id=str(uuid.uuid4()),
        department=department,
        code=code,
        language=language,
        sha256=hashlib.sha256(admitted.content).hexdigest(),
        size=len(admitted.content),
        shipped_sha256=place.shipped.sha256,
        note=note.strip()[:MOST_NOTE],
        uploaded_by=person.id,
        uploaded_at=office.clock.now(),
    )
    _refuse_mistakes(office, place, as_template(place.shipped, version, admitted.content))
    event = TemplateUploaded(version.uploaded_at, person.id, _subject(version), _told(version))
    with office.store.writing() as work:
        _refuse_known(work, place, version)
        work.template_versions.add(version, admitted.content)
        work.events.add(event)
    return Uploaded(version, admitted.notes)


def approve(office: Office, person: Person, version_id: str) -> TemplateVersion:
    """Let new documents be written with a version. Raises NotFound, NotAllowed (who uploaded it), BadTemplate (it no
    longer fits the description shipped by now), Conflict (approved or withdrawn already)."""
    version, template = _waiting(office, person, version_id)
    if version.uploaded_by == person.id:
        raise NotAllowed(refusals.FOUR_EYES)
    _refuse_mistakes(office, place_of(office.host, version.department, version.code, version.language), template)
    at = office.clock.now()
    after = replace(version, approved_by=person.id, approved_at=at)
    return _saved(office, version, after, TemplateApproved(at, person.id, _subject(version), _told(version)))


def withdraw(office: Office, person: Person, version_id: str) -> TemplateVersion:
    """End a version that waits for approval. Raises NotFound, NotAllowed, Conflict."""
    version, _ = _waiting(office, person, version_id)
    at = office.clock.now()
    after = replace(version, withdrawn_by=person.id, withdrawn_at=at)
    return _saved(office, version, after, TemplateWithdrawn(at, person.id, _subject(version), _told(version)))


def back_to_shipped(office: Office, person: Person, department: str, code: str, language: Language) -> None:
    """Write new documents with the shipped template again: every approved version is withdrawn. Raises NotFound,
    NotAllowed, Conflict (it is used already)."""
    require(person, Permission.MANAGE_TEMPLATES, department)
    place_of(office.host, department, code, language)
    at, events = office.clock.now(), list[Event]()
    with office.store.writing() as work:
        for version in work.template_versions.of(department, code, language):
            if version.state is VersionState.APPROVED:
                after = replace(version, withdrawn_by=person.id, withdrawn_at=at)
                work.template_versions.save(version, after)
                events.append(TemplateWithdrawn(at, person.id, _subject(version), _told(version)))
                work.events.add(events[-1])
    if not events:
        raise Conflict(refusals.SHIPPED_ALREADY)


def version_of(office: Office, person: Person, version_id: str) -> tuple[TemplateVersion, Template]:
    """A version, and the template it is. Raises NotFound, NotAllowed."""
    with office.store.reading() as work:
        version = work.template_versions.get(version_id)
        require(person, Permission.READ, version.department)
        content = work.template_versions.content(version)
    place = place_of(office.host, version.department, version.code, version.language)
    return version, as_template(place.shipped, version, content)


def preview(office: Office, person: Person, version_id: str) -> bytes:
    """A version filled with the example of its description, as .docx. Raises NotFound, NotAllowed, BadTemplate."""
    version, template = version_of(office, person, version_id)
    place = place_of(office.host, version.department, version.code, version.language)
    return trial(office.host, office.word, place.case_types[0], template)


def _waiting(office: Office, person: Person, version_id: str) -> tuple[TemplateVersion, Template]:
    version, template = version_of(office, person, version_id)
    require(person, Permission.MANAGE_TEMPLATES, version.department)
    if version.state is not VersionState.WAITING:
        raise Conflict(refusals.NOT_WAITING)
    return version, template


def _refuse_mistakes(office: Office, place: Place, template: Template) -> None:
    """Raises BadTemplate with everything there is to say, and InvalidFacts for an example that does not fit."""
    problems = office.word.mistakes(template)
    if problems:
        raise BadTemplate(refusals.mistakes(template.where, len(problems)), problems)
    for case_type in place.case_types:
        trial(office.host, office.word, case_type, template)


def _refuse_known(work: Work, place: Place, version: TemplateVersion) -> None:
    if version.sha256 == place.shipped.sha256:
        raise Conflict(refusals.IS_SHIPPED)
    there = work.template_versions.of(version.department, version.code, version.language)
    if any(one.sha256 == version.sha256 and one.state is not VersionState.WITHDRAWN for one in there):
        raise Conflict(refusals.IS_THERE)


def _saved(office: Office, before: TemplateVersion, after: TemplateVersion, event: Event) -> TemplateVersion:
    with office.store.writing() as work:
        work.template_versions.save(before, after)
        work.events.add(event)
    return after


def _subject(version: TemplateVersion) -> str:
    return f"template:{version.department}.{version.code}.{version.language.value}"


def _told(version: TemplateVersion) -> dict[str, object]:
    return {"version": version.id, "sha256": version.sha256, "note": version.note}
