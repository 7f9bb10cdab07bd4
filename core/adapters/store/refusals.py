"""What the store says when it cannot do what was asked, in the three languages of the institution."""

from __future__ import annotations

from datetime import datetime

from neni.core.model.text import Text

UNSTORABLE = Text(
    sq="Teksti ka një shenjë që nuk mund të ruhet (NUL ose gjysmë shkronje); hiqeni dhe provoni përsëri.",
    sr="Tekst sadrži znak koji se ne može sačuvati (NUL ili polovina znaka); uklonite ga i pokušajte ponovo.",
    en="The text has a character that cannot be stored (NUL or half a character); remove it and try again.",
)
BAD_CURSOR = Text(
    sq="Shenja e faqes nuk i përket kësaj kërkese; filloni përsëri nga faqja e parë.",
    sr="Oznaka stranice ne pripada ovom upitu; počnite ponovo od prve stranice.",
    en="The page cursor does not belong to this query; start again from the first page.",
)
BAD_LIMIT = Text(
    sq="Numri i lëndëve për faqe duhet të jetë së paku 1.",
    sr="Broj predmeta po stranici mora biti najmanje 1.",
    en="The number of cases a page must be at least 1.",
)
TAKEN = Text(
    sq="Dikush tjetër e ruajti ndërkohë një gjë me të njëjtin çelës; lexojeni përsëri dhe provoni prapë.",
    sr="Neko drugi je u međuvremenu sačuvao nešto pod istim ključem; pročitajte ponovo i pokušajte opet.",
    en="Somebody else stored something under the same key meanwhile; read it again and try once more.",
)
BELONGS_NOWHERE = Text(
    sq="Ajo së cilës i përket kjo nuk është e ruajtur; ruajeni së pari atë.",
    sr="Ono čemu ovo pripada nije sačuvano; najpre sačuvajte to.",
    en="What this belongs to is not stored; store that first.",
)
BUSY = Text(
    sq="Të tjerë po shkruajnë dhe radha nuk erdhi me kohë; nuk u ruajt asgjë, provoni përsëri.",
    sr="Drugi upravo upisuju i red nije stigao na vreme; ništa nije sačuvano, pokušajte ponovo.",
    en="Others are writing and the turn did not come in time; nothing was stored, try again.",
)


def no_such(what: str) -> Text:
    """Nothing is stored under that name."""
    shown = what[:80]
    return Text(
        sq=f"Nuk ka asgjë me emrin “{shown}”; kontrolloni si është shkruar.",
        sr=f"Nema ničega pod imenom „{shown}“; proverite kako je napisano.",
        en=f"There is nothing called “{shown}”; check how it is written.",
    )


def reference_taken(reference: str) -> Text:
    """A reference stands for one case only."""
    return Text(
        sq=f"Referenca {reference} i përket një lënde tjetër; merrni një numër të ri.",
        sr=f"Oznaka {reference} pripada drugom predmetu; uzmite novi broj.",
        en=f"The reference {reference} belongs to another case; take a new number.",
    )


def external_key_taken(key: str, reference: str) -> Text:
    """A case from elsewhere enters once."""
    return Text(
        sq=f"Lënda me çelësin e jashtëm “{key}” është këtu tashmë si {reference}; ndryshoni atë.",
        sr=f"Predmet sa spoljnim ključem „{key}“ već je ovde kao {reference}; menjajte njega.",
        en=f"The case with the external key “{key}” is here already as {reference}; change that one.",
    )


def changed_meanwhile(reference: str, who: str | None, when: datetime | None) -> Text:
    """Two people must not save over each other."""
    if who is None or when is None:
        return Text(
            sq=f"Lëndën {reference} e ndryshoi dikush ndërkohë; hapeni përsëri dhe përsëritni ndryshimin tuaj.",
            sr=f"Predmet {reference} je neko u međuvremenu izmenio; otvorite ga ponovo i ponovite svoju izmenu.",
            en=f"Somebody changed the case {reference} meanwhile; open it again and repeat your change.",
        )
    moment = f"{when:%Y-%m-%d %H:%M} UTC"
    return Text(
        sq=f"Lëndën {reference} e ndryshoi ndërkohë {who} ({moment}); hapeni përsëri dhe përsëritni ndryshimin tuaj.",
        sr=f"Predmet {reference} je u međuvremenu izmenila osoba {who} ({moment}); otvorite ga i ponovite izmenu.",
        en=f"{who} changed the case {reference} meanwhile ({moment}); open it again and repeat your change.",
    )


def login_taken(login: str) -> Text:
    """A login stands for one person only."""
    return Text(
        sq=f"Emri i hyrjes “{login}” është i zënë; zgjidhni një tjetër.",
        sr=f"Korisničko ime „{login}“ je zauzeto; izaberite drugo.",
        en=f"The login “{login}” is taken; choose another.",
    )


def confirmed_already(rule: str, who: str) -> Text:
    """What two people confirmed is not overwritten."""
    return Text(
        sq=f"Rregullin {rule} e ka konfirmuar tashmë {who}; konfirmimi nuk ndryshohet.",
        sr=f"Pravilo {rule} je već potvrdila osoba {who}; potvrda se ne menja.",
        en=f"{who} has already confirmed the rule {rule}; a confirmation is not changed.",
    )


def answered_already(key: str) -> Text:
    """A keyed request is answered once."""
    return Text(
        sq=f"Kërkesa me çelësin “{key[:80]}” ka marrë përgjigje tashmë; lexojeni atë.",
        sr=f"Zahtev sa ključem „{key[:80]}“ je već dobio odgovor; pročitajte njega.",
        en=f"The request with the key “{key[:80]}” was answered already; read that answer.",
    )


def damaged(number: str, document_id: str) -> Text:
    """Bytes that are not those of the document are never handed out."""
    return Text(
        sq=f"Skedari i dokumentit {number} ({document_id}) nuk është ai që u lëshua; kthejeni nga kopja rezervë.",
        sr=f"Datoteka dokumenta {number} ({document_id}) nije ona koja je izdata; vratite je iz rezervne kopije.",
        en=f"The file of document {number} ({document_id}) is not the one that was issued; restore it from a backup.",
    )
