"""Uploaded templates: read, refused with every mistake at once, approved by a second person, used for new documents."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document as WordFile

from neni.core.errors import BadTemplate, BadUpload, Conflict, NotAllowed, NotFound
from neni.core.model.paper.template_versions import TemplateVersion, VersionState
from neni.core.model.people import Person
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.paper import drafting, issuing, template_shelf, templating
from neni.core.services.waiting import waiting_for
from tests.services.paper.test_drafting import DECISION
from tests.services.paper.test_issuing import FACTS, PURCHASE

pytestmark = pytest.mark.slow

KEY = ("procurement", "procedure_decision", Language.ALBANIAN)


def changed(office: Office, *more: str) -> bytes:
    """The shipped template as somebody edited it in Word."""
    file = WordFile(BytesIO(template_shelf.place_of(office.host, *KEY).shipped.content))
    for text in more:
        file.add_paragraph(text)
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def text_of(content: bytes) -> str:
    return "\n".join(one.text for one in WordFile(BytesIO(content)).paragraphs)


def uploaded(office: Office, person: Person, *more: str) -> TemplateVersion:
    return templating.upload(office, person, *KEY, changed(office, *more), "shtuar fjalia").version


def stored(office: Office) -> tuple[TemplateVersion, ...]:
    with office.store.reading() as work:
        return tuple(work.template_versions.of(*KEY))


def test_a_version_is_used_once_a_second_person_approved_it(
    office: Office, officer: Person, lawyers: tuple[Person, Person]
) -> None:
    reference = intake.open_case(office, officer, PURCHASE, FACTS).reference
    version = uploaded(office, lawyers[0], "Blerësi: {{ case_reference }}!")
    before = issuing.issue(office, officer, reference, DECISION, Language.ALBANIAN)
    assert templating.approve(office, lawyers[1], version.id).state is VersionState.APPROVED
    after = issuing.issue(office, officer, reference, DECISION, Language.ALBANIAN)
    assert before.template_sha256 != after.template_sha256 == version.sha256
    assert f"Blerësi: {reference}!" in text_of(issuing.content_of(office, officer, after.id))
    shelf = template_shelf.shelved(office, officer, *KEY)
    assert shelf.issued == {before.template_sha256: 1, version.sha256: 1}
    assert [one.code for _, one in shelf.place.used_for] == [DECISION]


def test_who_uploaded_it_does_not_approve_it(office: Office, lawyers: tuple[Person, Person]) -> None:
    version = uploaded(office, lawyers[0], "x")
    assert [waiting_for(office, one).templates for one in lawyers] == [(), (version,)]
    with pytest.raises(NotAllowed, match="somebody else"):
        templating.approve(office, lawyers[0], version.id)
    templating.approve(office, lawyers[1], version.id)
    assert waiting_for(office, lawyers[1]).templates == ()
    with pytest.raises(Conflict):
        templating.approve(office, lawyers[1], version.id)


def test_only_heads_and_lawyers_upload_and_approve(
    office: Office, officer: Person, lawyers: tuple[Person, Person]
) -> None:
    with pytest.raises(NotAllowed, match="head and the lawyers"):
        uploaded(office, officer, "x")
    version = uploaded(office, lawyers[0], "x")
    with pytest.raises(NotAllowed):
        templating.approve(office, officer, version.id)


def test_every_mistake_is_told_at_once_and_nothing_is_stored(office: Office, lawyers: tuple[Person, Person]) -> None:
    with pytest.raises(BadTemplate) as error:
        uploaded(office, lawyers[0], "{{ numbr }}", "{{ number | uper }}", "{{ open")
    said = str(error.value)
    assert all(one in said for one in ("“numbr”", "Did you mean “number”?", "“uper”", "¶", "“{{ open”"))
    assert stored(office) == ()


def test_what_only_filling_shows_is_refused_too(office: Office, lawyers: tuple[Person, Person]) -> None:
    with pytest.raises(BadTemplate, match="no_text"):
        uploaded(office, lawyers[0], "{{ number.no_text }}")
    assert stored(office) == ()


def test_the_gate_comes_first(office: Office, lawyers: tuple[Person, Person]) -> None:
    hostile = BytesIO(changed(office))
    with zipfile.ZipFile(hostile, "a") as file:
        file.writestr("word/vbaProject.bin", b"x")
    for content in (hostile.getvalue(), b"PK", b""):
        with pytest.raises(BadUpload):
            templating.upload(office, lawyers[0], *KEY, content, "x")
    assert stored(office) == ()


@pytest.mark.slow
def test_the_same_file_is_not_taken_twice_nor_without_a_note(office: Office, lawyers: tuple[Person, Person]) -> None:
    content = changed(office, "x")
    version = templating.upload(office, lawyers[0], *KEY, content, "x").version
    shipped = template_shelf.place_of(office.host, *KEY).shipped.content
    for again, note in ((content, "x"), (shipped, "x"), (changed(office, "y"), " ")):
        with pytest.raises((Conflict, BadUpload)):
            templating.upload(office, lawyers[1], *KEY, again, note)
    templating.withdraw(office, lawyers[0], version.id)
    assert templating.upload(office, lawyers[1], *KEY, content, "x").version.sha256 == version.sha256


def test_one_goes_back_to_the_shipped_template(office: Office, officer: Person, lawyers: tuple[Person, Person]) -> None:
    for more in ("one", "two"):
        templating.approve(office, lawyers[1], uploaded(office, lawyers[0], more).id)
    assert template_shelf.shelved(office, officer, *KEY).in_use == stored(office)[0]
    templating.back_to_shipped(office, lawyers[0], *KEY)
    shelf = template_shelf.shelved(office, officer, *KEY)
    assert (shelf.in_use, len(shelf.versions)) == (None, 2)
    with pytest.raises(Conflict):
        templating.back_to_shipped(office, lawyers[0], *KEY)


def test_a_draft_of_an_earlier_template_is_written_anew(
    office: Office, officer: Person, lawyers: tuple[Person, Person]
) -> None:
    reference = intake.open_case(office, officer, PURCHASE, FACTS).reference
    first = drafting.prepare(office, officer, reference, DECISION, Language.ALBANIAN)
    templating.approve(office, lawyers[1], uploaded(office, lawyers[0], "x").id)
    second = drafting.prepare(office, officer, reference, DECISION, Language.ALBANIAN)
    assert first.template_sha256 != second.template_sha256


def test_a_version_is_seen_filled_with_the_example_before_it_is_approved(
    office: Office, officer: Person, lawyers: tuple[Person, Person]
) -> None:
    version = uploaded(office, lawyers[0], "Numri {{ number }}.")
    assert "Numri 0001/2026." in text_of(templating.preview(office, lawyers[1], version.id))
    with pytest.raises(NotAllowed):
        templating.preview(office, replace(officer, roles=frozenset()), version.id)


def test_what_is_not_there_is_told(office: Office, lawyers: tuple[Person, Person]) -> None:
    with pytest.raises(NotFound, match="no template “nothing”"):
        templating.upload(office, lawyers[0], "procurement", "nothing", Language.ENGLISH, b"", "x")
    with pytest.raises(NotFound):
        templating.approve(office, lawyers[0], "nothing")


def test_a_document_begun_with_an_earlier_template_is_not_issued(
    office: Office, officer: Person, lawyers: tuple[Person, Person]
) -> None:
    reference = intake.open_case(office, officer, PURCHASE, FACTS).reference
    sheet = issuing.sheet_of(office, officer, reference, DECISION, Language.ALBANIAN)
    templating.approve(office, lawyers[1], uploaded(office, lawyers[0], "x").id)
    with pytest.raises(Conflict, match="Another version"), office.store.writing() as work:
        issuing.enter_document(office, work, sheet)


def test_a_template_shipped_since_is_told_beside_the_version_used(
    office: Office, officer: Person, lawyers: tuple[Person, Person]
) -> None:
    templating.approve(office, lawyers[1], uploaded(office, lawyers[0], "x").id)
    assert not template_shelf.shelved(office, officer, *KEY).overtaken
    holding, *others = sorted(office.host.holdings, key=lambda one: one.plugin.name != "procurement")
    newer = tuple(replace(one, sha256="newer") for one in holding.templates)
    later = replace(office, host=replace(office.host, holdings=(replace(holding, templates=newer), *others)))
    assert template_shelf.shelved(later, officer, *KEY).overtaken


def test_a_version_that_no_longer_fits_its_description_is_not_approved(
    office: Office, lawyers: tuple[Person, Person]
) -> None:
    version = uploaded(office, lawyers[0], "x")
    holding, *others = sorted(office.host.holdings, key=lambda one: one.plugin.name != "procurement")
    bare = tuple(replace(one, required=(), optional=()) for one in holding.templates)
    later = replace(office, host=replace(office.host, holdings=(replace(holding, templates=bare), *others)))
    with pytest.raises(BadTemplate):
        templating.approve(later, lawyers[1], version.id)
    assert stored(office)[0].state is VersionState.WAITING
