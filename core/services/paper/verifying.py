"""Whether a document is genuine, for anybody who holds it: by the code on it, and by the file itself. Nothing of its
content is told.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from neni.core.model.cases import department_of
from neni.core.model.paper.documents import Document, Standing, standing_of
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.paper import check_codes


@dataclass(frozen=True, slots=True)
class Verified:
    """What anybody may know of a genuine document. `since` is the day on which it ceased to be valid."""

    number: str
    title: Text
    department: Text
    issued_on: date
    standing: Standing
    since: date | None
    superseded_by: str | None


def verify(office: Office, written: str) -> Verified | None:
    """The document on which that code stands, however a person typed it; None when there is none."""
    code = check_codes.read(written)
    with office.store.reading() as work:
        document = work.documents.by_check_code(code) if code else None
        if document is None:
            return None
        marks = work.documents.marks(document.id)
        later = next((one.superseded_by for one in marks if one.superseded_by), None)
        successor = work.documents.get(later).number if later else None
        case_type = work.cases.get(document.case_id).type
    standing = standing_of(marks)
    ended = next((one.at for one in marks if one.standing is standing), None)
    return Verified(
        number=document.number,
        title=_title(office, case_type, document),
        department=office.host.department(department_of(case_type)).title,
        issued_on=document.issued_on,
        standing=standing,
        since=ended.date() if ended else None,
        superseded_by=successor,
    )


def is_genuine_file(office: Office, written: str, content: bytes) -> bool:
    """Whether a file is, to the last byte, the Word or PDF file of the document with that code."""
    sha256 = hashlib.sha256(content).hexdigest()
    with office.store.reading() as work:
        document = work.documents.by_check_code(check_codes.read(written))
        if document is None:
            return False
        printing = work.printings.get(document.id)
    return sha256 in (document.sha256, printing.sha256 if printing else None)


def _title(office: Office, case_type: str, document: Document) -> Text:
    kind = office.host.case_type(case_type).document(document.type)
    return kind.title if kind else Text.of(document.type)
