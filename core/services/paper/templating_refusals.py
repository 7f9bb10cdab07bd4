"""Why an uploaded template is not taken, or nothing can be done with it now."""

from __future__ import annotations

from neni.core.model.text import Text


def mistakes(where: str, number: int) -> Text:
    """A file with mistakes; each follows as a problem."""
    return Text(
        sq=f"Shablloni {where} nuk u ruajt: ka {number} gabime. Ndreqini në Word dhe ngarkojeni përsëri.",
        sr=f"Šablon {where} nije sačuvan; grešaka: {number}. Ispravite ih u Wordu i otpremite ponovo.",
        en=f"The template {where} was not taken; mistakes: {number}. Put them right in Word and upload it again.",
    )


NO_NOTE = Text(
    sq="Shkruani çfarë u ndryshua dhe pse; personi i dytë e lexon para se ta miratojë.",
    sr="Napišite šta je izmenjeno i zašto; druga osoba to čita pre nego što odobri.",
    en="Write what was changed and why; the second person reads it before approving.",
)
FOUR_EYES = Text(
    sq="Këtë version e ngarkuat ju; duhet ta miratojë dikush tjetër.",
    sr="Ovu verziju ste otpremili vi; mora je odobriti neko drugi.",
    en="You uploaded this version; somebody else must approve it.",
)
NOT_WAITING = Text(
    sq="Ky version nuk pret më miratim: dikush e miratoi ose e tërhoqi tashmë.",
    sr="Ova verzija više ne čeka odobrenje: neko ju je već odobrio ili povukao.",
    en="This version waits for approval no more: somebody approved or withdrew it already.",
)
SHIPPED_ALREADY = Text(
    sq="Shablloni i dorëzuar me Neni përdoret tashmë; nuk ka çfarë të kthehet.",
    sr="Isporučeni šablon se već koristi; nema šta da se vrati.",
    en="The shipped template is used already; there is nothing to go back from.",
)
IS_SHIPPED = Text(
    sq="Ky skedar është shablloni i dorëzuar me Neni; për ta përdorur, kthehuni te ai.",
    sr="Ova datoteka je isporučeni šablon; da biste ga koristili, vratite se na njega.",
    en="This file is the shipped template; to use it, go back to the shipped one.",
)
IS_THERE = Text(
    sq="Ky skedar është ngarkuar tashmë dhe pret miratim ose është miratuar; shikoni versionet.",
    sr="Ova datoteka je već otpremljena i čeka odobrenje ili je odobrena; pogledajte verzije.",
    en="This file was uploaded already and waits for approval or is approved; see the versions.",
)
NO_LANGUAGE = Text(
    sq="Shabllonet janë në gjuhët sq, sr dhe en; kontrolloni adresën.",
    sr="Šabloni postoje na jezicima sq, sr i en; proverite adresu.",
    en="Templates are in the languages sq, sr and en; check the address.",
)
REPLACED = Text(
    sq="Ndërkohë u miratua një version tjetër i shabllonit; lëshojeni dokumentin përsëri.",
    sr="U međuvremenu je odobrena druga verzija šablona; izdajte dokument ponovo.",
    en="Another version of the template was approved meanwhile; issue the document again.",
)
NO_FILE = Text(
    sq="Zgjidhni skedarin Word (.docx) dhe ngarkojeni përsëri.",
    sr="Izaberite Word datoteku (.docx) i otpremite je ponovo.",
    en="Choose the Word file (.docx) and upload it again.",
)
