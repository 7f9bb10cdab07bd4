"""Paragraphs, points and letters in every order authors put them in, chapters and annexes around them."""

from __future__ import annotations

import pytest

from neni.core import ProvisionKind
from neni.plugins.legal.structure import read_act
from tests.plugins.legal.texts import typed


def nested(text: str) -> list[str]:
    """The identifiers below the only article, its own left away."""
    act = read_act(typed(f"Neni 1\nTitulli\n{text}"))
    (article,) = act.of(ProvisionKind.ARTICLE)
    return [one.eid.removeprefix("art_1__") for one in article.all() if one is not article]


@pytest.mark.parametrize(
    ("text", "eids"),
    [
        ("1. a\n1.1. b\n1.1.1. c\n2. d", "para_1 para_1__subpara_1-1 para_1__subpara_1-1__point_1-1-1 para_2"),
        ("(1) a:\n1) b\na) c\n2) d\n(2) e", "para_1 para_1__point_1 para_1__point_1__point_a para_1__point_2 para_2"),
        ("Stav:\n1) a\n2) b\nStav.\n– c", "para_1 para_1__point_1 para_1__point_2 para_2 para_2__point_1"),
        ("1.1 a\n1.2 b\n", "subpara_1-1 subpara_1-2"),
        ("1. a:\na) b\nç) c\ndh) d", "para_1 para_1__point_a para_1__point_c para_1__point_dh"),
        ("1. a:\n(a) b\n(b) c:\n(i) d\n(ii) e\n(c) f",
         "para_1 para_1__point_a para_1__point_b para_1__point_b__point_i para_1__point_b__point_ii para_1__point_c"),
        ("1. a:\nh) b\ni) c\nj) d", "para_1 para_1__point_h para_1__point_i para_1__point_j"),
        ("1. (a) b\n(b) c", "para_1 para_1__point_a para_1__point_b"),
        ("Fjali.\n1. a\n2. b", "para_nn-1 para_1 para_2"),
        ("Hyrje:\n1. a\n2. b\nFund.", "para_1 para_1__point_1 para_1__point_2 para_2"),
        ("1. a\n2. b\nVazhdim i të dytit.", "para_1 para_2"),
        ("1. a\n25. maja 2018. godine je rok.\n2. b", "para_1 para_2"),
    ],
)  # fmt: skip
def test_numbers_nest_by_their_look(text: str, eids: str) -> None:
    assert nested(text) == eids.split()


def test_parts_chapters_and_sections() -> None:
    act = read_act(
        typed(
            "PJESA E PARË\nDISPOZITA\nKREU I\nTË PËRGJITHSHME\nNeni 1\nTekst.\nKREU II\nTJERA\nNënkreu 1\nDiçka\n"
            "Neni 2\nTekst.\nPJESA E DYTË\nFUNDI\nNeni 3\nTekst.\n"
        )
    )
    divisions = act.of(ProvisionKind.PART, ProvisionKind.CHAPTER, ProvisionKind.SECTION)
    assert [(one.eid, one.heading) for one in divisions] == [
        ("part_E-PARE", "DISPOZITA"),
        ("part_E-PARE__chp_I", "TË PËRGJITHSHME"),
        ("part_E-PARE__chp_II", "TJERA"),
        ("part_E-PARE__chp_II__sec_1", "Diçka"),
        ("part_E-DYTE", "FUNDI"),
    ]


def test_a_list_of_annexes_is_no_annex() -> None:
    act = read_act(
        typed(
            "Neni 1\nHyrja në fuqi\nHyn në fuqi sot.\nSHTOJCAT:\nShtojca 1 – A\nShtojca 2 – B\nKryetari\n"
            "SHTOJCA 1\nFORMULARI A\nEmri\nSHTOJCA 2\nFORMULARI B\nEmri\n"
        )
    )
    assert [(one.eid, one.heading) for one in act.of(ProvisionKind.ANNEX)] == [
        ("att_1", "FORMULARI A"),
        ("att_2", "FORMULARI B"),
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [("Neni 1 - Qëllimi", "Qëllimi"), ("Neni 1: Qëllimi", "Qëllimi"), ("Neni 1 (Qëllimi)", "(Qëllimi)")],
)
def test_a_heading_behind_the_number(line: str, heading: str) -> None:
    (article,) = read_act(typed(f"{line}\nTekst i nenit.\n")).of(ProvisionKind.ARTICLE)
    assert article.heading == heading


@pytest.mark.parametrize("stop", [". ", "\n"])
def test_items_of_a_decision_numbered_in_capitals(stop: str) -> None:
    items = ("Usvaja se lista.", "Zadužuje se Sekretarijat.", "Odluka stupa na snagu danom donošenja.")
    text = "Na osnovu člana 5. Zakona br. 08/L-228, CIK donosi\nO D L U K U\no usvajanju liste\n"
    text += "".join(f"{number}{stop}{item}\n" for number, item in zip(("I", "II", "III"), items, strict=True))
    (operative,) = read_act(typed(f"{text}O b r a z l o ž e nj e\nTekst.\n")).of(ProvisionKind.OPERATIVE)
    assert [(one.number, one.text) for one in operative.parts] == list(zip(("I", "II", "III"), items, strict=True))


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Neni 1\nTë drejtat\ndhe detyrimet e vëzhguesve\n1. Tekst.\n", ["Të drejtat dhe detyrimet e vëzhguesve"]),
        ("neni 1\nQëllimi\nTekst.\nNENI 2\nFUSHA\nTekst.\n", ["Qëllimi", "FUSHA"]),
        ("Члан 1.\nТекст.\nЧлан 2.\n(Брисан)\nЧлан 3.\n(престао да важи)\nЧлан 4.\nТекст.\n", ["", "", "", ""]),
        ("Neni1\nQëllimi\n1.Teksti.\n2 . Teksti.\n", ["Qëllimi"]),
    ],
)  # fmt: skip
def test_headings_of_articles(text: str, headings: list[str]) -> None:
    assert [one.heading for one in read_act(typed(text)).of(ProvisionKind.ARTICLE)] == headings
