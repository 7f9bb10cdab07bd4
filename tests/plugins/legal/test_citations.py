"""Citations: found however they are written, taken apart, and looked up on the day of the draft."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.model.acts import ActLink, ActRegister, RegisteredAct
from neni.core.office import Office
from neni.plugins.legal.citations.finding import citations
from neni.plugins.legal.citations.found import Citation, Gazette, Kind, Pin
from neni.plugins.legal.citations.looking_up import look_up
from neni.plugins.legal.structure.folding import fold

OLD = RegisteredAct(
    "03/L-073",
    "law",
    {"sq": "LIGJI NR. 03/L-073 PËR ZGJEDHJET E PËRGJITHSHME NË REPUBLIKËN E KOSOVËS"},
    published=date(2008, 6, 15),
    repealed=True,
    repealed_by=(ActLink("08/L-228", "", date(2023, 7, 3)),),
    amended_by=(ActLink("03/L-256", "", date(2010, 11, 16)),),
)
DATA = RegisteredAct(
    "06/L-082", "law", {"sq": "LIGJI NR. 06/L-082 PËR MBROJTJEN E TË DHËNAVE PERSONALE"}, articles=111, gazette="6/2019"
)
FINANCES = RegisteredAct(
    "03/L-174",
    "law",
    {"sq": "LIGJI NR. 03/L-174 PËR FINANCIMIN E SUBJEKTEVE POLITIKE"},
    amended_by=(ActLink("04/L-058", ""), ActLink("04/L-212", ""), ActLink("08/L-122", "", date(2022, 9, 5))),
)
REGISTER = ActRegister([OLD, DATA, FINANCES])
DAY = date(2026, 3, 2)


def one(text: str) -> Citation:
    (found,) = citations(fold(text))
    return found


@pytest.mark.parametrize(
    "written",
    [
        "Ligjit Nr. 04/L-042",
        "Ligjit nr.04/L – 042",
        "Ligjin Nr. 04 / L-42",
        "ligji 04/L-042",
        "Ligjit për Prokurimin Publik Nr. 04/L-042",
        "Zakona br. 04/L-042",
        "Zakonom Br.04/L - 42",
        "Закона бр. 04/L-042",
        "the Law No. 04/L-042",
        "Law 04/L-042",
    ],
)
def test_a_law_is_found_however_its_number_is_written(written: str) -> None:
    found = one(f"sipas {written}, vendoset.")
    assert (found.kind, found.number) == (Kind.LAW, "04/L-042")


@pytest.mark.parametrize(
    ("written", "kind", "number"),
    [
        ("Rregullores Nr. 01/2013 për Partitë", Kind.REGULATION, "01/2013"),
        ("Rregullorja (QRK) Nr. 5/2016", Kind.REGULATION, "05/2016"),
        ("UA 03/2013", Kind.INSTRUCTION, "03/2013"),
        ("Udhëzimit Administrativ (MF) Nr. 07/2019", Kind.INSTRUCTION, "07/2019"),
        ("Administrativnog uputstva br. 03/2013", Kind.INSTRUCTION, "03/2013"),
        ("Administrative Instruction (MLGA) No. 06/2018", Kind.INSTRUCTION, "06/2018"),
        ("Rregullit të Zgjedhjeve Nr. 12/2013", Kind.ELECTION_RULE, "12/2013"),
        ("Izborno pravilo br. 12/2013", Kind.ELECTION_RULE, "12/2013"),
        ("Rregullores së UNMIK-ut Nr. 2000/45", Kind.UNMIK, "2000/45"),
        ("Uredbe UNMIK-a br. 2000/45", Kind.UNMIK, "2000/45"),
        ("UNMIK Regulation No. 2000/45", Kind.UNMIK, "2000/45"),
        ("Ligjit Nr. 2003/12 për Qasje në Dokumente Zyrtare", Kind.LAW, "2003/12"),
        ("Kodit Nr. 08/L-032 të Procedurës Penale", Kind.CODE, "08/L-032"),
        ("Kushtetutës së Republikës së Kosovës", Kind.CONSTITUTION, "K-09042008"),
        ("Ustava Republike Kosovo", Kind.CONSTITUTION, "K-09042008"),
    ],
)
def test_other_acts_are_found_too(written: str, kind: Kind, number: str) -> None:
    found = one(f"sipas {written}.")
    assert (found.kind, found.number) == (kind, number)


@pytest.mark.parametrize(
    "written", ["më 12.05.2013", "lënda 01/2013", "Direktivën 95/46/EC", "Rregulloren (BE) 2016/679", "tabela 5/10"]
)
def test_what_is_no_act_of_kosovo_is_no_citation(written: str) -> None:
    assert citations(fold(f"sipas {written} vendoset")) == ()


@pytest.mark.parametrize(
    ("written", "pins"),
    [
        ("nenit 63, paragrafi 2 dhe nenit 64 të Ligjit Nr. 08/L-228", (Pin("63", "2"), Pin("64"))),
        ("nenit 65 (1) të Ligjit Nr. 08/L-228", (Pin("65", "1"),)),
        ("neneve 4 dhe 5 të Ligjit Nr. 08/L-228", (Pin("4"), Pin("5"))),
        ("člana 63. stav 2. Zakona br. 08/L-228", (Pin("63", "2"),)),
        ("Articles 4 and 5 of the Law No. 08/L-228", (Pin("4"), Pin("5"))),
        ("Ligjit Nr. 08/L-228, neni 63", (Pin("63"),)),
        ("Ligjit Nr. 08/L-228, neni 5 i kësaj rregulloreje", ()),
        ("Ligjit Nr. 08/L-228", ()),
    ],
)
def test_the_provisions_cited_are_told(written: str, pins: tuple[Pin, ...]) -> None:
    assert one(f"Në mbështetje të {written},").pins == pins


def test_the_gazette_and_the_amendments_are_told() -> None:
    found = citations(
        fold(
            "Ligjit Nr. 03/L-174 për Financimin e Subjekteve Politike (Gazeta Zyrtare, Nr. 82 / 21 tetor 2010),"
            " i ndryshuar dhe plotësuar me Ligjin Nr. 04/L-058 dhe Ligjin Nr. 04/L-212,"
        )
    )[0]
    assert found.gazette == Gazette("82", 2010)
    assert (found.says_amended, found.amended_by) == (True, ("04/L-058", "04/L-212"))
    looked = look_up(found, REGISTER, DAY, "sq")
    assert (looked.title_fits, looked.missing) == (True, ("08/L-122",))


def test_an_act_is_repealed_from_the_day_on_that_its_successor_was_printed() -> None:
    found = one("Ligjit Nr. 03/L-073 për Zgjedhjet e Përgjithshme")
    before, after = (look_up(found, REGISTER, day, "sq") for day in (date(2023, 7, 2), date(2023, 7, 3)))
    assert (before.repealed, after.repealed, after.repealed_by) == (False, True, "08/L-228")


def test_an_amendment_counts_from_its_day_on() -> None:
    found = one("Ligjit Nr. 03/L-073 për Zgjedhjet e Përgjithshme")
    days = (date(2010, 11, 15), date(2010, 11, 16))
    assert [look_up(found, REGISTER, day, "sq").amendments for day in days] == [(), ("03/L-256",)]


@pytest.mark.parametrize(
    ("title", "fits"),
    [
        ("për Mbrojtjen e të Dhënave Personale", True),
        ("per mbrojtjen e te dhenave personale", True),
        ("i Mbrojtjes së të Dhënave Personale", True),
        ("për Mbrojtën e të Dhënave Personale", True),
        ("për Prokurimin Publik në Republikën e Kosovës", False),
        ("për Financimin e Subjekteve Politike", False),
    ],
)
def test_titles_are_compared_as_a_reader_does(title: str, fits: bool) -> None:
    assert look_up(one(f"Ligjit Nr. 06/L-082 {title}"), REGISTER, DAY, "sq").title_fits is fits


def test_a_title_of_another_act_names_its_owner() -> None:
    looked = look_up(one("Ligjit Nr. 06/L-082 për Financimin e Subjekteve Politike"), REGISTER, DAY, "sq")
    assert looked.title_belongs_to == "03/L-174"


def test_of_two_acts_of_one_name_the_one_in_force_owns_the_title() -> None:
    former = RegisteredAct("03/L-172", "law", dict(DATA.title), repealed=True)
    looked = look_up(
        one("Ligjit Nr. 03/L-174 për Mbrojtjen e të Dhënave Personale"),
        ActRegister([former, DATA, FINANCES]),
        DAY,
        "sq",
    )
    assert looked.title_belongs_to == "06/L-082"


def test_a_title_is_compared_with_those_of_others_where_the_act_has_none_in_the_language() -> None:
    english = RegisteredAct("06/L-082", "law", {"en": "LAW NO. 06/L-082 ON PROTECTION OF PERSONAL DATA"})
    register = ActRegister([OLD, english])
    wrong = look_up(one("Law No. 03/L-073 on Protection of Personal Data"), register, DAY, "en")
    unknown = look_up(one("Law No. 03/L-073 on General Elections"), register, DAY, "en")
    assert (wrong.title_fits, wrong.title_belongs_to, unknown.title_fits) == (False, "06/L-082", None)


def test_an_article_beyond_the_act_is_told() -> None:
    beyond = [
        look_up(one(f"nenit {number} të Ligjit Nr. 06/L-082"), REGISTER, DAY, "sq").beyond for number in (111, 112)
    ]
    assert beyond == [False, True]


def test_a_sentence_about_the_repeal_is_historic() -> None:
    assert one("Me këtë ligj shfuqizohet Ligji Nr. 03/L-172 për Mbrojtjen e të Dhënave Personale.").historic
    assert one("Ligji Nr. 03/L-172, i shfuqizuar, ka qenë baza.").historic
    assert not one("Sipas Ligjit Nr. 03/L-172 vendoset.").historic


def test_an_act_named_in_the_title_of_its_amendment_is_not_cited_bare() -> None:
    found = citations(
        fold("Ligjit Nr. 04/L-237 për ndryshimin dhe plotësimin e Ligjit Nr. 04/L-042 për Prokurimin Publik,")
    )
    assert [(one.number, one.says_amended) for one in found] == [("04/L-237", False), ("04/L-042", True)]


def test_of_kinds_the_register_does_not_hold_nothing_is_said() -> None:
    looked = look_up(one("Rregullores Nr. 99/2013 për Diçka"), REGISTER, DAY, "sq")
    assert (looked.number_known, looked.covered) == (False, False)


@given(st.text(alphabet=st.sampled_from("Ligjit Nrbo.04/L-042 nenit 5(2)të, dheKushtetutës\n–;"), max_size=120))
def test_whatever_stands_there_nothing_breaks(text: str) -> None:
    for found in citations(fold(text)):
        assert 0 <= found.start <= found.end <= len(fold(text))


def test_the_shipped_register_knows_what_became_of_acts(office: Office) -> None:
    acts = office.host.acts
    assert len(acts) > 600
    (old,) = acts.find("03/L-073")
    repeal = old.repeal(DAY)
    assert repeal is not None
    assert (repeal.number, repeal.on) == ("08/L-228", date(2023, 7, 3))
    assert [link.number for link in acts.find("04/L-42")[0].amendments(DAY)] == ["04/L-237", "05/L-068", "05/L-092"]
    assert acts.find("06/L-082")[0].articles == 111
