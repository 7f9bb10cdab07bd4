"""Kinds of trouble: what each is called, its HTTP status, and what to do about it when nothing closer is known."""

from __future__ import annotations

from dataclasses import dataclass

from neni.core.model.text import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `code` is stable: programs may match it, it ends the problem's `type`."""

    code: str
    status: int
    title: Text
    advice: Text


BAD_REQUEST = Kind(
    "bad_request",
    400,
    Text(sq="Kërkesë e parregullt", sr="Neispravan zahtev", en="Malformed request"),
    Text(
        sq="Kërkesa nuk mund të lexohet; kontrolloni adresën dhe përmbajtjen.",
        sr="Zahtev se ne može pročitati; proverite adresu i sadržaj.",
        en="The request cannot be read; check its address and content.",
    ),
)
NOT_JSON = Kind(
    "not_json", 400, Text(sq="JSON i parregullt", sr="Neispravan JSON", en="Malformed JSON"), BAD_REQUEST.advice
)
NOT_SIGNED_IN = Kind(
    "not_signed_in",
    401,
    Text(sq="Nuk keni hyrë", sr="Niste prijavljeni", en="Not signed in"),
    Text(
        sq="Hyni në sistem dhe provoni përsëri.",
        sr="Prijavite se i pokušajte ponovo.",
        en="Sign in and try again.",
    ),
)
UNVERIFIED = Kind(
    "unverified",
    401,
    Text(sq="Nënshkrimi nuk vërtetohet", sr="Potpis se ne može proveriti", en="The signature proves nothing"),
    Text(
        sq="Nënshkruani bajtet e trupit sipas Standard Webhooks 1.0 me çelësin tuaj dhe kontrolloni orën.",
        sr="Potpišite bajtove tela prema Standard Webhooks 1.0 svojim ključem i proverite sat.",
        en="Sign the bytes of the body as Standard Webhooks 1.0 asks, with your key, and check your clock.",
    ),
)
NOT_ALLOWED = Kind(
    "not_allowed",
    403,
    Text(sq="Nuk lejohet", sr="Nije dozvoljeno", en="Not allowed"),
    Text(
        sq="Nuk keni leje për këtë. Kërkojeni nga administratori i departamentit.",
        sr="Nemate dozvolu za ovo. Zatražite je od administratora odeljenja.",
        en="You may not do this. Ask the administrator of the department.",
    ),
)
NOT_FOUND = Kind(
    "not_found",
    404,
    Text(sq="Nuk u gjet", sr="Nije pronađeno", en="Not found"),
    Text(
        sq="Nuk ka asgjë në këtë adresë. Kontrolloni adresën ose kthehuni te lista e rasteve.",
        sr="Na ovoj adresi nema ničega. Proverite adresu ili se vratite na spisak predmeta.",
        en="There is nothing at this address. Check it, or go back to the list of cases.",
    ),
)
WRONG_METHOD = Kind(
    "method_not_allowed",
    405,
    Text(sq="Mënyrë e papranuar", sr="Način nije prihvaćen", en="Method not accepted"),
    Text(
        sq="Kjo adresë nuk e pranon këtë mënyrë të kërkesës; mënyrat e pranuara janë në kokën Allow.",
        sr="Ova adresa ne prihvata ovaj način zahteva; prihvaćeni načini su u zaglavlju Allow.",
        en="This address does not accept this method; the header Allow names those it does.",
    ),
)
CONFLICT = Kind(
    "conflict",
    409,
    Text(sq="Dikush ka ndryshuar ndërkohë", sr="Neko je u međuvremenu izmenio", en="Somebody was faster"),
    Text(
        sq="Hapeni përsëri rastin dhe bëjeni ndryshimin mbi gjendjen e re.",
        sr="Ponovo otvorite predmet i unesite izmenu u novo stanje.",
        en="Open the case again and make the change to what it is now.",
    ),
)
BLOCKED = Kind(
    "blocked_by_findings",
    409,
    Text(sq="Dokumenti është i ndaluar", sr="Dokument je zaustavljen", en="The document is stopped"),
    CONFLICT.advice,
)
MISSING = Kind(
    "missing_for_document",
    409,
    Text(sq="Mungojnë fakte për dokumentin", sr="Nedostaju činjenice za dokument", en="Facts are missing"),
    CONFLICT.advice,
)
STALE = Kind("stale", 412, CONFLICT.title, CONFLICT.advice)
TOO_LARGE = Kind(
    "too_large",
    413,
    Text(sq="Tepër e madhe", sr="Preveliko", en="Too large"),
    Text(
        sq="Përmbajtja e dërguar është më e madhe se sa pranohet. Ndajeni në pjesë më të vogla.",
        sr="Poslati sadržaj je veći nego što se prihvata. Podelite ga na manje delove.",
        en="What was sent is larger than what is accepted. Send it in smaller parts.",
    ),
)
WRONG_TYPE = Kind(
    "unsupported_media_type",
    415,
    Text(sq="Lloj i papranuar i përmbajtjes", sr="Vrsta sadržaja nije prihvaćena", en="Content type not accepted"),
    Text(
        sq="Dërgoni JSON me kokën Content-Type: application/json.",
        sr="Pošaljite JSON sa zaglavljem Content-Type: application/json.",
        en="Send JSON with the header Content-Type: application/json.",
    ),
)
INVALID = Kind(
    "invalid_facts",
    422,
    Text(sq="Të dhëna të papranueshme", sr="Neprihvatljivi podaci", en="Not acceptable"),
    Text(
        sq="Korrigjoni fushat e shënuara dhe dërgoni përsëri.",
        sr="Ispravite označena polja i pošaljite ponovo.",
        en="Correct the fields named and send again.",
    ),
)
BAD_MESSAGE = Kind(
    "bad_message",
    422,
    Text(sq="Mesazhi nuk i përgjigjet skemës", sr="Poruka ne odgovara šemi", en="The message does not meet its schema"),
    Text(
        sq="Korrigjoni vendet e shënuara sipas katalogut të ngjarjeve dhe dërgojeni si mesazh të ri.",
        sr="Ispravite označena mesta prema katalogu događaja i pošaljite kao novu poruku.",
        en="Correct the places named as the catalogue of events has them, and send it as a new message.",
    ),
)
BAD_IMPORT = Kind("bad_import", 422, INVALID.title, INVALID.advice)
BAD_UPLOAD = Kind("bad_upload", 422, INVALID.title, INVALID.advice)
KEY_REUSED = Kind(
    "key_reused",
    422,
    Text(sq="Çelësi është përdorur", sr="Ključ je već upotrebljen", en="Key used already"),
    Text(
        sq="Ky Idempotency-Key është përdorur për një kërkesë tjetër; merrni një të ri.",
        sr="Ovaj Idempotency-Key je upotrebljen za drugi zahtev; uzmite novi.",
        en="This Idempotency-Key was used for another request; take a new one.",
    ),
)
UNGUARDED = Kind(
    "precondition_required",
    428,
    Text(sq="Mungon If-Match", sr="Nedostaje If-Match", en="If-Match is missing"),
    Text(
        sq="Dërgoni If-Match me ETag-un e rastit, që askush të mos e mbishkruajë tjetrin.",
        sr="Pošaljite If-Match sa ETag-om predmeta, da niko ne prepiše drugoga.",
        en="Send If-Match with the ETag of the case, so that nobody saves over somebody else.",
    ),
)
ENGINE = Kind(
    "engine_failure",
    503,
    Text(sq="Rregullat nuk u vlerësuan", sr="Pravila nisu procenjena", en="The rules were not evaluated"),
    Text(
        sq="Provoni përsëri pas pak; nëse përsëritet, njoftoni administratorin.",
        sr="Pokušajte ponovo uskoro; ako se ponovi, obavestite administratora.",
        en="Try again shortly; if it happens again, tell the administrator.",
    ),
)
BUSY = Kind(
    "busy",
    503,
    Text(sq="Radha nuk erdhi me kohë", sr="Red nije stigao na vreme", en="The turn did not come in time"),
    Text(
        sq="Asgjë nuk u ruajt. Provoni përsëri pas pak sekondash.",
        sr="Ništa nije sačuvano. Pokušajte ponovo za nekoliko sekundi.",
        en="Nothing was stored. Try again in a few seconds.",
    ),
)
UNAVAILABLE = Kind(
    "unavailable",
    503,
    Text(sq="Tani nuk ruhet dot", sr="Sada se ne može sačuvati", en="Nothing can be stored now"),
    Text(
        sq="Baza e të dhënave mungon ose është plot; asgjë nuk u ruajt. Provoni përsëri pas një minute; nëse "
        "përsëritet, njoftoni administratorin.",
        sr="Baza podataka nije dostupna ili je puna; ništa nije sačuvano. Pokušajte ponovo za minut; ako se ponovi, "
        "obavestite administratora.",
        en="The database is away or full; nothing was stored. Try again in a minute; if it happens again, tell the "
        "administrator.",
    ),
)
SECRET_UNREADABLE = Kind("secret_unreadable", 503, UNAVAILABLE.title, ENGINE.advice)
NO_PDF = Kind("pdf_unavailable", 503, Text(sq="Nuk ka PDF", sr="Nema PDF-a", en="There is no PDF"), ENGINE.advice)
FAILED = Kind(
    "failed",
    500,
    Text(sq="Diçka dështoi te ne", sr="Nešto kod nas nije uspelo", en="Something failed on our side"),
    Text(
        sq="Asgjë nuk u ruajt përgjysmë. Provoni përsëri; nëse përsëritet, njoftoni administratorin.",
        sr="Ništa nije sačuvano napola. Pokušajte ponovo; ako se ponovi, obavestite administratora.",
        en="Nothing was half-saved. Try again; if it happens again, tell the administrator.",
    ),
)

KINDS = (
    *(BAD_REQUEST, NOT_JSON, NOT_SIGNED_IN, NOT_ALLOWED, NOT_FOUND, WRONG_METHOD, CONFLICT, BLOCKED, MISSING, STALE),
    *(TOO_LARGE, WRONG_TYPE, INVALID, BAD_IMPORT, BAD_UPLOAD, KEY_REUSED, UNGUARDED, ENGINE, NO_PDF, FAILED),
    *(UNVERIFIED, BAD_MESSAGE, BUSY, UNAVAILABLE, SECRET_UNREADABLE),
)
BY_CODE = {kind.code: kind for kind in KINDS}
BY_STATUS = {kind.status: kind for kind in reversed(KINDS)}
