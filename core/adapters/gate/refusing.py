"""What the gate says of a file, in three languages: why it is refused, or what was taken out of it."""

from __future__ import annotations

from neni.core.model.problems import Problem
from neni.core.model.text import Text

_MOST_SHOWN = 80


class Refused(Exception):
    """The file is not let in. Never leaves this package but as BadUpload."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def shown(words: str) -> str:
    """A stranger's words, short and on one line."""
    return "".join(letter if letter.isprintable() else "·" for letter in words[:_MOST_SHOWN])


def unreadable(where: str = "") -> Refused:
    """Cut or damaged."""
    return _refused(
        "unreadable_file",
        where,
        Text(
            sq="Skedari nuk është dokument Word që mund të lexohet. Hapeni në Word dhe ruajeni përsëri si .docx.",
            sr="Datoteka nije čitljiv Word dokument. Otvorite je u Wordu i sačuvajte ponovo kao .docx.",
            en="The file is no readable Word document. Open it in Word and save it again as .docx.",
        ),
    )


def no_word() -> Refused:
    """Empty, or of another kind altogether."""
    return _refused(
        "no_word_file",
        "",
        Text(
            sq="Ky skedar nuk është dokument Word (.docx). Zgjidhni një tjetër, ose ruajeni nga Word-i si .docx.",
            sr="Ova datoteka nije Word dokument (.docx). Izaberite drugu, ili je iz Worda sačuvajte kao .docx.",
            en="This file is no Word document (.docx). Choose another, or save it from Word as .docx.",
        ),
    )


def locked() -> Refused:
    """Protected by a password, or a Word file of before 2007; both begin alike."""
    return _refused(
        "locked_file",
        "",
        Text(
            sq="Skedari është me fjalëkalim ose në formën e vjetër .doc. Hiqni fjalëkalimin dhe ruajeni si .docx.",
            sr="Datoteka je zaštićena lozinkom ili je u starom obliku .doc. Uklonite lozinku i sačuvajte kao .docx.",
            en="The file has a password or the old form .doc. Remove the password and save it as .docx.",
        ),
    )


def other_kind(kind: str) -> Refused:
    """An office file, but no Word document."""
    return _refused(
        "other_kind",
        "",
        Text(
            sq=f"Ky nuk është dokument Word por “{shown(kind)}”. Ruajeni si .docx.",
            sr=f"Ovo nije Word dokument nego „{shown(kind)}“. Sačuvajte ga kao .docx.",
            en=f"This is no Word document but “{shown(kind)}”. Save it as .docx.",
        ),
    )


def macros(where: str) -> Refused:
    """Programs inside."""
    return _refused(
        "macros",
        where,
        Text(
            sq="Dokumenti ka makro ose programe të tjera. Ruajeni si “Dokument Word (.docx)”, pa makro.",
            sr="Dokument sadrži makroe ili druge programe. Sačuvajte ga kao „Word dokument (.docx)“, bez makroa.",
            en="The document holds macros or other programs. Save it as “Word document (.docx)”, without macros.",
        ),
    )


def embedded(where: str) -> Refused:
    """Another file inside, which nobody sees on paper."""
    return _refused(
        "embedded_file",
        where,
        Text(
            sq="Dokumenti mban brenda një skedar tjetër. Fshijeni objektin ose vendosni përmbajtjen si tekst.",
            sr="Dokument u sebi sadrži drugu datoteku. Obrišite objekat ili unesite sadržaj kao tekst.",
            en="The document holds another file inside. Delete the object or put its content in as text.",
        ),
    )


def too_large(what: str, most: str, where: str = "") -> Refused:
    """Beyond a limit: a bomb, or a document nobody could use."""
    return _refused(
        "too_large",
        where,
        Text(
            sq=f"Skedari është shumë i madh për t'u hapur ({what}; më së shumti {most}). Ndajeni ose zvogëloni fotot.",
            sr=f"Datoteka je prevelika za otvaranje ({what}; najviše {most}). Podelite je ili smanjite slike.",
            en=f"The file is too large to be opened ({what}; at most {most}). Divide it or make its pictures smaller.",
        ),
    )


def strange_archive(where: str) -> Refused:
    """Names twice, outside the file, or hidden behind one another: no program writes such a file by chance."""
    return _refused(
        "strange_archive",
        where,
        Text(
            sq="Skedari është ndërtuar në mënyrë të dyshimtë (pjesë të dyfishta ose me emra të ndaluar). "
            "Hapeni në Word dhe ruajeni përsëri.",
            sr="Datoteka je sumnjivo sastavljena (delovi koji se ponavljaju ili zabranjena imena). "
            "Otvorite je u Wordu i sačuvajte ponovo.",
            en="The file is put together suspiciously (parts twice, or forbidden names). "
            "Open it in Word and save it again.",
        ),
    )


def own_definitions(where: str) -> Refused:
    """A document type definition, which Word never writes."""
    return _refused(
        "document_type_definition",
        where,
        Text(
            sq="Skedari përkufizon entitete XML, gjë që Word-i nuk e bën kurrë. Hapeni në Word dhe ruajeni përsëri.",
            sr="Datoteka definiše XML entitete, što Word nikada ne čini. Otvorite je u Wordu i sačuvajte ponovo.",
            en="The file defines XML entities, which Word never does. Open it in Word and save it again.",
        ),
    )


def from_elsewhere(where: str, target: str) -> Refused:
    """Content that is fetched when the document is opened."""
    return _refused(
        "content_from_elsewhere",
        where,
        Text(
            sq=f"Dokumenti merr përmbajtje nga “{shown(target)}”. Vendoseni përmbajtjen në vetë dokumentin.",
            sr=f"Dokument preuzima sadržaj sa „{shown(target)}“. Unesite taj sadržaj u sam dokument.",
            en=f"The document takes content from “{shown(target)}”. Put that content into the document itself.",
        ),
    )


def other_text(where: str) -> Refused:
    """A chunk of another format, which some programs print and others do not."""
    return _refused(
        "alternative_chunk",
        where,
        Text(
            sq="Dokumenti mban një copë teksti të formatit tjetër, që nuk e shfaq çdo program. Vendoseni si tekst.",
            sr="Dokument sadrži deo teksta drugog formata, koji ne prikazuje svaki program. Unesite ga kao tekst.",
            en="The document holds a chunk of text of another format, which not every program shows. "
            "Put it in as ordinary text.",
        ),
    )


def active_field(where: str, code: str) -> Refused:
    """A field that runs or fetches something."""
    return _refused(
        "active_field",
        where,
        Text(
            sq=f"Dokumenti ka një fushë që lexon ose nis diçka jashtë tij: “{shown(code)}”. "
            "Zgjidhni fushën dhe kthejeni në tekst (Ctrl+Shift+F9).",
            sr=f"Dokument ima polje koje čita ili pokreće nešto izvan njega: „{shown(code)}“. "
            "Izaberite polje i pretvorite ga u tekst (Ctrl+Shift+F9).",
            en=f"The document has a field that reads or starts something outside it: “{shown(code)}”. "
            "Select the field and turn it into text (Ctrl+Shift+F9).",
        ),
    )


def template_taken_off(where: str, target: str) -> Problem:
    """A note: the author's own template is not needed."""
    return Problem(
        "template_taken_off",
        Text(
            sq=f"Lidhja me shabllonin e autorit “{shown(target)}” u hoq; teksti nuk ndryshon.",
            sr=f"Veza sa autorovim šablonom „{shown(target)}“ je uklonjena; tekst se ne menja.",
            en=f"The link to the author's template “{shown(target)}” was taken off; the text does not change.",
        ),
        where=where,
    )


def link_disarmed(where: str, target: str) -> Problem:
    """A note: a link to a file or a script leads nowhere now."""
    return Problem(
        "link_disarmed",
        Text(
            sq=f"Lidhja “{shown(target)}” u çarmatos: lejohen vetëm adresa http, https dhe mailto.",
            sr=f"Veza „{shown(target)}“ je onesposobljena: dozvoljene su samo adrese http, https i mailto.",
            en=f"The link “{shown(target)}” was disarmed: only http, https and mailto addresses are allowed.",
        ),
        where=where,
    )


def more_of_this(number: int) -> Problem:
    """A note: there was more of what the others tell."""
    return Problem(
        "more_of_this",
        Text(
            sq=f"Edhe {number} lidhje të tjera u çarmatosën ose u hoqën.",
            sr=f"Onesposobljeno je ili uklonjeno još {number} veza.",
            en=f"{number} more links were disarmed or taken off.",
        ),
    )


def _refused(code: str, where: str, message: Text) -> Refused:
    return Refused(Problem(code, message, where=shown(where)))
