"""What a redline cannot tell, for the person who reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from neni.core.model.problems import Problem
from neni.core.model.text import Text

_MOST_SHOWN = 8


def untold(styles: Iterable[str], *, settings: bool, left: Iterable[str]) -> Iterator[Problem]:
    """Remarks on styles by name, on settings, and on what was left out by name of element."""
    names = sorted(one for one in styles if one)
    if names:
        yield _styles(", ".join(names[:_MOST_SHOWN]) + ("…" if len(names) > _MOST_SHOWN else ""))
    if "" in styles:
        yield _DEFAULTS
    if settings:
        yield _SETTINGS
    gone = set(left)
    if "commentReference" in gone:
        yield _COMMENTS
    if gone & {"altChunk", "subDoc"}:
        yield _INCLUDED


def _styles(names: str) -> Problem:
    return Problem(
        "redline_styles",
        Text(
            sq=f"Stile që në dy versionet duken ndryshe: {names}. Word nuk i shënon ndryshimet e stileve; edhe pas "
            "refuzimit të ndryshimeve teksti ka pamjen e versionit të ri. Krahasojini stilet vetë.",
            sr=f"Stilovi koji u dve verzije izgledaju različito: {names}. Word ne prati izmene stilova; i posle "
            "odbijanja izmena tekst ima izgled nove verzije. Uporedite stilove sami.",
            en=f"Styles that look different in the two versions: {names}. Word does not track changes of styles; even "
            "with all changes rejected the text looks as in the new version. Compare the styles yourself.",
        ),
    )


_DEFAULTS = Problem(
    "redline_defaults",
    Text(
        sq="Pamja e zakonshme e tekstit (fonti, madhësia, hapësirat) ndryshon në dy versionet. Word nuk e shënon këtë; "
        "redaktimi tregon pamjen e versionit të ri. Krahasojeni vetë.",
        sr="Uobičajeni izgled teksta (font, veličina, razmaci) razlikuje se u dve verzije. Word to ne prati; "
        "prikazan je izgled nove verzije. Uporedite ga sami.",
        en="The usual look of text (font, size, spacing) differs between the versions. Word does not track that; the "
        "look of the new version is shown. Compare it yourself.",
    ),
)
_SETTINGS = Problem(
    "redline_settings",
    Text(
        sq="Cilësimet e dokumentit që shihen në faqe (p.sh. koka të ndryshme për faqet çift, tabulatorët, numërimi i "
        "fusnotave, ngjyra e faqes) ndryshojnë. Word nuk i shënon; vlejnë ato të versionit të ri.",
        sr="Podešavanja dokumenta koja se vide na strani (npr. različita zaglavlja za parne strane, tabulatori, "
        "numerisanje fusnota, boja strane) razlikuju se. Word ih ne prati; važe ona iz nove verzije.",
        en="Settings of the document that show on its pages (such as other headers on even pages, tab stops, how "
        "footnotes are numbered, the colour of the page) differ. Word does not track them; those of the new version "
        "hold.",
    ),
)
_COMMENTS = Problem(
    "redline_comments",
    Text(
        sq="Komentet e versionit të vjetër nuk u bartën; mbeten vetëm ato të versionit të ri.",
        sr="Komentari stare verzije nisu preneti; ostaju samo oni iz nove.",
        en="Comments of the old version were not carried over; only those of the new one stay.",
    ),
)
_INCLUDED = Problem(
    "redline_included",
    Text(
        sq="Versioni i vjetër përfshin një dokument tjetër brenda vetes; ai nuk u bart. Hapeni në Word, ruajeni dhe "
        "krahasoni përsëri.",
        sr="Stara verzija u sebi uključuje drugi dokument; on nije prenet. Otvorite je u Wordu, sačuvajte i uporedite "
        "ponovo.",
        en="The old version includes another document, which was not carried over. Open it in Word, save it and "
        "compare again.",
    ),
)
