"""PDF files of issued documents: asked for, made one after the other in the background, sealed, and kept."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from threading import Event as Signal
from threading import Thread

from neni.core.adapters import seal
from neni.core.errors import NeniError
from neni.core.model.paper.printing import Printing, SealCheck
from neni.core.model.people import Person
from neni.core.office import Office
from neni.core.services.paper.issuing import get_document

_log = logging.getLogger(__name__)
ABANDONED = timedelta(minutes=10)
"""Longer than LibreOffice is ever waited for: whoever took it has died."""

_PAUSE = 1.0


def ask_pdf(office: Office, person: Person, document_id: str) -> Printing:
    """Have the PDF of a document made, once. Raises NotFound, NotAllowed, PdfUnavailable."""
    get_document(office, person, document_id)
    if not office.pdf.name:
        office.pdf.pdf_of(b"")  # says why there is none
    with office.store.writing() as work:
        return work.printings.ask(document_id, person.id, office.clock.now())


def printing_of(office: Office, person: Person, document_id: str) -> Printing | None:
    """How far the PDF of a document has come. Raises NotFound, NotAllowed."""
    get_document(office, person, document_id)
    with office.store.reading() as work:
        return work.printings.get(document_id)


def pdf_of(office: Office, person: Person, document_id: str) -> bytes:
    """The PDF of a document. Raises NotFound, NotAllowed."""
    get_document(office, person, document_id)
    with office.store.reading() as work:
        return work.printings.content(document_id)


def seals_on(office: Office, pdf: bytes) -> tuple[SealCheck, ...]:
    """Every electronic seal on a PDF. Raises BadUpload when it is none."""
    return office.seal.check(pdf)


def try_certificate(office: Office, file: Path, password: str, name: str) -> None:
    """Write a certificate nobody vouches for, to try sealing with. Raises BadConfiguration without the extra."""
    seal.test_certificate(file, password, name, office.clock.now())


def print_next(office: Office) -> bool:
    """Make the PDF that waits longest; whether there was one."""
    now = office.clock.now()
    with office.store.writing() as work:
        taken = work.printings.take(now, now - ABANDONED)
    if taken is None:
        return False
    try:
        content = _printed(office, taken.document_id)
    except NeniError as error:
        _log.error("no PDF of document %s: %s", taken.document_id, error)
        with office.store.writing() as work:
            work.printings.fail(taken.document_id, office.clock.now())
    else:
        with office.store.writing() as work:
            work.printings.finish(taken.document_id, content, office.clock.now())
    return True


def _printed(office: Office, document_id: str) -> bytes:
    with office.store.reading() as work:
        document, word = work.documents.get(document_id), work.documents.content(document_id)
    return office.seal.sealed(office.pdf.pdf_of(word), document.number)


class PrintRoom:
    """The thread that makes the PDF files of an office while it serves."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._closing = Signal()
        self._thread = Thread(target=self._work, name="printing", daemon=True)

    def __enter__(self) -> PrintRoom:
        if self._office.pdf.name:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(ABANDONED.total_seconds())

    def _work(self) -> None:
        while not self._closing.is_set():
            try:
                worked = print_next(self._office)
            except Exception:  # noqa: BLE001 - the thread must outlive whatever happens to one file
                _log.exception("printing goes on after a failure")
                worked = False
            if not worked:
                self._closing.wait(_PAUSE)
