"""Why there is no PDF, in three languages."""

from __future__ import annotations

from neni.core.errors import PdfFailed, PdfUnavailable
from neni.core.model.text import Text


def not_installed() -> PdfUnavailable:
    """No LibreOffice on this machine."""
    return PdfUnavailable(
        Text(
            sq="Këtu nuk ka LibreOffice, prandaj nuk bëhen PDF; skedari Word mbetet i vlefshëm. "
            "Administratori e instalon (libreoffice-writer) ose e tregon me NENI_SOFFICE.",
            sr="Ovde nema LibreOffice-a, pa se PDF ne pravi; Word datoteka ostaje važeća. "
            "Administrator ga instalira (libreoffice-writer) ili navodi promenljivom NENI_SOFFICE.",
            en="There is no LibreOffice here, so no PDF is made; the Word file stays valid. "
            "An administrator installs it (libreoffice-writer) or names it with NENI_SOFFICE.",
        )
    )


def failed() -> PdfFailed:
    """LibreOffice could not print the file."""
    return PdfFailed(
        Text(
            sq="Nga ky dokument nuk u bë dot PDF. Provoni përsëri; nëse përsëritet, njoftoni administratorin.",
            sr="Od ovog dokumenta nije napravljen PDF. Pokušajte ponovo; ako se ponovi, javite administratoru.",
            en="No PDF could be made of this document. Try again; if it happens again, tell the administrator.",
        )
    )
