"""What can be wrong with a template, said to the person who wrote it, in three languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from neni.core.errors import BadTemplate, Problem
from neni.core.model.nearest import nearest, question
from neni.core.model.text import Text

MOST_SHOWN = 80


def refusal(where: str, problems: Iterable[Problem]) -> BadTemplate:
    """The error for one template or a folder of them."""
    return BadTemplate(
        Text(
            sq=f"Shablloni ka gabime: {where}",
            sr=f"Šablon ima greške: {where}",
            en=f"The template has mistakes: {where}",
        ),
        list(problems),
    )


def not_word(where: str) -> Problem:
    """Not a .docx at all."""
    return Problem(
        "not_word",
        Text(
            sq="Ky nuk është skedar Word që mund të lexohet. Ruajeni përsëri nga Word-i si .docx, pa fjalëkalim.",
            sr="Ovo nije čitljiva Word datoteka. Sačuvajte je ponovo iz Worda kao .docx, bez lozinke.",
            en="This is no readable Word file. Save it again from Word as .docx, without a password.",
        ),
        where=where,
    )


def unknown_name(where: str, name: str, known: Iterable[str]) -> Problem:
    """A variable that is not declared."""
    near = _near(name, known)
    return Problem(
        "unknown_variable",
        Text(
            sq=f"Shablloni përdor “{name}”, që nuk është deklaruar.{near.sq}",
            sr=f"Šablon koristi „{name}“, što nije prijavljeno.{near.sr}",
            en=f"The template uses “{name}”, which is not declared.{near.en}",
        ),
        where=where,
    )


def nothing_called(where: str, name: str, known: Iterable[str], around: str) -> Problem:
    """A name, or a field of a record, that is not there when the template is filled."""
    near, place = _near(name, known), _around(around)
    return Problem(
        "unknown_variable",
        Text(
            sq=f"Nuk ka asgjë me emrin “{name}”{place.sq}.{near.sq}",
            sr=f"Ne postoji ništa pod imenom „{name}“{place.sr}.{near.sr}",
            en=f"There is nothing called “{name}”{place.en}.{near.en}",
        ),
        where=where,
    )


def unknown_filter(where: str, name: str, known: Iterable[str], around: str) -> Problem:
    """A filter nobody brings."""
    near, place = _near(name, known), _around(around)
    return Problem(
        "unknown_filter",
        Text(
            sq=f"Filtri “{name}” nuk ekziston{place.sq}.{near.sq}",
            sr=f"Filter „{name}“ ne postoji{place.sr}.{near.sr}",
            en=f"There is no filter “{name}”{place.en}.{near.en}",
        ),
        where=where,
    )


def split_tag(where: str, around: str) -> Problem:
    """A tag that begins in one paragraph and ends in another, or never."""
    place = _around(around)
    return Problem(
        "split_tag",
        Text(
            sq=f"Një shenjë {{{{ }}}} ose {{% %}} nuk mbyllet në të njëjtin paragraf{place.sq}.",
            sr=f"Oznaka {{{{ }}}} ili {{% %}} nije zatvorena u istom pasusu{place.sr}.",
            en=f"A tag {{{{ }}}} or {{% %}} is not closed in the same paragraph{place.en}.",
        ),
        where=where,
    )


def syntax(where: str, around: str, said: str) -> Problem:
    """Tags that Jinja cannot read."""
    place = _around(around)
    return Problem(
        "bad_tag",
        Text(
            sq=f"Shenja nuk kuptohet{place.sq} ({said}). Kontrolloni që çdo “if” dhe “for” të ketë fundin e vet.",
            sr=f"Oznaka se ne razume{place.sr} ({said}). Proverite da svaki „if“ i „for“ ima svoj kraj.",
            en=f"The tag cannot be understood{place.en} ({said}). Check that every “if” and “for” has its end.",
        ),
        where=where,
    )


def unbalanced(where: str, around: str, tag: str) -> Problem:
    """A block that begins and never ends, or ends and never began."""
    place = _around(around)
    return Problem(
        "unbalanced_tags",
        Text(
            sq=f"{tag} nuk ka çiftin e vet{place.sq}. Çdo “if” mbyllet me “endif” dhe çdo “for” me “endfor”, pa u "
            "kryqëzuar.",
            sr=f"{tag} nema svoj par{place.sr}. Svaki „if“ zatvara „endif“, a svaki „for“ „endfor“, bez ukrštanja.",
            en=f"{tag} has no counterpart{place.en}. Every “if” is closed by “endif” and every “for” by “endfor”, "
            "without crossing.",
        ),
        where=where,
    )


def not_for_templates(where: str, around: str, what: str) -> Problem:
    """Something Jinja could do and a template may not."""
    place = _around(around)
    return Problem(
        "not_allowed",
        Text(
            sq=f"Në shabllon lejohen vetëm vlera, kushte, lista dhe filtra; jo {what}{place.sq}.",
            sr=f"U šablonu su dozvoljeni samo vrednosti, uslovi, liste i filteri; ne {what}{place.sr}.",
            en=f"A template may only use values, conditions, lists and filters; not {what}{place.en}.",
        ),
        where=where,
    )


def unfinished(where: str) -> Problem:
    """A template somebody is still working on."""
    return Problem(
        "unfinished",
        Text(
            sq="Shablloni ka komente ose ndryshime të gjurmuara, që do të dilnin me çdo dokument. "
            "Pranojini ndryshimet, fshijini komentet dhe ruajeni përsëri.",
            sr="Šablon sadrži komentare ili praćene izmene, koji bi izašli sa svakim dokumentom. Prihvatite izmene, "
            "obrišite komentare i sačuvajte ponovo.",
            en="The template holds comments or tracked changes, which would go out with every document. Accept the "
            "changes, delete the comments and save it again.",
        ),
        where=where,
    )


def cannot_fill(where: str, around: str, said: str) -> Problem:
    """Anything else that goes wrong while a template is filled."""
    place = _around(around)
    return Problem(
        "cannot_fill",
        Text(
            sq=f"Shablloni nuk mund të plotësohet{place.sq}: {said}",
            sr=f"Šablon se ne može popuniti{place.sr}: {said}",
            en=f"The template cannot be filled{place.en}: {said}",
        ),
        where=where,
    )


def no_plain_value(where: str, name: str, kind: str) -> Problem:
    """A value that is more than a value."""
    return Problem(
        "no_plain_value",
        Text(
            sq=f"“{name}” është {kind}; shabllonit i jepen vetëm tekste, numra, data, lista dhe regjistra.",
            sr=f"„{name}“ je {kind}; šablonu se daju samo tekstovi, brojevi, datumi, liste i zapisi.",
            en=f"“{name}” is a {kind}; a template is given texts, numbers, dates, lists and records only.",
        ),
        where=where,
    )


def lost_words(where: str, around: str) -> Problem:
    """A value that nobody would see."""
    place = _around(around)
    return Problem(
        "lost_words",
        Text(
            sq=f"Kjo vlerë nuk do të shihej në dokument{place.sq}: {{{{p …}}}}, {{{{r …}}}}, "
            "{{tr …}} dhe {{tc …}} zëvendësojnë paragrafin, rreshtin ose qelizën me vlerën. Shkruani {{ … }} në tekst.",
            sr=f"Ova vrednost se ne bi videla u dokumentu{place.sr}: {{{{p …}}}}, {{{{r …}}}}, "
            "{{tr …}} i {{tc …}} zamenjuju pasus, red ili ćeliju vrednošću. Napišite {{ … }} u tekstu.",
            en=f"Nobody would see this value in the document{place.en}: {{{{p …}}}}, {{{{r …}}}}, "
            "{{tr …}} and {{tc …}} put the value in place of the paragraph, row or cell. Write {{ … }} in the text.",
        ),
        where=where,
    )


def unfit(where: str, around: str, said: Text) -> Problem:
    """A picture or file that cannot be put in."""
    place = _around(around)
    return Problem(
        "unfit_insertion",
        Text(
            sq=f"Nuk mund të futet në dokument{place.sq}: {said.sq}.",
            sr=f"Ne može se umetnuti u dokument{place.sr}: {said.sr}.",
            en=f"It cannot be put into the document{place.en}: {said.en}.",
        ),
        where=where,
    )


def too_much(where: str, around: str, said: str) -> Problem:
    """A template that grows beyond any document."""
    place = _around(around)
    return Problem(
        "too_much",
        Text(
            sq=f"Plotësimi kërkon më shumë se çdo dokument{place.sq} ({said}). Shkurtoni listat ose hiqni ciklet e "
            "panevojshme.",
            sr=f"Popunjavanje traži više od bilo kog dokumenta{place.sr} ({said}). Skratite liste ili uklonite "
            "nepotrebne petlje.",
            en=f"Filling it asks for more than any document needs{place.en} ({said}). Shorten the lists or take out "
            "loops that are not needed.",
        ),
        where=where,
    )


def broken_layout(where: str) -> Problem:
    """The filled part is no longer a Word document: block tags cut a paragraph, row or cell in two."""
    return Problem(
        "broken_layout",
        Text(
            sq="Pas plotësimit teksti nuk është më dokument Word: një “if” ose “for” e ndan një paragraf, rresht ose "
            "qelizë. Përdorni {%p … %} në paragraf të vetin, {%tr … %} në rresht të vetin.",
            sr="Posle popunjavanja tekst više nije Word dokument: neki „if“ ili „for“ seče pasus, red ili ćeliju. "
            "Koristite {%p … %} u zasebnom pasusu, {%tr … %} u zasebnom redu.",
            en="Once filled the text is no Word document any more: an “if” or “for” cuts a paragraph, row or cell in "
            "two. Use {%p … %} in a paragraph of its own, {%tr … %} in a row of its own.",
        ),
        where=where,
    )


class _Said(NamedTuple):
    """Part of a sentence, which unlike a text may be empty."""

    sq: str = ""
    sr: str = ""
    en: str = ""


def _near(name: str, known: Iterable[str]) -> _Said:
    near = nearest(name, sorted(known))
    if near is None:
        return _Said()
    meant = question(near)
    return _Said(f" {meant.sq}", f" {meant.sr}", f" {meant.en}")


def _around(words: str) -> _Said:
    shown = " ".join(words.split())
    if not shown:
        return _Said()
    shown = shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}…"
    return _Said(f", te “{shown}”", f", kod „{shown}“", f", at “{shown}”")
