"""Every sentence of the pages is there in all three languages, with the same blanks to fill."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from neni.core.model.text import Language
from neni.core.web.catalogue import catalogue, say
from tests.web.speaking import TEMPLATES, bare_words, sentences

BLANK = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("language", [Language.ALBANIAN, Language.SERBIAN])
def test_every_sentence_is_translated_and_none_is_left_over(language: Language) -> None:
    assert set(catalogue(language)) == sentences()


@pytest.mark.parametrize("language", [Language.ALBANIAN, Language.SERBIAN])
def test_a_translation_has_the_blanks_of_its_sentence(language: Language) -> None:
    odd = [here for here, there in catalogue(language).items() if set(BLANK.findall(here)) != set(BLANK.findall(there))]
    assert odd == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_speaks_past_the_translators(template: Path) -> None:
    assert bare_words(template) == []


def test_serbian_is_in_latin_script() -> None:
    assert not [words for words in catalogue(Language.SERBIAN).values() if re.search(r"[\u0400-\u04ff]", words)]


def test_a_sentence_nobody_translated_is_said_in_english() -> None:
    assert say("Nobody translated {this}", Language.ALBANIAN, this="that") == "Nobody translated that"
