"""Two texts laid beside one another cover both from beginning to end, in order, and lose no word."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from neni.core.model.manuscripts import Line, Manuscript, Place, Source
from neni.core.model.manuscripts.aligning import aligned, words_of
from neni.core.model.manuscripts.pairing import paired
from neni.core.model.manuscripts.passages import Fate, passages, wording

tokens = some.lists(some.sampled_from("abcde "), max_size=40)
lines = some.lists(some.sampled_from(["", "", "Neni 1", "a b c d", "a b c e", "f g h", "f g x"]), max_size=25)
texts = some.text("ab1 .,ëш", max_size=40)


@given(tokens, tokens)
def test_stretches_cover_both_and_what_is_called_the_same_is(old: list[str], new: list[str]) -> None:
    stretches = aligned(old, new)
    assert [word for one in stretches for word in old[one.old : one.old_end]] == old
    assert [word for one in stretches for word in new[one.new : one.new_end]] == new
    assert all(old[one.old : one.old_end] == new[one.new : one.new_end] for one in stretches if one.same)
    assert not any(one.same == other.same for one, other in pairwise(stretches))


@given(lines, lines)
def test_each_line_stands_once_and_in_its_order(old: list[str], new: list[str]) -> None:
    pairs = paired(old, new)
    assert [at for at, _ in pairs if at is not None] == list(range(len(old)))
    assert [at for _, at in pairs if at is not None] == list(range(len(new)))
    assert all(was is not None or now is not None for was, now in pairs)


@given(lines)
def test_a_text_stands_for_itself(old: list[str]) -> None:
    assert paired(old, old) == [(at, at) for at in range(len(old))]


@given(texts, texts)
def test_wording_is_both_texts_at_once(old: str, new: str) -> None:
    told = list(wording(old, new))
    assert "".join(one.words for one in told if one.fate is not Fate.ADDED) == old
    assert "".join(one.words for one in told if one.fate is not Fate.REMOVED) == new
    assert "".join(words_of(old)) == old


def test_a_space_between_two_changes_is_part_of_the_change() -> None:
    told = [(one.fate, one.words) for one in wording("brenda 15 ditëve pune nga", "brenda 30 muajve nga")]
    assert told == [
        (Fate.KEPT, "brenda "),
        (Fate.REMOVED, "15 ditëve pune"),
        (Fate.ADDED, "30 muajve"),
        (Fate.KEPT, " nga"),
    ]


def test_lines_that_were_all_reworded_and_moved_by_one_still_find_one_another() -> None:
    old = [f"Ky nen {at} përcakton afatin e subjektit {at * 7919 % 10007}" for at in range(600)]
    new = ["Neni i ri", *(f"{line} dhe më tej" for line in old)]
    with_gaps = [one for line in old for one in (line, "")]
    assert paired(old, new) == [(None, 0), *((at, at + 1) for at in range(600))]
    assert sum(was is None or now is None for was, now in paired(with_gaps, [*with_gaps, "fund"])) == 1


def test_only_the_text_itself_is_compared() -> None:
    manuscripts = [
        Manuscript(Source.TEXT, (Line(0, "Neni 1", label="1."), Line(1, str(page), Place.FURNITURE))) for page in (1, 2)
    ]
    (only,) = passages(*manuscripts)
    assert not only.changed
    assert [(one.fate, one.words) for one in only.wording] == [(Fate.KEPT, "1. Neni 1")]
