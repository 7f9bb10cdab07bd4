"""What a reader of an act could not place, told to a person."""

from __future__ import annotations

from neni.core import ActTitle, Problem, Text
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.labels import article_label
from neni.plugins.legal.structure.outline import Outline
from neni.plugins.legal.structure.passages import Passage

WITHOUT_ARTICLES = {"decision", "memorandum", "agreement", "opinion", "strategy"}


EXTRACT = "legal.extract"
LATEST_BEGINNING = 4
"""With so high a number an act may still begin whose first articles were forgotten."""


def remarks_on(outline: Outline, title: ActTitle, *, preamble: bool) -> tuple[Problem, ...]:
    """Everything to be said of an outline; `preamble` where the act has one."""
    found = []
    if not outline.passages:
        found.append(Problem("legal.empty", EMPTY))
    elif not outline.articles and title.kind not in WITHOUT_ARTICLES:
        found.append(Problem("legal.no_articles", NO_ARTICLES))
    if outline.tail < len(outline.passages):
        code, message = ("legal.another_version", VERSION) if _another_version(outline) else ("legal.tail", TAIL)
        found.append(Problem(code, message, where=_where(outline.passages[outline.tail])))
    if not preamble and _begins_within(outline):
        found.append(_extract(outline))
    if outline.others:
        found.append(Problem("legal.another_version", VERSIONS, where=_where(outline.others[0])))
    for place, note in outline.footnotes.items():
        found.append(_footnote(outline, place, note))
    return tuple(found)


def _where(passage: Passage) -> str:
    return str(passage.segments[0].line + 1)


def _another_version(outline: Outline) -> bool:
    """Whether the articles behind the act are its text in another language: “Član” behind “Neni”."""
    behind = outline.passages[outline.tail : outline.first_annex]
    first = next((one for one in behind if article_label(one) is not None), None)
    own = outline.passages[min(outline.articles)] if outline.articles else None
    return first is not None and own is not None and _word(first) != _word(own)


def _word(passage: Passage) -> str:
    return fold(passage.label or passage.text).split()[0][:4]


def _begins_within(outline: Outline) -> bool:
    """Whether the first articles carry one another on from a high number: a part of an act was handed in."""
    labels = list(outline.articles.values())[:2]
    return len(labels) > 1 and labels[0].value > LATEST_BEGINNING and labels[1].follows(labels[0])


def _extract(outline: Outline) -> Problem:
    place, label = next(iter(outline.articles.items()))
    return Problem(
        EXTRACT,
        Text(
            sq=f"Teksti fillon me nenin {label.number}, pa preambulë; u lexua si pjesë e një akti; nenet para tij nuk "
            "kërkohen. Nëse është akt i plotë, ngarkojeni nga titulli.",
            sr=f"Tekst počinje članom {label.number}, bez preambule; pročitan je kao deo akta, članovi pre njega se ne "
            "traže. Ako je ceo akt, otpremite ga od naslova.",
            en=f"The text begins with article {label.number}, without a preamble; it was read as part of an act, and "
            "the articles before it are not missed. If it is the whole act, upload it from its title on.",
        ),
        where=_where(outline.passages[place]),
    )


def _footnote(outline: Outline, place: int, note: str) -> Problem:
    number = outline.articles[place].number if place in outline.articles else ""
    passage = outline.passages[place]
    return Problem(
        "legal.footnote",
        Text(
            sq=f"“{passage.text}” u lexua si neni {number} me shenjën {note} të fusnotës, sepse vjen pas nenit të "
            "mëparshëm dhe tjetri vazhdon pas tij. Nëse nuk është ashtu, ndajeni numrin nga shenja.",
            sr=f"„{passage.text}“ je pročitano kao član {number} sa oznakom fusnote {note}, jer sledi posle prethodnog "
            "člana, a sledeći nastavlja posle njega. Ako nije tako, odvojte broj od oznake.",
            en=f"“{passage.text}” was read as article {number} with footnote mark {note}, because it comes after the "
            "article before it and the next one goes on from it. If that is wrong, part the number from the mark.",
        ),
        where=_where(passage),
    )


EMPTY = Text(
    sq="Skedari nuk përmban tekst që mund të lexohet si akt. Ngarkoni draftin si tekst, jo si figurë.",
    sr="Datoteka ne sadrži tekst koji se može pročitati kao akt. Otpremite nacrt kao tekst, a ne kao sliku.",
    en="The file holds no text that can be read as an act. Upload the draft as text, not as a picture.",
)
NO_ARTICLES = Text(
    sq="Nuk u gjet asnjë nen. Shkruani fjalën dhe numrin e nenit në një rresht më vete, për shembull “Neni 1”.",
    sr="Nije pronađen nijedan član. Napišite reč i broj člana u zasebnom redu, na primer „Član 1“.",
    en="No article was found. Write the word and number of an article on a line of its own, for example “Article 1”.",
)
VERSION = Text(
    sq="Pas këtij akti vjen teksti i tij në një gjuhë tjetër; u lexua vetëm i pari. Ngarkojeni secilin veç e veç.",
    sr="Iza ovog akta sledi njegov tekst na drugom jeziku; pročitan je samo prvi. Otpremite svaki posebno.",
    en="The text of the act in another language follows it; only the first was read. Upload each on its own.",
)
VERSIONS = Text(
    sq="Akti është shtypur në disa gjuhë njëra pranë tjetrës; u lexua vetëm e para. Ngarkojeni secilën veç e veç.",
    sr="Akt je odštampan na više jezika jedan pored drugog; pročitan je samo prvi. Otpremite svaki posebno.",
    en="The act is printed in several languages side by side; only the first was read. Upload each on its own.",
)
TAIL = Text(
    sq="Pas nenit të fundit janë nene të akteve ndryshuese; ato nuk u numëruan si nene të këtij akti.",
    sr="Iza poslednjeg člana stoje članovi akata o izmenama; nisu brojani kao članovi ovog akta.",
    en="Articles of amending acts stand behind the last article; they were not counted as articles of this act.",
)
