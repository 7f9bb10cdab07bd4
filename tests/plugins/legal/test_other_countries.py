"""Acts as the gazettes of other countries and other decades print them: their numbers, letters and marks are read, and
a text in its right order is never told to be in disorder."""

from __future__ import annotations

from datetime import date

import pytest

from neni.core import Place, ProvisionKind, Source
from neni.core.adapters.manuscripts import FileManuscripts
from neni.core.model.findings import Outcome
from neni.core.model.manuscripts import Manuscript
from neni.core.office import Office
from neni.core.services.manuscripts.studying import judge_study, study
from neni.plugins.legal.structure import read_act
from neni.plugins.legal.structure.alphabets import after, ranks
from tests.plugins.legal.texts import typed

DAY = date(2026, 3, 2)
SEQUENCES = {"LEG-C15", "LEG-C18", "LEG-C57"}


def disorder(office: Office, read: Manuscript) -> list[tuple[str, str]]:
    """Findings that something is out of sequence, with the words they stand on."""
    kind = office.host.manuscript_type("legal.bylaw")
    found = judge_study(office, kind, study(office, kind, read, DAY), DAY)
    held = (one for one in found if one.finding.outcome is Outcome.HOLDS and one.finding.rule in SEQUENCES)
    return [(one.finding.rule, read.words(one.subject.anchor)) for one in held]


def articles(text: str) -> list[str]:
    return [one.number for one in read_act(typed(text)).of(ProvisionKind.ARTICLE)]


def law(labels: list[str]) -> str:
    return "\n".join(f"{label}\nTeksti i kësaj dispozite është i shkurtër." for label in labels)


@pytest.mark.parametrize(
    "labels",
    [
        ["Neni 1", "Neni 1/a", "Neni 1/b", "Neni 1/c", "Neni 2"],
        ["Neni 1", "Neni 1/a", "Neni 1/b", "Neni 1/c", "Neni 1/ç", "Neni 1/d", "Neni 1/dh", "Neni 1/e", "Neni 2"],
        ["Član 1.", "Član 1a.", "Član 1b.", "Član 1c.", "Član 1č.", "Član 2."],
        ["Члан 1.", "Члан 1а.", "Члан 1б.", "Члан 1в.", "Члан 1г.", "Члан 1д.", "Члан 1ђ.", "Члан 2."],
        ["Član 1.", "Član 1a.", "Član 1b.", "Član 1v.", "Član 1g.", "Član 2."],
        ["Članak 1.", "Članak 1.a", "Članak 1.b", "Članak 2."],
        ["Neni 1", "Neni 1 bis", "Neni 1 ter", "Neni 1 quater", "Neni 2"],
        ["Article I", "Article II", "Article III", "Article IV", "Article V"],
        ["Č l a n 1.", "Č l a n 2.", "Č l a n 3."],
        ["Član 1.", "Čl. 2 - 4 (brisani)", "Član 5."],
    ],
)
def test_numbers_of_articles_in_every_habit_are_in_sequence(office: Office, labels: list[str]) -> None:
    assert len(articles(law(labels))) == len(labels)
    assert disorder(office, typed(law(labels))) == []


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (["Neni 1", "Neni 1/a", "Neni 1/c", "Neni 2"], "Neni 1/c"),
        (["Neni 1", "Neni 1/b", "Neni 2"], "Neni 1/b"),
        (["Члан 1.", "Члан 1а.", "Члан 1б.", "Члан 1г.", "Члан 2."], "Члан 1г."),
        (["Član 1.", "Čl. 2 - 4 (brisani)", "Član 6."], "Član 6."),
        (["Article I", "Article II", "Article IV"], "Article IV"),
        (["Neni 1", "Neni 1 bis", "Neni 1 quater", "Neni 2"], "Neni 1 quater"),
        (["Neni 1", "Neni 1/a", "Neni 1/a", "Neni 2"], "Neni 1/a"),
    ],
)
def test_a_letter_or_number_left_out_is_told(office: Office, labels: list[str], told: str) -> None:
    assert disorder(office, typed(law(labels))) == [("LEG-C15", told)]


@pytest.mark.parametrize(
    "letters",
    [
        "a b c ç d dh e ë f g gj h i",
        "a b c d e f g h i j k",
        "а б в г д ђ е ж з и ј",
        "a b v g d đ e ž z i j",
        "a b c č ć d dž đ e f g",
        "i ii iii iv v vi vii viii ix x",
    ],
)
def test_points_counted_in_each_alphabet_are_in_sequence(office: Office, letters: str) -> None:
    points = "\n".join(f"{one}) fjalë të kësaj pike;" for one in letters.split())
    assert disorder(office, typed(f"Neni 1\nPikat\n1. Kërkesa përmban:\n{points}")) == []


@pytest.mark.parametrize(
    ("letters", "told"), [("a b d e f", "d)"), ("а б г д ђ", "г)"), ("a b c ç dh e", "dh)"), ("i ii iv v", "iv)")]
)
def test_a_point_left_out_is_told(office: Office, letters: str, told: str) -> None:
    points = "\n".join(f"{one}) fjalë të kësaj pike;" for one in letters.split())
    found = disorder(office, typed(f"Neni 1\nPikat\n1. Kërkesa përmban:\n{points}"))
    assert found
    assert all(rule == "LEG-C18" for rule, _ in found)
    assert found[0][1].startswith(told)


def test_marks_of_markdown_are_no_part_of_numbers_and_headings() -> None:
    text = "# ZAKON O POSMATRAČIMA\n\n---\n\n## I. OPŠTE ODREDBE\n\n**Članak 1.**\n\n**Predmet**\n\nZakon uređuje rad."
    act = read_act(typed(text, source=Source.TEXT))
    assert [(one.number, one.heading) for one in act.of(ProvisionKind.ARTICLE)] == [("1", "Predmet")]
    assert [(one.number, one.heading) for one in act.of(ProvisionKind.CHAPTER)] == [("I", "OPŠTE ODREDBE")]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Neni 5 - Ligji i zbatueshëm", "Ligji i zbatueshëm"),
        ("Neni 5 Ligji i zbatueshëm", "Ligji i zbatueshëm"),
        ("Article 5 [Regulation of charges]", "[Regulation of charges]"),
    ],
)
def test_a_heading_may_begin_with_the_name_of_a_kind_of_act(line: str, heading: str) -> None:
    act = read_act(typed(f"{line}\nPalët zgjedhin ligjin që zbatohet."))
    assert [one.heading for one in act.of(ProvisionKind.ARTICLE)] == [heading]


@pytest.mark.parametrize(
    "line", ["Neni 5 Ligjit nr. 04/L-042 zbatohet", "Article 5 Law No. 04/L-042", "Neni 5 i Ligjit për zgjedhjet"]
)
def test_an_article_of_another_act_opens_none(line: str) -> None:
    assert articles(f"Neni 1\nTeksti.\n{line}\nNeni 2\nTeksti.") == ["1", "2"]


def test_chapters_may_be_counted_anew_in_each_part(office: Office) -> None:
    parts = [("PJESA I", 1), ("PJESA II", 3)]
    body = "\n".join(
        f"{part}\nEMRI\nKREU I\nEMRI I\nNeni {first}\nTeksti.\nKREU II\nEMRI II\nNeni {first + 1}\nTeksti."
        for part, first in parts
    )
    assert disorder(office, typed(body)) == []


def test_the_name_of_an_institution_in_two_lines_is_no_chapter() -> None:
    head = "LIGJ\nNr. 12, datë 5.3.2024\nPËR VËZHGUESIT\nNë mbështetje të nenit 78 të Kushtetutës,"
    head += "\nKUVENDI\nI REPUBLIKËS SË SHQIPËRISË\nV E N D O S I:"
    act = read_act(typed(f"{head}\nNeni 1\nTeksti.\nNeni 2\nTeksti."))
    assert act.of(ProvisionKind.CHAPTER) == ()
    assert act.title.issuer == "KUVENDI"


def test_letters_come_after_one_another_in_some_alphabet() -> None:
    assert after("ç", "c")
    assert after("dh", "d")
    assert after("b", "")
    assert after("10", "9")
    assert not after("", "a")
    assert ranks(["a", "b", "v", "g"])[0] == [1, 2, 3, 4]
    assert ranks(["a", "b", "c", "d"])[0] == [1, 2, 3, 4]


WRAPPED = """PRAVILNIK
O RADU ORGANA KOJI SPROVODE IZBORE

I OPŠTE ODREDBE Član 1.
Ovim pravilnikom uređuje se način rada organa koji sprovode izbore i
obaveštavanje birača o mestu i vremenu održavanja izbora u celoj zemlji
kao i objavljivanje rezultata.

Član 2.
Zahtev za akreditaciju posmatrača na izborima sadrži sledeće podatke i
priloge koje je potrebno dostaviti uz zahtev za akreditaciju i to:
a) ime i prezime, odnosno naziv organizacije koja podnosi zahtev,
b) broj lične karte ili broj pasoša posmatrača koji se akredituje,
v) dokaz o registraciji organizacije izdat od nadležnog organa koji
vodi registar,
g) izjavu da će posmatrač poštovati pravila ponašanja na biračkom,

Član 3.
Postupak iz stava 1. ovog člana sprovodi se u skladu sa odredbama člana
3. ovog pravilnika i drugih propisa koji uređuju izborni postupak u celoj
zemlji.
"""


def test_items_without_a_stop_at_their_end_are_items_where_lines_were_wrapped(office: Office) -> None:
    read = FileManuscripts().read(WRAPPED.encode(), "pravilnik.txt")
    act = read_act(read)
    assert [one.number for one in act.of(ProvisionKind.ARTICLE)] == ["1", "2", "3"]
    assert [one.number for one in act.of(ProvisionKind.POINT)] == ["a", "b", "v", "g"]
    assert [one.number for one in act.of(ProvisionKind.CHAPTER)] == ["I"]
    assert disorder(office, read) == []


RATIFIES = """ZAKON
O POTVRĐIVANJU SPORAZUMA O SARADNJI IZBORNIH ORGANA

{word} 1
Potvrđuje se Sporazum o saradnji izbornih organa.

{word} 2
Tekst Sporazuma u originalu glasi:

SPORAZUM
O SARADNJI IZBORNIH ORGANA

Strane su se sporazumele o sledećem:

Član 1
Predmet
Strane sarađuju.

Član 2
Razmena
Strane razmenjuju obaveštenja.

Član 3
Trajanje
Sporazum važi pet godina.

Član 4
Stupanje na snagu
Sporazum stupa na snagu danom potpisivanja.

{word} 3
Ovaj zakon stupa na snagu osmog dana od dana objavljivanja.
"""


@pytest.mark.parametrize("word", ["ČLAN", "Član"])
def test_the_articles_of_a_treaty_that_a_law_gives_word_for_word_are_not_its_own(office: Office, word: str) -> None:
    read = typed(RATIFIES.format(word=word))
    assert [one.number for one in read_act(read).of(ProvisionKind.ARTICLE)] == ["1", "2", "3"]
    assert disorder(office, read) == []


PAGES = """RREGULLORE Nr. 04/2026 PËR VËZHGUESIT
Ministri i Ministrisë së Vëzhgimit të
Zgjedhjeve
Në mbështetje të nenit 8 të Ligjit Nr. 03/L-040,
Nxjerrë:
Neni 1
Qëllimi
Kjo rregullore përcakton të drejtat e vëzhguesve.
Ministar za posmatranje
Na osnovu člana 8. Zakona br. 03/L-040,
Izdaje:
UREDBU BR. 04/2026 O POSMATRAČIMA
Član 1
Cilj
Ova uredba utvrđuje prava posmatrača.
2
Neni 2
Fushëveprimi
Dispozitat e kësaj rregulloreje zbatohen nga komisionet.
Neni 3
Hyrja në fuqi
Kjo rregullore hyn në fuqi ditën e publikimit.
Član 2
Delokrug
Odredbe ove uredbe primenjuju komisije.
Član 3
Stupanje na snagu
Ova uredba stupa na snagu danom objavljivanja.
"""


def test_of_languages_that_take_turns_page_by_page_the_first_is_the_act(office: Office) -> None:
    act = read_act(typed(PAGES))
    assert [(one.number, one.heading) for one in act.of(ProvisionKind.ARTICLE)] == [
        ("1", "Qëllimi"),
        ("2", "Fushëveprimi"),
        ("3", "Hyrja në fuqi"),
    ]
    assert [one.code for one in act.remarks] == ["legal.another_version"]
    assert disorder(office, typed(PAGES)) == []


@pytest.mark.parametrize(
    ("preamble", "missing"),
    [
        ("Na osnovu člana 15. Zakona o školama („Sl. glasnik RS“, br. 5/20), Školski odbor na sednici doneo je", set()),
        (
            "Na osnovu člana 15. Zakona o školama (Službeni list, br. 5/20), Školski odbor na sednici donosi",
            {"LEG-C09"},
        ),
        ("Na osnovu zakona o školama, Školski odbor donosi", {"LEG-C07"}),
        ("Na osnovu člana 15. Zakona br. 03/L-040, donosi", {"LEG-C06"}),
        ("Na osnovu člana 15.\nPravila Druge škole na sednici održanoj 2.4.2024. Školski odbor donio je", {"LEG-C09"}),
    ],
)
def test_preambles_of_schools_and_ministries_are_read(office: Office, preamble: str, missing: set[str]) -> None:
    text = f"{preamble}\n\nPRAVILNIK\nO KUĆNOM REDU\n\nČlan 1.\nOvaj pravilnik uređuje red."
    kind = office.host.manuscript_type("legal.bylaw")
    found = judge_study(office, kind, study(office, kind, typed(text), DAY), DAY)
    held = {one.finding.rule for one in found if one.finding.outcome is Outcome.HOLDS}
    assert held & {"LEG-C06", "LEG-C07", "LEG-C09"} == missing


def test_the_mark_and_the_day_of_an_act_may_stand_between_its_number_and_its_subject() -> None:
    head = "RREGULLORE NR. 2000/43\nUNMIK/REG/2000/43\n27 korrik 2000\nMbi kufijtë"
    title = read_act(typed(f"{head}\nNeni 1\nQëllimi\nTeksti.\nNeni 2\nKomunat\nTeksti.")).title
    assert (title.kind, title.number, title.subject) == ("regulation", "2000/43", "kufijtë")


def test_a_minister_speaks_in_the_first_person(office: Office) -> None:
    text = "MINISTRIA E DREJTËSISË\nMINISTRI\nUDHËZIM\nNr. 4/2026\nPËR HARTIMIN\n"
    text += "Në mbështetje të nenit 6, pika 5, të ligjit nr. 8678, datë 14.5.2001,\nUDHËZOJ:\nNeni 1\nTeksti."
    kind = office.host.manuscript_type("legal.bylaw")
    found = judge_study(office, kind, study(office, kind, typed(text), DAY), DAY)
    held = {one.finding.rule for one in found if one.finding.outcome is Outcome.HOLDS}
    assert held & {"LEG-C06", "LEG-C07", "LEG-C09"} == set()


def rules(office: Office, text: str) -> set[str]:
    kind = office.host.manuscript_type("legal.bylaw")
    found = judge_study(office, kind, study(office, kind, typed(text), DAY), DAY)
    return {one.finding.rule for one in found if one.finding.outcome is Outcome.HOLDS}


def remarks(office: Office, text: str) -> list[str]:
    kind = office.host.manuscript_type("legal.bylaw")
    return [one.code for one in study(office, kind, typed(text), DAY).act.remarks]


BODY = "Član 1.\nPrvi tekst.\nČlan 2.\nDrugi tekst iz člana 1. ovog zakona."
OWED = {"LEG-C02", "LEG-C06", "LEG-C07", "LEG-C33", "LEG-C39"}


@pytest.mark.parametrize(
    "title",
    [
        "ZAKON\nO POSMATRAČIMA\n(„Sl. glasnik RS“, br. 22/2016)",
        "ZAKON O POSMATRAČIMA REPUBLIKE SRBIJE",
        "ZAKON O POSMATRAČIMA U BOSNI I HERCEGOVINI",
    ],
)
def test_what_kosovos_acts_owe_is_not_asked_of_an_act_of_another_state(office: Office, title: str) -> None:
    assert rules(office, f"{title}\n{BODY}") & OWED == set()
    assert remarks(office, f"{title}\n{BODY}") == ["legal.another_state"]
    spoilt = BODY.replace("Član 2.", "Član 3.").replace("člana 1. ovog", "člana 7. ovog")
    assert {"LEG-C15", "LEG-C26"} <= rules(office, f"{title}\n{spoilt}")


def test_an_act_that_names_kosovo_is_judged_whatever_other_states_it_names(office: Office) -> None:
    text = f"ZAKON\nO SARADNJI SA REPUBLIKOM SRBIJOM\n{BODY}\nČlan 3.\nZakon važi u Republici Kosovo."
    assert {"LEG-C06", "LEG-C07", "LEG-C33"} <= rules(office, text)
    assert remarks(office, text) == []


def test_a_part_of_an_act_is_judged_from_its_first_article_on(office: Office) -> None:
    part = (
        "KREU IX\nVEPRA TË TJERA\nNeni 300 Kallëzimi\nTeksti sipas nenit 73 të këtij Kodi.\nNeni 301 Pengimi\nTeksti."
    )
    assert rules(office, part) & {*OWED, "LEG-C15", "LEG-C26", "LEG-C57"} == set()
    assert remarks(office, part) == ["legal.extract"]
    assert "LEG-C15" in rules(office, part + "\nNeni 303 Tjetër\nTeksti.")
    assert "LEG-C26" in rules(office, part + "\nNeni 302 Tjetër\nTeksti sipas nenit 301/a të këtij Kodi.")


def test_a_whole_act_whose_first_articles_are_gone_is_told_so(office: Office) -> None:
    head = "RREGULLORE Nr. 04/2026 PËR VËZHGUESIT\nKomisioni Qendror i Zgjedhjeve,"
    head += "\nNë mbështetje të nenit 139 të Kushtetutës,\nmiraton:"
    assert "LEG-C15" in rules(office, f"{head}\nNeni 7\nTitulli\nTeksti.\nNeni 8\nTitulli\nTeksti.")


def test_a_reference_leads_to_an_article_that_is_told_together_with_others(office: Office) -> None:
    text = "Član 1.\nTekst iz člana 3. ovog zakona.\nČl. 2 - 4 (brisani)\nČlan 5.\nTekst iz člana 4. ovog zakona."
    assert "LEG-C26" not in rules(office, text)
    assert "LEG-C26" in rules(office, text.replace("člana 4. ovog", "člana 6. ovog"))


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Neni 2 - Të drejtat dhe detyrimet e palëve", "Të drejtat dhe detyrimet e palëve"),
        ("Neni 2 E drejta e ankesës", "E drejta e ankesës"),
        ("Član 2. Ovlašćenja organa", "Ovlašćenja organa"),
        ("Article 2 Law applicable to contracts", "Law applicable to contracts"),
    ],
)
def test_a_heading_may_begin_with_any_word(line: str, heading: str) -> None:
    word = line.split(maxsplit=1)[0]
    act = read_act(typed(f"{word} 1 Prvi\nTeksti.\n{line}\nTeksti.\n{word} 3 Tjetër\nTeksti."))
    assert [one.heading for one in act.of(ProvisionKind.ARTICLE)][1] == heading


def test_a_decision_that_takes_effect_within_an_act_does_not_end_it() -> None:
    text = "Neni 1\nTeksti.\nNeni 2\nVendimi hyn në fuqi pasi të njoftohet pala.\nNeni 4\nTeksti.\nNeni 3\nTeksti."
    act = read_act(typed(text + "\nNeni 5\nKy ligj hyn në fuqi ditën e publikimit."))
    assert [one.number for one in act.of(ProvisionKind.ARTICLE)] == ["1", "2", "4", "3", "5"]
    assert act.remarks == ()


SENTENCE = "Nadležni organ razmatra zahtev i donosi pisano rešenje koje se dostavlja stranci"


def wrapped_law(articles: int, label: str) -> str:
    """A law of unnumbered paragraphs, each as wide as the page, with a chapter before every third article."""
    lines = []
    for number in range(1, articles + 1):
        lines += [f"GLAVA {'I' * (number // 3)} - POSEBNE ODREDBE"] if number % 3 == 0 else []
        lines += label.format(number=number).split("\n")
        lines += [f"{SENTENCE} u skladu sa članom", f"{max(number - 1, 1)}. ovog zakona. {SENTENCE}.", SENTENCE + "."]
    return "\n".join(["REPUBLIKA KOSOVO", "ZAKON", "O POSTUPKU", *lines])


@pytest.mark.parametrize("label", ["Član {number}. Zakon koji se primenjuje", "Član {number}.\nNadzor organa"])
def test_full_lines_of_a_page_do_not_swallow_what_stands_below_them(office: Office, label: str) -> None:
    read = FileManuscripts().read(wrapped_law(9, label).encode(), "zakon.txt")
    act = read_act(read)
    assert [one.number for one in act.of(ProvisionKind.ARTICLE)] == [str(one) for one in range(1, 10)]
    assert [one.number for one in act.of(ProvisionKind.CHAPTER)] == ["I", "II", "III"]
    assert all(one.heading for one in act.of(ProvisionKind.ARTICLE))
    assert disorder(office, read) == []


def test_a_table_of_contents_whose_entries_take_two_lines_is_none_of_the_articles() -> None:
    names = [f"Neni {one} Të drejtat dhe detyrimet e palëve" for one in range(1, 7)]
    contents = "\n".join(
        f"{name} në procedurë para organit\n.......................... {at}" for at, name in enumerate(names)
    )
    body = "\n".join(
        f"{name}\nOrgani kompetent shqyrton kërkesën e palës dhe\nmerr vendim me shkrim." for name in names
    )
    read = FileManuscripts().read(f"LIGJ\nPËR PROCEDURËN\nPËRMBAJTJA\n{contents}\n{body}".encode(), "ligj.txt")
    assert [one.number for one in read_act(read).of(ProvisionKind.ARTICLE)] == ["1", "2", "3", "4", "5", "6"]


def test_items_that_stand_at_the_edges_of_pages_are_no_furniture() -> None:
    page = "Član {number}\nZahtev sadrži sledeće podatke o podnosiocu\n1) ime i prezime\n2) adresu"
    pages = "\f".join("1) ime i prezime\n" * (number > 1) + page.format(number=number) for number in range(1, 7))
    read = FileManuscripts().read(pages.encode(), "zakon.txt")
    assert not [line for line in read.lines if line.place is Place.FURNITURE]


def test_a_share_said_twice_is_no_hundred_more(office: Office) -> None:
    text = "RREGULLORE NR. 04/2026\nNeni 1\nQëllimi\nKërkohet shtatëdhjetë për qind shtatëdhjetë për qind (70 %)."
    assert "LEG-C46" not in rules(office, text)
    assert "LEG-C46" in rules(office, text.replace("(70 %)", "(60 %)"))


def test_a_number_below_its_heading_is_told_at_the_number(office: Office) -> None:
    text = "\n".join(f"Naslov člana\nČlan {one}.\nTekst ove odredbe." for one in (1, 2, 4))
    assert disorder(office, typed(text)) == [("LEG-C15", "Član 4.")]
    inline = "Član 1. Prvi\nTekst.\nČlan 3. Treći\nTekst.\nČlan 4. Četvrti\nTekst."
    assert disorder(office, typed(inline)) == [("LEG-C15", "Član 3. Treći")]


def test_the_word_and_the_number_of_an_article_may_stand_on_two_lines(office: Office) -> None:
    text = "Neni\n1\nQëllimi\n1. Teksti.\nNeni\n2\nFusha\n1. Teksti."
    assert articles(text) == ["1", "2"]
    assert disorder(office, typed(text)) == []
