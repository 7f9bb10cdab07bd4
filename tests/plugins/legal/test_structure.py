"""Acts as a reader of law sees them: articles, paragraphs and points with their identifiers, in every language."""

from __future__ import annotations

from datetime import date

import pytest

from neni.core import Act, Language, Line, Manuscript, Place, Provision, ProvisionKind, Source
from neni.plugins.legal.structure import read_act
from neni.plugins.legal.structure.clauses import Clause, clauses_of
from tests.plugins.legal import drafts
from tests.plugins.legal.texts import numbered, typed


def articles(act: Act) -> list[str]:
    return [one.number for one in act.of(ProvisionKind.ARTICLE)]


def named(act: Act, eid: str) -> Provision:
    return next(one for one in act.all() if one.eid == eid)


def test_an_albanian_bylaw() -> None:
    act = read_act(typed(drafts.ALBANIAN))
    assert act.language is Language.ALBANIAN
    assert (act.title.kind, act.title.number, act.title.year) == ("regulation", "05/2025", 2025)
    assert act.title.subject == "VËZHGUESIT E ZGJEDHJEVE"
    assert act.title.issuer == "Komisioni Qendror i Zgjedhjeve"
    assert act.on == date(2025, 3, 20)
    assert articles(act) == ["1", "2", "3", "4", "5"]
    assert named(act, "art_2").heading == "Përkufizimet"
    assert named(act, "art_2__para_1__subpara_1-2").text.startswith("Akreditim")
    assert named(act, "art_3__para_2__point_b").text.startswith("i dorëzohet")
    assert named(act, "chp_II").heading == "AKREDITIMI"
    assert named(act, "att_1").heading == "Formulari i kërkesës"
    assert [one.kind for one in named(act, "preamble").parts] == [ProvisionKind.CITATION, ProvisionKind.FORMULA]
    assert named(act, "conclusions").text.startswith("Prishtinë")
    assert act.remarks == ()


def test_a_cyrillic_bylaw_with_headings_above_its_articles() -> None:
    act = read_act(typed(drafts.CYRILLIC))
    assert act.language is Language.SERBIAN
    assert (act.title.kind, act.title.number, act.title.subject) == ("regulation", "05/2025", "ПОСМАТРАЧИМА ИЗБОРА")
    assert act.title.issuer == "Централна изборна комисија"
    assert act.on == date(2025, 5, 5)
    assert [one.heading for one in act.of(ProvisionKind.ARTICLE)] == [
        "Предмет",
        "Значење израза",
        "Рокови",
        "Ступање на снагу",
    ]
    assert [one.heading for one in act.of(ProvisionKind.CHAPTER)] == ["ОПШТЕ ОДРЕДБЕ", "ПРЕЛАЗНЕ И ЗАВРШНЕ ОДРЕДБЕ"]
    assert named(act, "art_2__para_1__point_2").number == "2"
    assert named(act, "art_2__para_2").text.startswith("Посматрач")


def test_an_english_bylaw_with_text_behind_its_numbers() -> None:
    act = read_act(typed(drafts.ENGLISH))
    assert act.language is Language.ENGLISH
    assert articles(act) == ["1", "2", "3", "4"]
    assert [one.heading for one in act.of(ProvisionKind.ARTICLE)] == ["Purpose", "", "Conditions", "Entry into force"]
    assert named(act, "art_2__para_1").text.startswith("The Commission")
    assert [one.number for one in named(act, "art_3__para_1").parts] == ["a", "h", "i"]


def test_words_for_another_act_are_not_articles_of_this_one() -> None:
    act = read_act(typed(drafts.AMENDING))
    assert articles(act) == ["1", "2", "3", "4", "5", "6"]
    quoted = act.of(ProvisionKind.QUOTED)
    assert [one.text[:8] for one in quoted] == ["“Neni 5 ", "Neni 7a ", "Neni 5 T", "“2. Teks"]
    assert act.title.subject == "NDRYSHIMIN DHE PLOTËSIMIN E LIGJIT NR. 06/L-082"


@pytest.mark.parametrize(
    ("lead", "new"),
    [
        ("У члану 5. став 1. мења се и гласи:", "„Нови став.”"),
        ("После члана 7. додаје се члан 7а, који гласи:", "„Члан 7а\nНови текст.\nДруги став.”"),
        ("У члану 9. додају се ст. 3. и 4, који гласе:", "„Први став.\n„Други став.”"),
        ("Члан 13. мења се и гласи:", "„Члан 13.\nНови текст.”"),
        ("Posle člana 3. dodaju se čl. 3a i 3b, koji glase:", "Član 3a\nTekst.\nČlan 3b\nTekst."),
        ("Neni 3 riformulohet si vijon:", "Neni 3\nTitulli\n1. Tekst."),
        ("Pas nenit 2 shtohen nenet 2A dhe 2B me këtë tekst:", "Neni 2A\nTekst.\nNeni 2B\nTekst."),
        ("Article 20 shall read as follows:", "Article 20\nEntry into force\nIt enters into force at once."),
        ("A new Article 2A is added with the following text:", "“Article 2A\nText.”"),
    ],
)
@pytest.mark.parametrize("word", ["Neni", "Član", "Члан", "Article"])
def test_amendments_in_every_form(lead: str, new: str, word: str) -> None:
    text = f"{word} 1\nTekst.\n{word} 2\n{lead}\n{new}\n{word} 3\nTekst.\n{word} 4\nTekst.\n"
    act = read_act(typed(text))
    assert articles(act) == ["1", "2", "3", "4"]
    (quoted,) = act.of(ProvisionKind.QUOTED)
    assert quoted.text == new.replace("\n", " ")


def test_a_mark_never_closed_does_not_swallow_the_article() -> None:
    act = read_act(typed("Neni 1\n1. Lista “e plotë ndryshohet me vendim.\n2. Tekst.\nNeni 2\n1. Tekst.\n"))
    assert [one.eid for one in act.of(ProvisionKind.PARAGRAPH)] == ["art_1__para_1", "art_1__para_2", "art_2__para_1"]
    assert act.of(ProvisionKind.QUOTED) == ()


def test_a_decision_with_reasons_and_remedy() -> None:
    act = read_act(typed(drafts.DECISION))
    assert (act.title.kind, act.title.number, act.on) == ("decision", "45/2025", date(2025, 3, 12))
    kinds = [one.kind for one in act.parts]
    assert kinds[-4:] == [
        ProvisionKind.OPERATIVE,
        ProvisionKind.REASONING,
        ProvisionKind.REMEDY,
        ProvisionKind.SIGNATURE,
    ]
    assert [one.number for one in act.of(ProvisionKind.OPERATIVE)[0].parts] == ["1", "2"]
    assert act.remarks == ()


def test_a_memorandum_by_its_numbered_headings() -> None:
    act = read_act(typed(drafts.MEMORANDUM))
    assert [one.heading for one in act.of(ProvisionKind.SECTION)] == ["Purpose", "Obligations", "Duration"]
    assert act.parts[-1].kind is ProvisionKind.SIGNATURE


@pytest.mark.parametrize(
    ("label", "number", "eid"),
    [
        ("Neni 12", "12", "art_12"),
        ("NENI 12.", "12", "art_12"),
        ("Neni 12*", "12", "art_12"),
        ("Neni 12¹", "12", "art_12"),
        ("Član 41.1", "41", "art_41"),
        ("Član 41.*", "41", "art_41"),
        ("Neni 12 [1]", "12", "art_12"),
        ("Neni 12/A", "12/A", "art_12-A"),
        ("Član 12a.", "12a", "art_12a"),
        ("Члан 31а", "31а", "art_31a"),
        ("Члан 58a.", "58a", "art_58a"),
        ("Clan 7", "7", "art_7"),
        ("Article 7", "7", "art_7"),
        ("Neni\u00a07", "7", "art_7"),
    ],
)
def test_every_way_to_number_an_article(label: str, number: str, eid: str) -> None:
    (article,) = read_act(typed(f"{label}\nTekst i nenit.")).of(ProvisionKind.ARTICLE)
    assert (article.number, article.eid) == (number, eid)


@pytest.mark.parametrize(
    "sentence",
    [
        "Neni 5 paragrafi 2 i kësaj rregulloreje zbatohet.",
        "Član 5. ovog pravilnika menja se i glasi:",
        "Article 5 of this Regulation applies.",
        "Neni 5 i Ligjit zbatohet.",
        "Neni 7. Komisioni e zbaton nenin 5.",
        "Nenit 5",
    ],
)
def test_a_sentence_about_an_article_opens_none(sentence: str) -> None:
    assert articles(read_act(typed(f"Neni 1\nQëllimi\nTekst.\n{sentence}\nNeni 2\nTekst."))) == ["1", "2"]


def test_automatic_numbers() -> None:
    first = (("Neni 1", "Qëllimi"), ("1.", "E para."), ("1.1.", "Nën e para;"), ("a)", "shkronja;"), ("2.", "E dyta."))
    second = (("Neni 2", "Afatet"), ("", "Tekst pa numër."), ("•", "pikë;"))
    act = read_act(numbered(*first, *second))
    assert articles(act) == ["1", "2"]
    assert named(act, "art_1").heading == "Qëllimi"
    assert named(act, "art_1__para_1__subpara_1-1__point_a").text == "shkronja;"
    assert named(act, "art_1__para_2").anchor.start == 0
    assert named(act, "art_2__para_1").parts[0].kind is ProvisionKind.POINT


def test_the_number_of_an_article_and_its_heading_in_one_paragraph_of_word() -> None:
    lines = (Line(0, "Neni 1\nQëllimi"), Line(1, "Tekst i nenit."))
    (article,) = read_act(Manuscript(Source.WORD, lines)).of(ProvisionKind.ARTICLE)
    assert article.heading == "Qëllimi"
    assert article.heading_anchor is not None
    assert (article.heading_anchor.start, article.heading_anchor.end) == (7, 14)


def test_articles_with_one_number_keep_their_own_identifiers() -> None:
    act = read_act(typed("Neni 1\nTekst.\nNeni 2\nTekst.\nNeni 2\nTekst.\nNeni 3\nTekst."))
    assert [one.eid for one in act.of(ProvisionKind.ARTICLE)] == ["art_1", "art_2", "art_2_2", "art_3"]


TAIL = "Samostalni članovi Zakona o izmenama\nČlan 31.\nOvaj zakon stupa na snagu.\nČlan 3.\nNešto.\n"
CONSOLIDATED = "Član 1.\nTekst.\nČlan 2.\nOvaj zakon stupa na snagu osmog dana od dana objavljivanja.\n"


REPEATED = "Član 2.\nTekst.\nČlan 1.\nTekst.\n"


@pytest.mark.parametrize(("tail", "parts"), [(TAIL, 3), (TAIL.split("\n", 1)[1], 2), (REPEATED, 2)])
def test_articles_of_amending_acts_behind_the_text_are_a_tail(tail: str, parts: int) -> None:
    act = read_act(typed(CONSOLIDATED + tail))
    assert articles(act) == ["1", "2"]
    assert len(act.of(ProvisionKind.TAIL)) == parts
    assert [one.code for one in act.remarks] == ["legal.tail"]


def test_the_text_in_another_language_behind_the_act_is_told() -> None:
    act = read_act(typed(drafts.ALBANIAN.split("Shtojca 1\n")[0] + drafts.CYRILLIC))
    assert articles(act) == ["1", "2", "3", "4", "5"]
    assert [one.code for one in act.remarks] == ["legal.another_version"]


CONTENTS = "Përmbajtja\nNeni 1 Qëllimi\nNeni 2 Fusha\nNeni 3 Afatet\nNeni 4 Hyrja në fuqi\n"


@pytest.mark.parametrize("dots", ["", " ........ 3"])
def test_a_table_of_contents_opens_no_article(dots: str) -> None:
    text = "".join(f"Neni {number}\nTitulli\nTekst i nenit.\n" for number in range(1, 5))
    act = read_act(typed(CONTENTS.replace("\n", f"{dots}\n") + text))
    assert [one.anchor.line for one in act.of(ProvisionKind.ARTICLE)] == [5, 8, 11, 14]


def test_articles_in_the_wrong_order_are_no_tail() -> None:
    act = read_act(typed("Neni 1\nTekst.\nNeni 3\nRregullorja hyn në fuqi sot.\nNeni 2\nTekst tjetër.\n"))
    assert articles(act) == ["1", "3", "2"]


def test_a_line_of_a_list_that_names_an_annex_is_none() -> None:
    act = read_act(typed("Neni 1\nPjesë janë:\nShtojca 1 Formulari\nNeni 2\nHyn në fuqi sot.\nShtojca 1\nFormulari\n"))
    assert articles(act) == ["1", "2"]
    assert [one.eid for one in act.of(ProvisionKind.ANNEX)] == ["att_1"]


def test_furniture_and_tables_are_no_provisions() -> None:
    lines = [
        Line(0, "Neni 1"),
        Line(1, "Tabela e mëposhtme zbatohet:"),
        Line(2, "1. Kolona", Place.TABLE),
        Line(3, "GAZETA ZYRTARE / Neni 9", Place.FURNITURE),
        Line(4, "Neni 2"),
        Line(5, "Tekst."),
    ]
    act = read_act(Manuscript(Source.WORD, tuple(lines)))
    assert articles(act) == ["1", "2"]
    assert named(act, "art_1__para_1").parts == ()


def test_an_act_laid_out_in_a_table_is_read() -> None:
    text = "Neni 1\nQëllimi\n1. Teksti.\n2. Teksti.\nNeni 2\nFusha\nTeksti."
    act = read_act(typed(text, tables=frozenset(range(7))))
    assert [one.eid for one in act.of(ProvisionKind.PARAGRAPH)] == ["art_1__para_1", "art_1__para_2", "art_2__para_1"]


def test_text_with_lines_of_a_printed_page_is_read_in_paragraphs() -> None:
    page = (
        "Neni 1\nQëllimi\n\n"
        "1. Ky ligj përcakton të drejtat, përgjegjësitë, parimet dhe masat që lidhen me mbrojtjen\n"
        "e të dhënave personale dhe të privatësisë, si dhe mënyrën e mbikëqyrjes nga institucioni që\n"
        "është përgjegjës sipas nenit 2 të këtij ligji dhe sipas akteve të tjera që zbatohen për\n"
        "fushën e mbrojtjes.\n\n"
        "2. Paragrafi i dytë është më i shkurtër.\n"
    )
    act = read_act(typed(page, source=Source.TEXT))
    assert named(act, "art_1__para_1").text.endswith("fushën e mbrojtjes.")
    assert named(act, "art_1__para_1").anchor.last_line == 6
    assert [one.number for one in named(act, "art_1").parts] == ["1", "2"]


@pytest.mark.parametrize(("note", "numbers"), [("1 Izmenjen zakonom.\n", ["1", "2", "3"]), ("", ["1", "21", "3"])])
def test_the_digit_of_a_footnote_on_a_number_is_parted_and_told(note: str, numbers: list[str]) -> None:
    act = read_act(typed(f"Član 1\nA.\nČlan 21\nB.\n{note}Član 3\nC.\n", source=Source.TEXT))
    assert articles(act) == numbers
    assert [one.code for one in act.remarks] == (["legal.footnote"] if note else [])


def test_clauses_every_act_needs() -> None:
    act = read_act(typed(drafts.ALBANIAN))
    found = {clause: one.provision.eid for one in clauses_of(act) for clause in one.clauses}
    assert found[Clause.PURPOSE] == "art_1"
    assert found[Clause.DEFINITIONS] == "art_2"
    assert found[Clause.REPEAL] == "art_4"
    assert found[Clause.ENTRY_INTO_FORCE] == "art_5"


def test_a_thousand_articles_are_read_in_time_that_grows_with_their_number() -> None:
    one = "Neni {}\nTitulli\n1. Paragrafi i parë, sipas nenit 1.\n1.1. nën e para;\n1.2. nën e dyta.\n2. I dyti.\n"
    act = read_act(typed("".join(one.format(number) for number in range(1, 1001))))
    assert articles(act) == [str(number) for number in range(1, 1001)]
