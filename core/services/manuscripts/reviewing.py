"""Manuscripts handed in to be checked: read, judged by the rules of the department, kept, and answered by people."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from neni.core.adapters import statements
from neni.core.declarations import ManuscriptType
from neni.core.errors import Conflict, NotFound
from neni.core.model.cases import department_of
from neni.core.model.events import ManuscriptReviewed, RemarkAnswered
from neni.core.model.facts import FactType
from neni.core.model.findings import Outcome
from neni.core.model.manuscripts import Manuscript
from neni.core.model.manuscripts.provisions import Study
from neni.core.model.manuscripts.reviews import Opinion, Remark, Review, Verdict
from neni.core.model.people import Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.cases.intake import get_case
from neni.core.services.manuscripts.studying import SubjectFinding, judge_study, study
from neni.core.services.people.access import require

MOST_REASON = 2000


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A manuscript as somebody hands it in: the bytes and name of a file, or pasted text without a name. `stated` are
    facts in their JSON form that the text itself does not tell; `previous` is the review of the version before."""

    type: str
    content: bytes
    name: str = ""
    on: date | None = None
    stated: Mapping[str, object] = field(default_factory=dict)
    previous: str | None = None
    case: str | None = None


def manuscript_types(office: Office, person: Person) -> tuple[ManuscriptType, ...]:
    """The kinds of manuscripts whose reviews the person may see."""
    every = (one for department in office.host.departments for one in department.manuscript_types)
    return tuple(one for one in every if person.may(Permission.READ, department_of(one.code)))


def manuscript_type(office: Office, code: str) -> ManuscriptType:
    """Raises NotFound."""
    every = (one for department in office.host.departments for one in department.manuscript_types)
    found = next((one for one in every if one.code == code), None)
    if found is None:
        raise NotFound(_NO_TYPE)
    return found


def review(office: Office, person: Person, handed_in: HandedIn) -> Review:
    """Check a manuscript and keep it with what is remarked. Raises NotFound, NotAllowed, BadUpload (the gate, or a
    file nobody can read), InvalidFacts (what is stated)."""
    kind = manuscript_type(office, handed_in.type)
    require(person, Permission.REVIEW_MANUSCRIPTS, department_of(kind.code))
    case = get_case(office, person, handed_in.case) if handed_in.case else None
    if handed_in.previous:
        get_review(office, person, handed_in.previous)
    stated = statements.read(facts_of(office, kind), handed_in.stated)
    admitted = office.manuscript_gate.admit(handed_in.content)
    content, removed = admitted.content, admitted.notes
    manuscript = office.manuscripts.read(content, handed_in.name)
    on = handed_in.on or office.clock.today()
    studied = study(office, kind, manuscript, on)
    done = Review(
        id=str(uuid.uuid4()),
        type=kind.code,
        name=handed_in.name.rpartition("/")[2].rpartition("\\")[2][-200:],
        source=manuscript.source,
        title=_title(manuscript, studied, handed_in.name),
        language=studied.act.language.value,
        on=on,
        by=person.id,
        at=office.clock.now(),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        remarks=tuple(_remarks(manuscript, judge_study(office, kind, studied, on, stated))),
        notes=(*removed, *manuscript.remarks, *studied.act.remarks),
        stated=stated,
        previous=handed_in.previous,
        case_id=case.id if case else None,
    )
    event = ManuscriptReviewed(done.at, person.id, done.id, _told(done))
    with office.store.writing() as work:
        work.reviews.add(done, content)
        work.events.add(event)
    return done


def get_review(office: Office, person: Person, review_id: str) -> Review:
    """One review. Raises NotFound, NotAllowed."""
    with office.store.reading() as work:
        found = work.reviews.get(review_id)
    require(person, Permission.READ, found.department)
    return found


def reviews_of(office: Office, person: Person, page: int = 1, size: int = 50) -> tuple[Review, ...]:
    """Reviews the person may see, newest first, a page of them, without their remarks."""
    types = [one.code for one in manuscript_types(office, person)]
    with office.store.reading() as work:
        return tuple(work.reviews.of(types, size, (max(page, 1) - 1) * size))


def content_of(office: Office, person: Person, review_id: str) -> bytes:
    """The file as it was handed in. Raises NotFound, NotAllowed."""
    with office.store.reading() as work:
        require(person, Permission.READ, work.reviews.head(review_id).department)
        return work.reviews.content(review_id)


def verdicts_of(office: Office, found: Review) -> tuple[Verdict, ...]:
    """Every answer to the remarks; the caller has seen that the person may see the review."""
    with office.store.reading() as work:
        return tuple(work.reviews.verdicts(found.id))


def next_of(office: Office, found: Review) -> str | None:
    """The review of the version after this one."""
    with office.store.reading() as work:
        return work.reviews.next_of(found.id)


def answer(office: Office, person: Person, review_id: str, number: int, opinion: Opinion, reason: str = "") -> Verdict:
    """Accept or dismiss a remark, or take that back (OPEN). Raises NotFound, NotAllowed, and Conflict when a remark is
    dismissed without a reason."""
    found = get_review(office, person, review_id)
    require(person, Permission.REVIEW_MANUSCRIPTS, found.department)
    remark = next((one for one in found.remarks if one.number == number), None)
    if remark is None:
        raise NotFound(_NO_REMARK)
    if opinion is Opinion.DISMISSED and not reason.strip():
        raise Conflict(_NO_REASON)
    verdict = Verdict(number, opinion, reason.strip()[:MOST_REASON], person.id, office.clock.now())
    told = {"remark": number, "rule": remark.finding.rule, "opinion": opinion.value}
    event = RemarkAnswered(verdict.at, person.id, found.id, told)
    with office.store.writing() as work:
        work.reviews.answer(found.id, verdict)
        work.events.add(event)
    return verdict


def facts_of(office: Office, kind: ManuscriptType) -> Mapping[str, FactType]:
    """Every fact that the rules of a kind of manuscript know. What was read in the text goes before what is stated."""
    books = (office.host.lawbook(one.code) for one in kind.subjects)
    return {name: fact for book in books for name, fact in book.facts.items() if fact.asked}


def asked_for(office: Office, found: Review) -> tuple[FactType, ...]:
    """The facts that would answer the questions of a review, and those stated before."""
    facts = facts_of(office, manuscript_type(office, found.type))
    missing = (one.name for remark in found.remarks if remark.is_question for one in remark.finding.missing)
    return tuple(facts[name] for name in dict.fromkeys([*found.stated, *missing]) if name in facts)


def review_again(office: Office, person: Person, review_id: str, stated: Mapping[str, object]) -> Review:
    """The same manuscript once more, with what somebody stated of it. Raises NotFound, NotAllowed, InvalidFacts."""
    before = get_review(office, person, review_id)
    content = content_of(office, person, review_id)
    return review(
        office,
        person,
        HandedIn(before.type, content, before.name, before.on, stated, previous=before.id, case=before.case_id),
    )


def _title(manuscript: Manuscript, studied: Study, name: str) -> str:
    title = studied.act.title
    written = manuscript.words(title.anchor) if title.anchor else title.subject
    return (" ".join(written.split()) or name or "–")[:300]


def _remarks(manuscript: Manuscript, found: Iterable[SubjectFinding]) -> Iterable[Remark]:
    """Remarks in the order of the text; questions come last."""
    ordered = sorted(
        found,
        key=lambda one: (
            one.finding.outcome is Outcome.CANNOT_BE_TOLD,
            one.subject.anchor.line,
            one.subject.anchor.start,
            one.finding.rule,
        ),
    )
    for number, one in enumerate(ordered, start=1):
        subject = one.subject
        words = manuscript.words(subject.anchor)[:1000]
        yield Remark(number, subject.kind, subject.eid, subject.anchor, words, one.finding)


def _told(done: Review) -> dict[str, object]:
    counts = {weight.value: count for weight, count in done.counts().items()}
    return {"type": done.type, "source": done.source.value, "previous": done.previous, **counts}


_NO_TYPE = Text(
    sq="Nuk ka lloj dorëshkrimi me këtë kod.",
    sr="Nema vrste rukopisa sa tom šifrom.",
    en="There is no kind of manuscript with that code.",
)
_NO_REMARK = Text(
    sq="Kjo vërejtje nuk është në këtë shqyrtim.",
    sr="Ta primedba nije u ovom pregledu.",
    en="There is no such remark in this review.",
)
_NO_REASON = Text(
    sq="Shkruani pse vërejtja nuk pranohet; arsyeja ruhet me shqyrtimin.",
    sr="Napišite zašto se primedba ne prihvata; razlog se čuva uz pregled.",
    en="Write why the remark is dismissed; the reason is kept with the review.",
)
