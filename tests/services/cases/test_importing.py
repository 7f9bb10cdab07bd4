"""Importing a register: good rows enter once, bad rows are told, nothing is half-saved, and the rules speak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from neni.core.adapters.passwords import Argon2Passwords
from neni.core.adapters.store import SqlStore
from neni.core.adapters.words import Phrases
from neni.core.errors import BadImport, Conflict, NeniError, NotAllowed, NotFound
from neni.core.host import Host
from neni.core.model.cases import Case
from neni.core.model.importing.import_reports import ImportReport, RowNote
from neni.core.model.law.chaining import Fixpoint
from neni.core.model.people import Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.ports import CaseQuery, Clock
from neni.core.services.cases import importing, intake
from neni.core.services.cases.importing import import_table
from tests.ready import shipped_word

REGISTER = (files("neni.plugins.procurement") / "demo" / "contracts.csv").read_bytes()
HEADER, *ROWS = REGISTER.decode().splitlines()
OFFICER = Person("officer", "officer", "Arta Berisha", roles=frozenset({("procurement", Role.OFFICER)}))


@pytest.fixture
def office(host: Host, sqlite_store: SqlStore, clock: Clock) -> Office:
    with sqlite_store.writing() as work:
        work.people.add(OFFICER, "!")
    return Office(host, sqlite_store, Fixpoint(), shipped_word(), Phrases(), clock, Argon2Passwords())


def bring_in(office: Office, content: bytes = REGISTER) -> ImportReport:
    return import_table(office, OFFICER, content, "municipal_register", lambda _done, _total: None)


def table(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def row(number: int, *, price: str = "900.00", day: str = "2012-05-04", title: str = "Furnizim me letër") -> str:
    return f"Lugina,2012,{number},1,4,7,30,{title},{day},950.00,{price},0.0"


def stored(office: Office) -> tuple[Case, ...]:
    with office.store.reading() as work:
        return work.cases.find(CaseQuery(limit=1000)).cases


def refusal(error: type[NeniError], office: Office, content: bytes = REGISTER, map_name: str = "municipal_register",
            person: Person = OFFICER) -> NeniError:  # fmt: skip
    with pytest.raises(error) as refused:
        import_table(office, person, content, map_name, lambda _done, _total: None)
    assert all(getattr(refused.value.message, one.value) for one in Language)
    assert stored(office) == ()
    return refused.value


def by_column(notes: Iterable[RowNote]) -> Counter[str]:
    return Counter(note.column for note in notes)


def test_the_good_rows_of_a_register_enter_and_the_bad_ones_are_told_by_row_column_and_cause(office: Office) -> None:
    report = bring_in(office)
    assert (report.read, report.created, report.unchanged, len(report.skipped)) == (60, 50, 0, 2)
    assert report.rows_refused == 8
    assert report.read == report.created + len(report.skipped) + report.rows_refused
    assert by_column(report.refused) == {
        "signed": 2, "price_eur": 1, "type_code": 2, "estimated_eur": 1, "title": 1,
        "{municipality}/{year}/{procurement_no}": 1,
    }  # fmt: skip
    impossible = next(note for note in report.refused if note.value == "2012-02-30")
    assert ROWS[impossible.row - 2].split(",")[2] == "25"
    assert len(stored(office)) == 50
    said = [note.message for note in (*report.refused, *report.skipped, *report.warnings)]
    assert all(getattr(message, one.value) for message in said for one in Language)


@pytest.mark.slow
def test_what_was_left_open_or_rounded_is_noted_and_the_row_kept(office: Office) -> None:
    report = bring_in(office)
    assert by_column(report.warnings) == {"procedure_code": 1, "price_eur": 2, "estimated_eur": 1, "signed": 1}
    facts = {str(case.facts["procurement_number"]): case.facts for case in stored(office)}
    assert "procedure" not in facts["23/2012"]
    assert "price" not in facts["19/2012"]
    assert facts["34/2012"]["price"] == 2_49


def test_a_row_becomes_a_case_under_the_law_of_its_day(office: Office) -> None:
    bring_in(office, table('Lugina,2012,7,5,2,1,45,"Ura, faza “I”",2012-05-04,60000.0,58999.9,100.5'))
    (case,) = stored(office)
    assert (case.on, case.title, case.external_key) == (date(2012, 5, 4), "Ura, faza “I”", "Lugina/2012/7")
    assert case.facts == {
        "title": "Ura, faza “I”", "contract_type": "works", "recorded_value_class": "medium", "procedure": "open",
        "cpv": "45", "signed_on": date(2012, 5, 4), "estimated_value": 60_000_00, "price": 58_999_90,
        "annex_total": 100_50, "buyer": "Komuna Lugina", "procurement_number": "7/2012",
    }  # fmt: skip


@pytest.mark.slow
def test_importing_again_changes_nothing_and_tells_the_same(office: Office) -> None:
    first, before = bring_in(office), stored(office)
    again = bring_in(office)
    assert (again.created, again.unchanged, again.differing) == (0, 50, ())
    assert stored(office) == before
    assert again.rules == first.rules
    with office.store.reading() as work:
        assert [kind for kind, *_ in work.events.of("municipal_register")] == ["CasesImported"]


def test_a_row_that_says_something_else_now_is_told_and_the_case_left_alone(office: Office) -> None:
    bring_in(office, table(row(1)))
    before = stored(office)
    report = bring_in(office, table(row(1, price="910.00"), row(2)))
    (note,) = report.differing
    assert (report.created, report.unchanged, note.row) == (1, 0, 2)
    assert before[0].reference in note.message.en
    assert "Contract price" in note.message.en
    assert before[0] in stored(office)


@pytest.mark.slow
def test_the_rules_are_counted_with_the_cases_of_greatest_value(office: Office) -> None:
    report = bring_in(office)
    rules = {count.rule: count for count in report.rules}
    assert report.evaluated == 50
    assert rules["PRO-44"].holds >= 1
    assert rules["PRO-49"].holds >= 3
    assert rules["PRO-50"].holds == 2
    assert {"PRO-02", "PRO-03", "PRO-11", "PRO-12"} <= {code for code, count in rules.items() if count.holds}
    dearest = rules["PRO-01"].examples[0]
    assert dearest.title == "Ndërtimi i shkollës së mesme të ulët në fshatin Kodrinë"
    with office.store.reading() as work:
        assert all(work.evaluations.latest(case.id) for case in stored(office))


def test_where_no_rule_was_in_force_yet_that_is_counted(office: Office) -> None:
    report = bring_in(office, table(row(1), row(2, day="2011-05-04")))
    assert (report.evaluated, report.without_rules) == (2, 1)


def test_progress_is_told_row_by_row_to_the_last(office: Office) -> None:
    heard: list[tuple[int, int]] = []
    import_table(office, OFFICER, REGISTER, "municipal_register", lambda done, total: heard.append((done, total)))
    assert heard == [(done, 60) for done in range(1, 61)]


def test_when_a_batch_cannot_be_stored_nothing_of_it_is(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    rows = table(*(row(number) for number in range(1, 6)))
    fourth = intake.open_case(office, OFFICER, "procurement.contract", {"title": "Ujë", "contract_type": "supplies"})
    _rename(office, fourth, "KON-2026-0005")
    with pytest.raises(Conflict):
        bring_in(office, rows)
    assert sorted(str(case.external_key) for case in stored(office)) == ["Lugina/2012/1", "Lugina/2012/2", "None"]
    _rename(office, fourth, "KON-OLD")
    report = bring_in(office, rows)
    assert (report.created, report.unchanged, report.evaluated) == (3, 2, 5)


def _rename(office: Office, case: Case, reference: str) -> None:
    """Give a case a reference that is not its own, so that a later one finds it taken."""
    with office.store.writing() as work:
        work.cases.save(replace(work.cases.get(case.id), reference=reference))


def test_rows_that_do_not_fit_the_header_are_told(office: Office) -> None:
    report = bring_in(office, table(row(1), row(2, title="Letër, zarfe, lapsa")))
    (note,) = report.refused
    assert (note.row, report.created) == (3, 1)
    assert "14 cells" in note.message.en


def test_columns_the_map_does_not_use_are_named(office: Office) -> None:
    report = bring_in(office, (HEADER + ",remarks\n" + row(1) + ",old\n").encode())
    assert (report.created, report.ignored) == (1, ("remarks",))


def test_a_spreadsheet_with_semicolons_from_old_windows_is_understood_and_the_guess_told(office: Office) -> None:
    report = bring_in(office, table(row(1)).decode().replace(",", ";").encode("cp1250"))
    assert (report.separator, report.encoding, report.guessed, report.created) == (";", "cp1250", True, 1)


def test_a_file_of_other_columns_is_refused_naming_what_is_missing(office: Office) -> None:
    error = refusal(BadImport, office, b"name,amount\nx,1\n")
    assert "municipality, year" in error.message.en
    assert "name, amount" in error.message.en


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00\x01"])
def test_what_is_no_table_is_refused(office: Office, content: bytes) -> None:
    refusal(BadImport, office, content)


def test_an_unknown_map_is_refused_naming_those_there_are(office: Office) -> None:
    assert "municipal_register" in refusal(NotFound, office, map_name="regjistri").message.en


def test_who_may_not_work_in_the_department_may_not_import(office: Office) -> None:
    reader = Person("reader", "reader", "Reader", roles=frozenset({("procurement", Role.READER)}))
    refusal(NotAllowed, office, person=reader)


def test_the_maps_we_ship_fit_their_case_types(office: Office) -> None:
    assert [plan.code for plan in importing.maps(office)] == ["municipal_register"]


def test_the_register_we_ship_is_the_shape_of_the_map() -> None:
    assert Path(str(files("neni.plugins.procurement") / "demo" / "contracts.csv")).stat().st_size < 20_000
