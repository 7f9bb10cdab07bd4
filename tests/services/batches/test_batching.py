"""A batch of documents: each row is a case with its document or nothing, and no row is ever done twice."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from neni.core.adapters.spreadsheets import lists
from neni.core.adapters.store import SqlStore
from neni.core.errors import BadImport, Conflict, NotAllowed, NotFound
from neni.core.model.batches import BatchReport, RowState
from neni.core.model.people import Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.ports import CaseQuery
from neni.core.services.batches import batch_files, batch_layout, batching
from neni.core.services.cases import intake
from neni.core.services.law.simulation import CalledOff
from neni.core.services.paper import issuing, voiding

PURCHASE, DECISION = "procurement.purchase", "procedure_decision"
HEADER = ("title", "contract_type", "estimated_value", "procedure", "cpv")
LETTER = ("Letër", "supplies", "48.000,00", "open", "30197630")
CHAIRS = ("Karrige", "supplies", "12000", "open", "39112000")
TABLES = ("Tavolina", "supplies", "13000", "open", "39121200")


def csv(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> bytes:
    return "\n".join(";".join(row) for row in [header, *rows]).encode()


def xlsx(*rows: tuple[object, ...], formats: tuple[tuple[str, str], ...] = ()) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    for cell, form in formats:
        sheet[cell].number_format = form
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


Send = Callable[..., BatchReport]


@pytest.fixture
def send(office: Office, officer: Person) -> Send:
    """Sends a file as a batch of decisions."""

    def sent(
        content: bytes,
        key: str | None = None,
        *,
        name: str = "nëntor.csv",
        only_check: bool = False,
        on_row: batching.OnRow = lambda _done, _total: None,
    ) -> BatchReport:
        batch = batching.prepare(office, officer, (name, content), PURCHASE, DECISION, Language.ALBANIAN, key)
        return (batching.check if only_check else batching.run)(office, officer, batch, on_row)

    return sent


def states(report: BatchReport) -> list[RowState]:
    return [one.state for one in report.results]


def cases(office: Office) -> int:
    with office.store.reading() as work:
        return work.cases.find(CaseQuery()).total


def told(report: BatchReport, row: int = 0) -> list[tuple[str, str]]:
    return [(one.column, one.message.en) for one in report.results[row].problems]


def test_each_row_opens_its_case_and_gets_its_document(send: Send, office: Office, officer: Person) -> None:
    report = send(csv(LETTER, CHAIRS))
    assert states(report) == [RowState.ISSUED] * 2
    for one in report.results:
        case = intake.get_case(office, officer, one.reference)
        assert [each.number for each in issuing.documents_of(office, officer, case.id)] == [one.number]
    assert intake.get_case(office, officer, report.results[0].reference).facts["estimated_value"] == 4_800_000


def test_the_same_file_again_issues_nothing_and_tells_the_numbers(send: Send, office: Office) -> None:
    first = send(csv(LETTER, CHAIRS))
    again = send(csv(LETTER, CHAIRS))
    assert states(again) == [RowState.ALREADY] * 2
    assert [one.number for one in again.results] == [one.number for one in first.results]
    assert cases(office) == 2


def test_the_columns_may_stand_in_another_order_the_second_time(send: Send) -> None:
    send(csv(LETTER))
    assert states(send(csv(LETTER[::-1], header=HEADER[::-1]))) == [RowState.ALREADY]


def test_a_row_with_problems_is_told_and_the_rest_goes_on(send: Send, office: Office) -> None:
    report = send(csv(LETTER, ("", "horses", "9.500", "open", "1"), CHAIRS))
    assert states(report) == [RowState.ISSUED, RowState.REFUSED, RowState.ISSUED]
    refused = report.results[1]
    assert refused.row == 3
    assert [one.column for one in refused.problems] == ["contract_type", "estimated_value"]
    assert "choose one of: " in told(report, 1)[0][1]
    assert "two ways" in told(report, 1)[1][1]
    assert cases(office) == 2, "a refused row leaves nothing behind"


def test_a_corrected_row_is_issued_and_the_others_are_left_alone(send: Send, office: Office) -> None:
    send(csv(LETTER, ("Karrige", "supplies", "9.500", "open", "39112000")))
    assert states(send(csv(LETTER, CHAIRS))) == [RowState.ALREADY, RowState.ISSUED]
    assert cases(office) == 2


def test_what_the_document_lacks_is_told_by_its_column(send: Send, office: Office) -> None:
    report = send(csv(("Letër", "supplies", "48000", "", "")))
    ((column, words),) = told(report)
    assert column == "procedure"
    assert "the document needs it" in words
    assert cases(office) == 0


def test_an_interrupted_run_goes_on_where_it_stopped(send: Send, office: Office) -> None:
    def pull_the_plug(done: int, _total: int) -> None:
        if done == 1:
            raise CalledOff

    content = csv(LETTER, CHAIRS, TABLES)
    first = send(content, on_row=pull_the_plug)
    assert (first.stopped, states(first), cases(office)) == (True, [RowState.ISSUED], 1)
    second = send(content)
    assert states(second) == [RowState.ALREADY, RowState.ISSUED, RowState.ISSUED]
    assert cases(office) == 3


def test_a_run_that_breaks_keeps_the_rows_that_were_done(send: Send, office: Office) -> None:
    def fall_over(done: int, _total: int) -> None:
        if done == 2:
            raise RuntimeError("the power is gone")

    with pytest.raises(RuntimeError):
        send(csv(LETTER, CHAIRS, TABLES), on_row=fall_over)
    assert states(send(csv(LETTER, CHAIRS, TABLES))) == [RowState.ALREADY, RowState.ALREADY, RowState.ISSUED]


def test_checking_first_stores_nothing_and_finds_what_a_run_would(send: Send, office: Office) -> None:
    content = csv(LETTER, ("x", "horses", "1", "open", ""))
    checked = send(content, only_check=True)
    assert states(checked) == [RowState.READY, RowState.REFUSED]
    assert cases(office) == 0
    assert told(send(content), 1) == told(checked, 1)


def test_a_named_key_knows_a_row_whatever_the_file_is_called(send: Send, office: Office) -> None:
    header = ("Nr", *HEADER)
    content = csv(("7", *LETTER), header=header)
    assert states(send(content, "nr")) == [RowState.ISSUED]
    assert states(send(content, "Nr", name="kopje (1).csv")) == [RowState.ALREADY]
    changed = send(csv(("7", *CHAIRS), header=header), "Nr")
    assert states(changed) == [RowState.REFUSED]
    assert "other facts" in told(changed)[0][1]
    assert cases(office) == 1


def test_two_rows_of_one_key_and_a_row_without_are_refused(send: Send) -> None:
    header = ("Nr", *HEADER)
    report = send(csv(("7", *LETTER), ("7", *CHAIRS), ("", *TABLES), header=header), "Nr")
    assert states(report) == [RowState.ISSUED, RowState.REFUSED, RowState.REFUSED]
    assert told(report, 1) == [("Nr", "Row 2 has the same key; each row must have its own.")]
    assert told(report, 2)[0][0] == "Nr"


def test_a_row_that_stands_twice_is_issued_once(send: Send) -> None:
    assert states(send(csv(LETTER, LETTER))) == [RowState.ISSUED, RowState.REFUSED]


def test_a_case_that_came_from_elsewhere_gets_its_document(send: Send, office: Office, officer: Person) -> None:
    facts = {**dict(zip(HEADER, LETTER, strict=True)), "estimated_value": "48000.00"}
    case = intake.open_case(office, officer, PURCHASE, facts, external_key="7")
    (one,) = send(csv(("7", *LETTER), header=("Nr", *HEADER)), "Nr").results
    assert (one.state, one.reference) == (RowState.ISSUED, case.reference)


def test_a_void_document_is_not_issued_again(send: Send, office: Office, officer: Person) -> None:
    (first,) = send(csv(LETTER)).results
    head = replace(officer, roles=frozenset({("procurement", Role.HEAD)}))
    voiding.void(office, head, first.document_id, "gabim")
    (again,) = send(csv(LETTER)).results
    assert (again.state, again.number) == (RowState.ALREADY, first.number)
    assert "no longer valid" in again.problems[0].message.en


@pytest.mark.parametrize("language", list(Language))
def test_the_empty_sheet_filled_in_words_of_any_language_is_read(
    language: Language, send: Send, office: Office, officer: Person
) -> None:
    kind = office.host.case_type(PURCHASE)
    grid = lists.read(batch_files.empty_sheet(office, kind, language))
    facts = {fact.label.in_language(language): fact for fact in batch_layout.columns_of(office, kind)}
    assert list(grid.header) == list(facts)
    stated: dict[str, object] = {"title": "Letër", "estimated_value": 48000, "cpv": 30197630}
    for name, code in (("contract_type", "supplies"), ("procedure", "open")):
        choice = office.host.lawbook(PURCHASE).facts[name].choice(code)
        assert choice
        stated[name] = choice.label.in_language(language).upper()
    row = tuple(stated.get(facts[name].name) for name in grid.header)
    assert states(send(xlsx(grid.header, row))) == [RowState.ISSUED]


def test_numbers_and_formulas_of_a_sheet_say_what_they_say() -> None:
    grid = lists.read(
        xlsx(("a", "b", "c", "d"), (9.125, 0.1, "=A2*2", 0.1 + 0.2), (None,), (True, 7), formats=(("B2", "0%"),))
    )
    assert grid.rows[0].cells == ("9.1250", "10", "", "0.3")
    assert set(grid.rows[0].faults) == {2}
    assert (grid.rows[1].number, grid.rows[1].cells) == (4, ("true", "7", "", ""))


def test_a_formula_refuses_its_row_only(send: Send) -> None:
    report = send(xlsx(HEADER, ("Letër", "supplies", "=48*1000", "open", "30197630"), CHAIRS))
    assert states(report) == [RowState.REFUSED, RowState.ISSUED]
    assert told(report)[0][0] == "estimated_value"


@pytest.mark.parametrize(
    ("content", "key", "words"),
    [
        (b"", None, "empty"),
        (csv(("1",), header=("horses",)), None, "No column is a fact"),
        (csv(("48000",), header=("estimated_value",)), None, "are missing"),
        (csv(), None, "no row below"),
        (csv(LETTER), "Nr", "exactly one column"),
        (csv((*LETTER, "x"), header=(*HEADER, "Titulli i lëndës")), None, ""),
        (b"PK\x03\x04 is no zip", None, "no .xlsx"),
    ],
)
def test_a_file_of_no_use_is_refused_as_a_whole(send: Send, content: bytes, key: str | None, words: str) -> None:
    if words:
        with pytest.raises(BadImport, match=words):
            send(content, key)
    else:
        assert send(content, key).ignored == ("Titulli i lëndës",)


def test_a_column_that_repeats_a_fact_is_refused(send: Send, office: Office) -> None:
    label = office.host.lawbook(PURCHASE).facts["title"].label.en
    with pytest.raises(BadImport, match="repeats the fact"):
        send(csv((*LETTER, "x"), header=(*HEADER, label)))


def test_only_who_may_work_on_the_cases_sends_a_batch(office: Office, officer: Person, reader: Person) -> None:
    file = ("a.csv", csv(LETTER))
    with pytest.raises(NotAllowed):
        batching.prepare(office, reader, file, PURCHASE, DECISION, Language.ALBANIAN)
    with pytest.raises(NotFound):
        batching.prepare(office, officer, file, PURCHASE, "horses", Language.ALBANIAN)


def test_the_report_names_each_problem_with_row_column_and_reason(send: Send) -> None:
    report = send(csv(LETTER, ("=x", "horses", "9.500", "open", "")))
    lines = batch_files.write(report, "csv", Language.ENGLISH).decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("2,issued,")
    assert lines[2].startswith("3,refused,")
    assert "contract_type" in lines[2]
    grid = lists.read(batch_files.write(report, "xlsx", Language.SERBIAN))
    assert [row.cells[0] for row in grid.rows] == ["2", "3", "3"]


@pytest.mark.slow
@pytest.mark.parametrize("known", [False, True], ids=["new cases", "cases from elsewhere"])
def test_two_runs_at_the_same_time_issue_each_row_once(
    known: bool, office: Office, store: SqlStore, officer: Person
) -> None:
    with suppress(Conflict), store.writing() as work:  # who is there already on SQLite
        work.people.add(officer, "!")
    here = replace(office, store=store)
    rows = [(str(n), f"Karrige {n}", "supplies", str(10_000 + n), "open", "39112000") for n in range(8)]
    if known:
        for key, *cells in rows:
            intake.open_case(here, officer, PURCHASE, dict(zip(HEADER, cells, strict=True)), external_key=key)
    content = csv(*rows, header=("Nr", *HEADER))
    batch = batching.prepare(here, officer, ("a.csv", content), PURCHASE, DECISION, Language.ALBANIAN, "Nr")

    def run(_number: int) -> BatchReport:
        return batching.run(here, officer, batch, lambda _done, _total: None)

    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(run, range(2)))
    pairs = list(zip(*(states(one) for one in reports), strict=True))
    assert [set(pair) for pair in pairs] == [{RowState.ISSUED, RowState.ALREADY}] * 8
    numbers = [[one.number for one in report.results] for report in reports]
    assert numbers[0] == numbers[1]
    assert len(set(numbers[0])) == cases(here) == 8


@pytest.mark.slow
def test_a_thousand_rows_take_no_more_memory_than_a_hundred(send: Send, office: Office) -> None:
    size: dict[int, int] = {}

    def watch(done: int, _total: int) -> None:
        if done in (100, 1_000):
            size[done] = int(Path("/proc/self/statm").read_text().split()[1]) * 4096

    rows = [(f"Karrige {n}", "supplies", 10_000 + n, "open", "39112000") for n in range(1_000)]
    report = send(xlsx(HEADER, *rows), on_row=watch)
    assert report.counts == {RowState.ISSUED: 1_000}
    assert size[1_000] - size[100] < 40_000_000
