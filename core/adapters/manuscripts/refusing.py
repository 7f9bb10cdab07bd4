"""What is said of a file that cannot be read at all."""

from __future__ import annotations

from neni.core.errors import BadUpload, NotWord
from neni.core.model.problems import Problem
from neni.core.model.text import Text


def unreadable(where: str = "") -> BadUpload:
    """Neither a Word file nor an OpenDocument text: cut, damaged, or something else under that name."""
    message = Text(
        sq="Skedari është i dëmtuar dhe nuk mund të lexohet. Hapeni në programin ku është shkruar, ruajeni përsëri "
        "si .docx ose .odt dhe ngarkojeni sërish.",
        sr="Datoteka je oštećena i ne može se pročitati. Otvorite je u programu u kojem je pisana, sačuvajte ponovo "
        "kao .docx ili .odt i učitajte je još jednom.",
        en="The file is damaged and cannot be read. Open it in the program it was written with, save it again as "
        ".docx or .odt, and upload it once more.",
    )
    return BadUpload(message, [Problem("unreadable_file", message, where=where)])


def no_manuscript(kind: str) -> BadUpload:
    """A file of another kind, in which no text can be read line by line."""
    message = Text(
        sq=f"Ky skedar ({kind}) nuk është tekst që mund të kontrollohet. Hapeni, ruajeni si .docx ose .odt, ose "
        "ngjitni tekstin.",
        sr=f"Ova datoteka ({kind}) nije tekst koji se može proveriti. Otvorite je, sačuvajte kao .docx ili .odt, ili "
        "nalepite tekst.",
        en=f"This file ({kind}) is no text that can be checked. Open it and save it as .docx or .odt, or paste the "
        "text.",
    )
    return NotWord(message, [Problem("no_manuscript", message)])
