"""What became of a document after it was issued. One that is void keeps its number, with the reason beside it."""

from __future__ import annotations

from neni.core.errors import Conflict
from neni.core.model.events import DocumentVoided
from neni.core.model.paper.documents import Document, Mark, Standing, standing_of
from neni.core.model.people import Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.people.access import require

MOST_REASON = 2000


def void(office: Office, person: Person, document_id: str, reason: str) -> Mark:
    """Declare a document void. Raises NotFound, NotAllowed (only the head), and Conflict when it is void already or
    no reason is given."""
    with office.store.writing() as work:
        document = work.documents.get(document_id)
        case = work.cases.get(document.case_id)
        require(person, Permission.APPROVE, case.department)
        _refuse(work.documents.marks(document_id), reason)
        mark = Mark(document_id, Standing.VOID, office.clock.now(), person.id, reason.strip()[:MOST_REASON])
        told = {"document": document_id, "number": document.number, "reason": mark.reason, "reference": case.reference}
        event = DocumentVoided(mark.at, person.id, case.id, told)
        work.documents.mark(mark)
        work.events.add(event)
    return mark


def marks_of(office: Office, document: Document) -> tuple[Mark, ...]:
    """What became of a document; the caller has seen that the person may see it."""
    with office.store.reading() as work:
        return work.documents.marks(document.id)


def _refuse(marks: tuple[Mark, ...], reason: str) -> None:
    if not reason.strip():
        raise Conflict(_NO_REASON)
    if standing_of(marks) is Standing.VOID:
        raise Conflict(_VOID_ALREADY)


_NO_REASON = Text(
    sq="Shkruani arsyen: ajo mbetet në regjistër pranë numrit.",
    sr="Napišite razlog: on ostaje u registru pored broja.",
    en="Write the reason: it stays in the register beside the number.",
)
_VOID_ALREADY = Text(
    sq="Dokumenti është i pavlefshëm tashmë.", sr="Dokument je već nevažeći.", en="The document is void already."
)
