"""Whatever numbers an author typed, those are the numbers that are read: nothing is put right in silence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from neni.core import ProvisionKind
from neni.plugins.legal.structure import read_act
from tests.plugins.legal import drafts
from tests.plugins.legal.texts import typed

FORMS = {
    "Neni {}\nTitulli i nenit\nKomisioni merr vendim brenda afatit.\n": "Kjo rregullore hyn në fuqi sot.\n",
    "Neni {}\nTitulli i nenit\n1. Komisioni merr vendim.\n2. Vendimi del.\n": "Kjo rregullore hyn në fuqi sot.\n",
    "Naslov člana\nČlan {}.\nKomisija donosi odluku u roku.\n": "Ovaj pravilnik stupa na snagu sutra.\n",
    "Члан {}.\nКомисија доноси одлуку у року.\n": "Овај правилник ступа на снагу сутра.\n",
    "Article {}. The Commission shall decide in time.\n": "This Regulation enters into force today.\n",
    "Article {} – Time\nThe Commission shall decide in time.\n": "This Regulation enters into force today.\n",
}
numbers = st.lists(st.integers(min_value=1, max_value=12), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(numbers, st.sampled_from(sorted(FORMS)))
def test_gaps_repeats_and_disorder_are_read_as_they_stand(typed_numbers: list[int], form: str) -> None:
    text = "".join(form.format(number) for number in typed_numbers) + FORMS[form]
    act = read_act(typed(text))
    assert [one.number for one in act.of(ProvisionKind.ARTICLE)] == [str(number) for number in typed_numbers]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(min_value=1, max_value=9), min_size=2, max_size=9))
def test_paragraph_numbers_are_read_as_they_stand(typed_numbers: list[int]) -> None:
    text = "Neni 1\nQëllimi\n" + "".join(f"{number}. Paragraf.\n" for number in typed_numbers)
    (article,) = read_act(typed(text)).of(ProvisionKind.ARTICLE)
    assert [one.number for one in article.parts] == [str(number) for number in typed_numbers]


def test_every_article_of_a_clean_draft_may_be_renumbered() -> None:
    for draft, word, stop in ((drafts.ALBANIAN, "Neni", "\n"), (drafts.CYRILLIC, "Члан", ".\n")):
        for number in range(1, 6):
            for other in (1, 7, 12, 33):
                text = draft.replace(f"\n{word} {number}{stop}", f"\n{word} {other}{stop}")
                expected = [str(other) if at == number else str(at) for at in range(1, 5 if stop != "\n" else 6)]
                assert [one.number for one in read_act(typed(text)).of(ProvisionKind.ARTICLE)] == expected
