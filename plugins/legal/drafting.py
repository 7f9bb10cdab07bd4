"""Drafting an act: a case whose documents are the acts themselves, approved by others before they have a number."""

from __future__ import annotations

from neni.core import Approval, CaseType, DocumentType, Field, Register, Section, Text

CASES = Register(
    code="legal.drafting_cases",
    title=Text(sq="Lista e hartimeve", sr="Spisak izrada akata", en="List of drafting cases"),
    pattern="LIG-{year}-{number:04d}",
)
ACT = Section(
    Text(sq="Akti", sr="Akt", en="Act"),
    (Field("act_kind", required=True), Field("title", required=True), Field("requested_by"), Field("signatory")),
)
BASIS = Section(
    Text(sq="Baza juridike", sr="Pravni osnov", en="Legal basis"),
    (Field("basis_law"), Field("basis_title"), Field("basis_article"), Field("basis_gazette")),
)
TEXT = Section(
    Text(sq="Teksti", sr="Tekst", en="Text"),
    (
        Field("purpose"),
        Field("scope"),
        Field("definitions"),
        Field("provisions"),
        Field("transitional"),
        Field("repeals"),
    ),
)
DECISION = Section(
    Text(sq="Vendim", sr="Odluka", en="Decision"),
    (Field("reasoning"), Field("remedy")),
)
AGREEMENT = Section(
    Text(sq="Marrëveshje", sr="Sporazum", en="Agreement"),
    (Field("partner"), Field("partner_representative"), Field("lasts")),
)
OPINION = Section(
    Text(sq="Mendim", sr="Mišljenje", en="Opinion"),
    (Field("question"), Field("opinion")),
)

PUBLICATION = Section(
    Text(sq="Publikimi", sr="Objavljivanje", en="Publication"),
    (Field("gazette_number"), Field("gazette_published_on")),
)


def _document(code: str, title: Text, book: Text, pattern: str, checked_as: str = "legal.bylaw") -> DocumentType:
    return DocumentType(
        code=code,
        title=title,
        template=code,
        register=Register(f"legal.{code}s", book, pattern),
        approval=Approval.FOUR_EYES,
        checked_as=checked_as,
    )


DRAFTING = CaseType(
    code="legal.drafting",
    title=Text(sq="Hartim akti", sr="Izrada akta", en="Drafting of an act"),
    register=CASES,
    form=(ACT, BASIS, TEXT, DECISION, AGREEMENT, OPINION, PUBLICATION),
    title_fact="title",
    documents=(
        _document(
            "regulation",
            Text(sq="Rregullore", sr="Pravilnik", en="Regulation"),
            Text(sq="Libri i rregulloreve", sr="Knjiga pravilnika", en="Book of regulations"),
            "{number:02d}/{year}",
        ),
        _document(
            "election_rule",
            Text(sq="Rregull zgjedhor", sr="Izborno pravilo", en="Election rule"),
            Text(sq="Libri i rregullave zgjedhore", sr="Knjiga izbornih pravila", en="Book of election rules"),
            "{number:02d}/{year}",
        ),
        _document(
            "administrative_instruction",
            Text(sq="Udhëzim administrativ", sr="Administrativno uputstvo", en="Administrative instruction"),
            Text(
                sq="Libri i udhëzimeve administrative",
                sr="Knjiga administrativnih uputstava",
                en="Book of administrative instructions",
            ),
            "{number:02d}/{year}",
        ),
        _document(
            "decision",
            Text(sq="Vendim", sr="Odluka", en="Decision"),
            Text(sq="Libri i vendimeve", sr="Knjiga odluka", en="Book of decisions"),
            "{number:03d}/{year}",
            "legal.decision",
        ),
        _document(
            "agreement",
            Text(sq="Marrëveshje bashkëpunimi", sr="Sporazum o saradnji", en="Cooperation agreement"),
            Text(sq="Libri i marrëveshjeve", sr="Knjiga sporazuma", en="Book of agreements"),
            "MB-{number:03d}/{year}",
            "legal.memorandum",
        ),
        _document(
            "opinion",
            Text(sq="Mendim juridik", sr="Pravno mišljenje", en="Legal opinion"),
            Text(sq="Libri i mendimeve juridike", sr="Knjiga pravnih mišljenja", en="Book of legal opinions"),
            "MJ-{number:03d}/{year}",
            "legal.opinion",
        ),
    ),
)
