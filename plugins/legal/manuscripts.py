"""What authors hand in to the legal department, and what each is made of."""

from __future__ import annotations

from neni.core import ManuscriptType, SubjectType, Text
from neni.plugins.legal.akoma_ntoso import akoma_ntoso
from neni.plugins.legal.studying.study import study_bylaw, study_decision, study_memorandum, study_other
from neni.plugins.legal.studying.versions import study_versions
from neni.plugins.legal.versions import compare_versions

SUBJECTS = (
    SubjectType("legal.act", Text(sq="Drafti si tërësi", sr="Nacrt kao celina", en="Draft as a whole")),
    SubjectType("legal.preamble", Text(sq="Preambulë", sr="Preambula", en="Preamble")),
    SubjectType("legal.ending", Text(sq="Fundi i aktit", sr="Kraj akta", en="End of the act")),
    SubjectType("legal.article", Text(sq="Nen", sr="Član", en="Article")),
    SubjectType("legal.paragraph", Text(sq="Paragraf", sr="Stav", en="Paragraph")),
    SubjectType("legal.chapter", Text(sq="Kapitull", sr="Poglavlje", en="Chapter")),
    SubjectType(
        "legal.reference", Text(sq="Referencë e brendshme", sr="Unutrašnje upućivanje", en="Internal reference")
    ),
    SubjectType("legal.annex", Text(sq="Shtojcë", sr="Prilog", en="Annex")),
    SubjectType("legal.citation", Text(sq="Citim i një akti", sr="Navođenje akta", en="Citation of an act")),
    SubjectType("legal.wording", Text(sq="Shprehje", sr="Izraz", en="Phrase")),
    SubjectType("legal.term", Text(sq="Term", sr="Izraz sa značenjem", en="Term")),
    SubjectType("legal.period", Text(sq="Afat", sr="Rok", en="Period")),
    SubjectType("legal.date", Text(sq="Datë", sr="Datum", en="Date")),
    SubjectType("legal.sentence", Text(sq="Fjali", sr="Rečenica", en="Sentence")),
    SubjectType("legal.version", Text(sq="Version gjuhësor", sr="Jezička verzija", en="Language version")),
)

ANNEX = "remarks"
"""The template of the annex of remarks."""
EXPORTS = {"akn.xml": akoma_ntoso}
BYLAW = ManuscriptType(
    "legal.bylaw",
    Text(sq="Akt i përgjithshëm", sr="Opšti akt", en="General act"),
    SUBJECTS,
    study_bylaw,
    ANNEX,
    compare_versions,
    EXPORTS,
    study_versions,
)
DECISION = ManuscriptType(
    "legal.decision",
    Text(sq="Vendim", sr="Odluka", en="Decision"),
    SUBJECTS,
    study_decision,
    ANNEX,
    compare_versions,
    EXPORTS,
    study_versions,
)
MEMORANDUM = ManuscriptType(
    "legal.memorandum",
    Text(sq="Memorandum a marrëveshje", sr="Memorandum ili sporazum", en="Memorandum or agreement"),
    SUBJECTS,
    study_memorandum,
    ANNEX,
    compare_versions,
    EXPORTS,
    study_versions,
)
OPINION = ManuscriptType(
    "legal.opinion",
    Text(sq="Mendim juridik ose tekst tjetër", sr="Pravno mišljenje ili drugi tekst", en="Legal opinion or other text"),
    SUBJECTS,
    study_other,
    ANNEX,
    compare_versions,
    EXPORTS,
)
