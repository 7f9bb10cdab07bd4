"""What becomes of a document once it is issued: superseded, void, asked about by strangers, due for disposal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from neni.core.declarations import Retention
from neni.core.errors import Conflict, NotAllowed, NotFound
from neni.core.model.paper.documents import Document, Standing, standing_of
from neni.core.model.paper.keeping import Keeping
from neni.core.model.paper.registers import RegisterEntry, is_pattern, missing, out_of_order, written_twice
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.paper import check_codes, issuing, keeping, printing, retaining, verifying, voiding
from neni.core.services.registers import books, numbering
from tests.conftest import FixedClock
from tests.services.paper.test_drafting import DECISION, HEAD
from tests.services.paper.test_issuing import FACTS, PURCHASE

ADMINISTRATOR = Person("admin", "admin", "Admin", roles=frozenset({(EVERYWHERE, Role.ADMINISTRATOR)}))


@pytest.fixture
def reference(office: Office, officer: Person) -> str:
    return intake.open_case(office, officer, PURCHASE, FACTS).reference


@pytest.fixture
def document(office: Office, officer: Person, reference: str) -> Document:
    return issuing.issue(office, officer, reference, DECISION, Language.ALBANIAN)


def again(office: Office, officer: Person, reference: str, replaces: str) -> Document:
    return issuing.issue(office, officer, reference, DECISION, Language.ALBANIAN, replaces=replaces)


class TestSuperseding:
    def test_a_later_document_takes_the_place_of_an_earlier_one(
        self, office: Office, officer: Person, reference: str, document: Document
    ) -> None:
        later = again(office, officer, reference, document.id)
        (mark,) = voiding.marks_of(office, document)
        assert (mark.standing, mark.superseded_by) == (Standing.SUPERSEDED, later.id)
        assert voiding.marks_of(office, later) == ()

    def test_only_once(self, office: Office, officer: Person, reference: str, document: Document) -> None:
        again(office, officer, reference, document.id)
        with pytest.raises(Conflict):
            again(office, officer, reference, document.id)

    def test_only_one_of_its_own_case(self, office: Office, officer: Person, document: Document) -> None:
        other = intake.open_case(office, officer, PURCHASE, FACTS).reference
        with pytest.raises(Conflict):
            again(office, officer, other, document.id)


class TestVoiding:
    def test_the_number_stays_in_the_book_with_the_reason(
        self, office: Office, officer: Person, document: Document
    ) -> None:
        voiding.void(office, HEAD, document.id, " Lëshuar gabimisht ")
        (line,) = books.book(office, officer, "procurement.procedure_decisions").lines
        assert (line.entry.written, line.standing) == (document.number, Standing.VOID)
        assert line.mark is not None
        assert line.mark.reason == "Lëshuar gabimisht"

    def test_needs_the_head_and_a_reason_and_happens_once(
        self, office: Office, officer: Person, document: Document
    ) -> None:
        with pytest.raises(NotAllowed):
            voiding.void(office, officer, document.id, "x")
        with pytest.raises(Conflict):
            voiding.void(office, HEAD, document.id, " ")
        voiding.void(office, HEAD, document.id, "x")
        with pytest.raises(Conflict):
            voiding.void(office, HEAD, document.id, "x")

    def test_a_superseded_document_may_still_be_void(
        self, office: Office, officer: Person, reference: str, document: Document
    ) -> None:
        again(office, officer, reference, document.id)
        voiding.void(office, HEAD, document.id, "x")
        assert standing_of(voiding.marks_of(office, document)) is Standing.VOID

    def test_its_bytes_stay(self, office: Office, officer: Person, document: Document) -> None:
        voiding.void(office, HEAD, document.id, "x")
        assert len(issuing.content_of(office, officer, document.id)) == document.size


class TestAskingAboutADocument:
    def test_the_code_tells_number_day_and_standing_and_no_content(self, office: Office, document: Document) -> None:
        told = verifying.verify(office, check_codes.shown(document.check_code or "").lower())
        assert told is not None
        assert (told.number, told.issued_on, told.standing) == (document.number, date(2026, 3, 2), Standing.VALID)
        assert "Letër" not in repr(told)

    def test_who_superseded_it_and_when_it_became_void(
        self, office: Office, officer: Person, reference: str, document: Document
    ) -> None:
        later = again(office, officer, reference, document.id)
        told = verifying.verify(office, document.check_code or "")
        assert told is not None
        assert (told.standing, told.superseded_by) == (Standing.SUPERSEDED, later.number)
        voiding.void(office, HEAD, document.id, "x")
        told = verifying.verify(office, document.check_code or "")
        assert told is not None
        assert (told.standing, told.since) == (Standing.VOID, date(2026, 3, 2))

    @pytest.mark.parametrize("written", ["", "-", "AAAA", "x" * 10_000, "'; DROP TABLE documents", "\x00"])
    def test_a_code_nobody_gave_is_unknown(self, office: Office, document: Document, written: str) -> None:
        assert verifying.verify(office, written) is None
        assert not verifying.is_genuine_file(office, written, b"")

    def test_a_file_is_genuine_to_the_last_byte(self, office: Office, officer: Person, document: Document) -> None:
        content, code = issuing.content_of(office, officer, document.id), document.check_code or ""
        assert verifying.is_genuine_file(office, code, content)
        assert not verifying.is_genuine_file(office, code, content + b" ")

    def test_so_is_its_pdf(self, office: Office, officer: Person, document: Document) -> None:
        with office.store.writing() as work:
            work.printings.ask(document.id, "x", office.clock.now())
            work.printings.take(office.clock.now(), office.clock.now())
            work.printings.finish(document.id, b"%PDF", office.clock.now())
        assert printing.pdf_of(office, officer, document.id) == b"%PDF"
        assert verifying.is_genuine_file(office, document.check_code or "", b"%PDF")

    def test_the_code_and_where_to_ask_stand_on_the_document(self, office: Office, officer: Person) -> None:
        code = check_codes.new_code()
        public = replace(office, address="https://neni.example.org")
        assert check_codes.address_of(public, code) == f"https://neni.example.org/check/{code}"
        assert check_codes.address_of(office, code) == ""

    def test_codes_are_read_however_they_are_typed(self) -> None:
        code = check_codes.new_code()
        typed = check_codes.shown(code).lower().replace("-", " ").replace("o", "0").replace("i", "1")
        assert check_codes.read(typed) == code


class TestKeeping:
    def kept(self, office: Office, officer: Person, reference: str, years: object) -> Document:
        sheet = issuing.sheet_of(office, officer, reference, DECISION, Language.ALBANIAN)
        wanted = replace(sheet.wanted, retention=Retention("keep_years", "keep_class"))
        derived = {"keep_years": years, "keep_class": "A2"}
        evaluation = replace(sheet.evaluation, derived={**sheet.evaluation.derived, **derived})
        with office.store.writing() as work:
            changed = replace(sheet, wanted=wanted, evaluation=evaluation)
            return issuing.enter_document(office, work, changed)

    def test_the_rules_tell_how_long(self, office: Office, officer: Person, reference: str, clock: FixedClock) -> None:
        document = self.kept(office, officer, reference, Decimal(10))
        assert (document.retention_class, document.dispose_on) == ("A2", date(2036, 3, 2))
        assert retaining.due_for_disposal(office, officer) == ()
        clock.forward(timedelta(days=3653))
        assert retaining.due_for_disposal(office, officer) == (document,)
        assert retaining.due_for_disposal(office, Person("x", "x", "X")) == ()

    def test_what_they_cannot_tell_is_left_open(self, office: Office, officer: Person, reference: str) -> None:
        assert self.kept(office, officer, reference, None).dispose_on is None

    def test_a_document_type_without_times_of_keeping_has_none(self, document: Document) -> None:
        assert (document.retention_class, document.dispose_on) == (None, None)

    def test_the_list_of_the_institution_tells_where_no_rules_do(
        self, office: Office, officer: Person, reference: str, clock: FixedClock
    ) -> None:
        def decided(from_day: date, kept_as: str, years: int | None) -> None:
            told = Keeping(f"procurement.purchase/{DECISION}", from_day, kept_as, years, "01/2026", "", clock.now())
            keeping.decide(office, ADMINISTRATOR, told)

        decided(date(2026, 3, 2), "B5", 5)
        decided(date(2026, 3, 3), "A", None)
        first = issuing.issue(office, officer, reference, DECISION, Language.ALBANIAN)
        assert (first.retention_class, first.dispose_on) == ("B5", date(2031, 3, 2))
        clock.forward(timedelta(days=1))
        second = issuing.issue(office, officer, reference, DECISION, Language.ALBANIAN)
        assert (second.retention_class, second.dispose_on) == ("A", None)
        assert issuing.get_document(office, officer, first.id).dispose_on == date(2031, 3, 2)

    @pytest.mark.parametrize(
        "wrong",
        [{"kept_as": " "}, {"decision": ""}, {"years": 0}, {"years": 201}, {"from_day": date(2026, 3, 1)}],
        ids=str,
    )
    def test_what_is_wrong_on_the_list_is_refused(
        self, office: Office, clock: FixedClock, wrong: dict[str, Any]
    ) -> None:
        right = Keeping(f"procurement.purchase/{DECISION}", date(2026, 3, 2), "B5", 5, "01/2026", "", clock.now())
        with pytest.raises(Conflict):
            keeping.decide(office, ADMINISTRATOR, replace(right, **wrong))
        with pytest.raises(NotFound):
            keeping.decide(office, ADMINISTRATOR, replace(right, document="procurement.purchase/nothing"))
        assert not any(one.now for one in keeping.keeping_list(office))

    def test_only_the_administrator_decides_the_list(self, office: Office, officer: Person, clock: FixedClock) -> None:
        told = Keeping(f"procurement.purchase/{DECISION}", date(2026, 3, 2), "B5", 5, "01/2026", "", clock.now())
        with pytest.raises(NotAllowed):
            keeping.decide(office, officer, told)


class TestBooks:
    def test_a_book_tells_whose_each_number_is(
        self, office: Office, officer: Person, reference: str, document: Document
    ) -> None:
        cases = books.book(office, officer, "procurement.purchases")
        decisions = books.book(office, officer, "procurement.procedure_decisions", 2026)
        assert [line.case.reference for line in cases.lines if line.case] == [reference]
        assert [line.document for line in decisions.lines] == [document]
        assert (cases.problems, decisions.years) == ((), (2026,))

    def test_only_for_those_who_may_see_the_cases(self, office: Office) -> None:
        stranger = Person("x", "x", "X")
        assert books.registers_of(office, stranger) == ()
        with pytest.raises(NotAllowed):
            books.book(office, stranger, "procurement.purchases")
        with pytest.raises(NotFound):
            books.book(office, stranger, "nothing")

    def test_what_should_not_be_is_told(self, clock: FixedClock) -> None:
        at = clock.now()
        lines = [
            RegisterEntry("r", 2026, n, f"R-{n % 3}", at + timedelta(hours=h)) for n, h in ((1, 1), (2, 2), (4, 0))
        ]
        assert list(missing(lines, 5)) == [3, 5]
        assert [one.number for one in out_of_order(lines)] == [4]
        assert [one.number for one in written_twice(lines)] == [4]


class TestPatterns:
    def test_the_institution_decides_for_years_to_come(
        self, office: Office, officer: Person, clock: FixedClock, document: Document
    ) -> None:
        numbering.set_pattern(office, ADMINISTRATOR, "procurement.procedure_decisions", 2027, "05-{number:05}-{year}")
        clock.forward(timedelta(days=365))
        reference = intake.open_case(office, officer, PURCHASE, FACTS).reference
        later = issuing.issue(office, officer, reference, DECISION, Language.ALBANIAN)
        assert (document.number, later.number) == ("KQZ-VP-0001/2026", "05-00001-2027")

    def test_a_year_that_has_numbers_is_left_alone(self, office: Office, document: Document) -> None:
        for year in (2026, 2020):
            with pytest.raises(Conflict):
                numbering.set_pattern(
                    office, ADMINISTRATOR, "procurement.procedure_decisions", year, "X-{number}/{year}"
                )

    def test_no_two_registers_write_alike(self, office: Office) -> None:
        taken = next(one.pattern for one in office.host.registers() if one.code == "procurement.purchases")
        with pytest.raises(Conflict):
            numbering.set_pattern(office, ADMINISTRATOR, "procurement.procedure_decisions", 2027, taken)

    def test_only_the_administrator_decides(self, office: Office, officer: Person) -> None:
        with pytest.raises(NotAllowed):
            numbering.set_pattern(office, officer, "procurement.procedure_decisions", 2027, "X-{number}/{year}")
        with pytest.raises(NotFound):
            numbering.set_pattern(office, ADMINISTRATOR, "nothing", 2027, "X-{number}/{year}")

    @pytest.mark.parametrize("written", ["{number}/{year}", "KQZ-{number:04}/{year}", "{year}/{number:03d}"])
    def test_a_pattern_has_number_and_year(self, written: str) -> None:
        assert is_pattern(written)

    @pytest.mark.parametrize(
        "written",
        [
            *("", "X", "{number}", "{year}", "{number}{year}{x}", "{number.real}/{year}", "{number:999}/{year}", "{"),
            *("{number!r}/{year}", "{number:{year}}/{year}", "{number:^4}/{year}", "{number}\n{year}", "{0}{year}"),
        ],
    )
    def test_anything_else_is_none(self, written: str) -> None:
        assert not is_pattern(written)
