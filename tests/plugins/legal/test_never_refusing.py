"""Whatever lines are handed in, an act comes out: every identifier once, every anchor inside its lines."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from neni.core import Anchor, Line, Manuscript, Place, Source
from neni.plugins.legal.structure import read_act, reading_of

FRAGMENTS = (
    "Neni 5", "Neni 5 Qëllimi", "Član 12a.", "Члан 31а", "Article 3. The Commission decides.", "KREU I", "ГЛАВА II",
    "I. OPŠTE ODREDBE", "OPŠTE ODREDBE", "1. Tekst", "1.1. Tekst", "1.1.1. Tekst;", "(2) Текст", "1) tekst", "a) tekst",
    "i) tekst", "ii) tekst", "– tekst", "Miraton:", "V E N D I M", "RREGULLORE NR. 05/2025", "PËR VËZHGUESIT",
    "Në mbështetje të nenit 139 të Kushtetutës,", "Komisioni Qendror i Zgjedhjeve,", "Shtojca 1", "Прилог 2 – Образац",
    "Neni 5 riformulohet si vijon:", "“Neni 5", "1. Tekst i ri.”", '"', "hyn në fuqi shtatë (7) ditë", "Arsyetim",
    "Pouka o pravnom leku: Protiv ove odluke", "Kryetari", "Prishtinë, 12.03.2025", "___",
    "\n", "", "   ", "Neni 1\nQëllimi",
)  # fmt: skip
words = st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=60), st.sampled_from(FRAGMENTS).map(str.upper))
lines = st.lists(
    st.tuples(
        words,
        st.sampled_from(["", "", "", "1.", "1.1.", "a)", "•", "Neni 7", "Члан 2.", "IV"]),
        st.sampled_from([Place.BODY, Place.BODY, Place.BODY, Place.TABLE, Place.FURNITURE]),
    ),
    max_size=40,
)


def manuscript(drawn: list[tuple[str, str, Place]], source: Source) -> Manuscript:
    return Manuscript(
        source, tuple(Line(at, text, place, label=label) for at, (text, label, place) in enumerate(drawn))
    )


def assert_inside(anchor: Anchor, read: Manuscript) -> None:
    last = anchor.line if anchor.last_line is None else anchor.last_line
    assert 0 <= anchor.line <= last < len(read.lines)
    assert 0 <= anchor.start <= len(read.lines[anchor.line].text)
    assert 0 <= anchor.end <= len(read.lines[last].text)
    assert last > anchor.line or anchor.start <= anchor.end


@settings(max_examples=150, deadline=None)
@given(lines, st.sampled_from(Source))
def test_every_text_becomes_an_act(drawn: list[tuple[str, str, Place]], source: Source) -> None:
    read = manuscript(drawn, source)
    act = read_act(read)
    eids = [one.eid for one in act.all()]
    assert len(eids) == len(set(eids))
    assert not any(" " in eid for eid in eids)
    for one in act.all():
        assert_inside(one.anchor, read)
        if one.heading_anchor is not None:
            assert_inside(one.heading_anchor, read)


@settings(max_examples=100, deadline=None)
@given(lines, st.sampled_from(Source))
def test_every_line_of_the_body_finds_a_provision(drawn: list[tuple[str, str, Place]], source: Source) -> None:
    reading = reading_of(manuscript(drawn, source))
    eids = {one.eid for one in reading.act.all()}
    assert all(reading.owner(passage) in eids for passage in reading.passages)


@settings(max_examples=100, deadline=None)
@given(lines)
def test_the_words_of_a_provision_stand_where_its_anchor_points(drawn: list[tuple[str, str, Place]]) -> None:
    read = manuscript(drawn, Source.WORD)
    for one in read_act(read).all():
        said = iter(read.words(one.anchor).split())
        assert one.parts or all(word in said for word in one.text.split())
