"""PDF of Word files by LibreOffice, one process a file, one file at a time: it crashes and hangs now and then, and
nothing of that reaches anybody else. Without LibreOffice there is no PDF, and everything else works.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from pathlib import Path
from threading import Lock

from neni.core.adapters.pdf import profile, refusing
from neni.core.adapters.pdf.office_process import Failed, run

_log = logging.getLogger(__name__)
_ARCHIVAL = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
"""PDF/A-2b (ISO 19005-2), tagged for screen readers."""

_NAMES = ("soffice", "libreoffice")


def best(program: str = "") -> LibreOffice | NoPdf:
    """LibreOffice where it is installed, or named by its path."""
    found = program or next((path for name in _NAMES if (path := shutil.which(name))), "")
    return LibreOffice(found) if found and os.access(found, os.X_OK) else NoPdf()


class NoPdf:
    """There is no LibreOffice."""

    name = ""

    def pdf_of(self, word: bytes) -> bytes:  # noqa: ARG002 - see ports.Pdf
        """Raises PdfUnavailable."""
        raise refusing.not_installed()


class LibreOffice:
    """PDF/A-2b of Word files. Threads wait for one another."""

    def __init__(self, program: str) -> None:
        self.name = "LibreOffice"
        self._program = program
        self._turn = Lock()

    def pdf_of(self, word: bytes) -> bytes:
        """The pages of a Word file. Raises PdfFailed."""
        with self._turn, tempfile.TemporaryDirectory(prefix="neni-pdf-") as place:
            return self._made(word, Path(place))

    def _made(self, word: bytes, folder: Path) -> bytes:
        source, target, own = folder / "document.docx", folder / "document.pdf", folder / "profile"
        source.write_bytes(word)
        profile.write(own)
        try:
            run(
                [self._program, *_options(own), "--convert-to", _ARCHIVAL, "--outdir", str(folder), str(source)], folder
            )
            return target.read_bytes()
        except (Failed, OSError) as error:
            _log.error("LibreOffice made no PDF: %s", error)
            raise refusing.failed() from error


def _options(own: Path) -> tuple[str, ...]:
    quiet = ("--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nologo")
    return (f"-env:UserInstallation={own.as_uri()}", *quiet)
