"""Lists of records in a batch, drafts of documents that others must approve, uploaded templates and chosen clauses."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Docx
from openpyxl import Workbook, load_workbook

from neni.core.adapters.gate import DocxGate
from neni.core.adapters.store import SqlStore
from neni.core.declarations import Field, Section
from neni.core.errors import BadImport, Conflict
from neni.core.model.batches import BatchReport, RowState
from neni.core.model.paper.drafts import Approval, DraftState
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Clock
from neni.core.services.batches import batch_files, batching
from neni.core.services.cases import intake
from neni.core.services.paper import clauses, drafting, issuing, templating
from tests.services.clause_parks import COLLEAGUE, HEAD, KIND, LAW, LAWYER, OFFICER, PRINTED, SECOND, Parks

TREES = """
  trees:
    type: records
    label: {sq: Drunjtë, sr: Stabla, en: Trees}
    fields:
      species: {type: text, label: {sq: lloji, sr: vrsta, en: species}}
      height: {type: number, label: {sq: lartësia, sr: visina, en: height}}
rules:
"""
FORM = (Section(Text.of("Park"), (Field("title", required=True), Field("visitors"), Field("deposit"), Field("trees"))),)
PARK = replace(KIND, form=FORM)
CAREFUL = replace(PARK, documents=tuple(replace(one, approval=Approval.FOUR_EYES) for one in KIND.documents))
LINES = (*PRINTED, "{%p for tree in trees %}", "{{ tree.species }}/{{ tree.height }}", "{%p endfor %}")
HEADER = ("title", "visitors", "deposit")
GERMIA, LIQENI = ("Germia", 120, 500), ("Liqeni", 20, 100)


@pytest.fixture
def parks(tmp_path: Path, sqlite_store: SqlStore, clock: Clock) -> Parks:
    return Parks(tmp_path, sqlite_store, clock)


@pytest.fixture
def park(parks: Parks) -> Office:
    return parks.office(LAW.replace("rules:\n", TREES.lstrip("\n"), 1), LINES, PARK, "trees")


@pytest.fixture
def careful(parks: Parks) -> Office:
    return parks.office(LAW.replace("rules:\n", TREES.lstrip("\n"), 1), LINES, CAREFUL, "trees")


def book(*rows: tuple[object, ...], **sheets: tuple[tuple[object, ...], ...]) -> bytes:
    made = Workbook()
    first: Any = made.active
    for row in rows:
        first.append(row)
    for title, lines in sheets.items():
        sheet = made.create_sheet(title)
        for line in lines:
            sheet.append(line)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def send(office: Office, content: bytes, key: str | None = None, *, only_check: bool = False) -> BatchReport:
    batch = batching.prepare(office, OFFICER, ("parqe.xlsx", content), KIND.code, "permit", Language.ENGLISH, key)
    return (batching.check if only_check else batching.run)(office, OFFICER, batch, lambda _done, _total: None)


def states(report: BatchReport) -> list[RowState]:
    return [one.state for one in report.results]


def told(report: BatchReport, row: int = 0) -> list[tuple[str, str]]:
    return [(one.column, one.message.en) for one in report.results[row].problems]


def printed(content: bytes) -> list[str]:
    return [one.text.replace("\u00a0", " ") for one in Docx(BytesIO(content)).paragraphs]


def lines_of(office: Office, report: BatchReport, row: int = 0) -> list[str]:
    return printed(issuing.content_of(office, OFFICER, report.results[row].document_id))


class TestListsOfRecords:
    """On sheets of their own, or in numbered columns."""

    def test_a_sheet_gives_each_row_its_records_by_the_number_of_the_row(self, park: Office) -> None:
        lines = (("row", "species", "height"), (3, "Ah", 12), (2, "Pisha", 7.5), (3, "Dushk", 20))
        report = send(park, book(HEADER, GERMIA, LIQENI, trees=lines))
        assert states(report) == [RowState.ISSUED] * 2
        assert "Pisha/7.5" in lines_of(park, report)
        assert [one for one in lines_of(park, report, 1) if "/" in one] == ["Ah/12", "Dushk/20"]

    def test_or_by_the_key_of_the_row(self, park: Office) -> None:
        lines = (("Nr", "lloji"), ("b", "Ah"), ("a", "Pisha"))
        content = book(("Nr", *HEADER), ("a", *GERMIA), ("b", *LIQENI), Drunjtë=lines)
        assert "Pisha/" in lines_of(park, send(park, content, "Nr"))
        assert states(send(park, content, "Nr")) == [RowState.ALREADY] * 2

    @pytest.mark.parametrize(
        "names",
        [
            ("trees.1.species", "trees.1.height", "trees.2.species"),
            ("Trees 1 species", "Stabla 1: visina", "Drunjtë 2 lloji"),
        ],
    )
    def test_numbered_columns_do_the_same_in_one_table(self, park: Office, names: tuple[str, ...]) -> None:
        rows = [[*HEADER, *names], ["Germia", "120", "500", "Pisha", "7.5", "Ah"], ["Liqeni", "20", "100", "", "", ""]]
        report = send(park, "\n".join(";".join(row) for row in rows).encode())
        assert states(report) == [RowState.ISSUED] * 2
        assert [one for one in lines_of(park, report) if "/" in one] == ["Pisha/7.5", "Ah/"]
        assert "trees" not in intake.get_case(park, OFFICER, report.results[1].reference).facts

    def test_the_same_again_wherever_the_list_stands_is_known(self, park: Office) -> None:
        lines = (("row", "species"), (2, "Ah"))
        send(park, book(HEADER, GERMIA, trees=lines))
        numbered = book((*HEADER, "trees.1.species"), (*GERMIA, "Ah"))
        assert states(send(park, numbered)) == [RowState.ALREADY]

    def test_rows_that_differ_in_their_lists_only_are_two(self, park: Office) -> None:
        lines = (("row", "species"), (2, "Ah"), (3, "Pisha"))
        assert states(send(park, book(HEADER, GERMIA, GERMIA, trees=lines))) == [RowState.ISSUED] * 2

    def test_what_is_wrong_in_a_list_is_told_by_sheet_line_and_column(self, park: Office) -> None:
        lines = (("row", "species", "height"), (2, "Ah", "tall"), (3, "Ah", "=1+1"), (3, "Dushk", 4))
        report = send(park, book(HEADER, GERMIA, LIQENI, trees=lines))
        assert states(report) == [RowState.REFUSED] * 2
        assert [column for column, _ in told(report)] == ["trees 2: height"]
        assert told(report, 1)[0][0] == "trees 3: height"
        assert "paste it as a value" in told(report, 1)[0][1]

    def test_what_is_wrong_in_a_numbered_column_is_told_by_its_name(self, park: Office) -> None:
        report = send(park, book((*HEADER, "trees.1.height"), (*GERMIA, "tall")))
        assert [column for column, _ in told(report)] == ["trees.1.height"]

    @pytest.mark.parametrize(
        ("lines", "words"),
        [
            ((("species",), ("Ah",)), "lacks the column “row"),
            ((("row", "species"), (9, "Ah")), "lines 2 belong to no row"),
            ((("row", "species"), (None, "Ah")), "lines 2 belong to no row"),
            ((("row", "species", "lloji"), (2, "Ah", "Ah")), "repeats the fact"),
        ],
    )
    def test_a_sheet_that_leads_nowhere_refuses_the_file(
        self, park: Office, lines: tuple[tuple[object, ...], ...], words: str
    ) -> None:
        with pytest.raises(BadImport, match=words):
            send(park, book(HEADER, GERMIA, trees=lines))

    def test_a_list_in_two_places_refuses_the_file(self, park: Office) -> None:
        with pytest.raises(BadImport, match="repeats"):
            send(park, book((*HEADER, "trees.1.height"), (*GERMIA, 3), trees=(("row", "height"), (2, 3))))

    def test_sheets_and_columns_that_are_no_list_are_told(self, park: Office) -> None:
        content = book((*HEADER, "trees.1.age"), (*GERMIA, 3), horses=(("row",), (2,)), trees=(("row", "age"), (2, 9)))
        assert send(park, content).ignored == ("trees.1.age", "horses", "trees: age")

    @pytest.mark.parametrize("language", list(Language))
    def test_the_empty_sheet_has_a_sheet_for_the_list_that_is_read_once_filled(
        self, park: Office, language: Language
    ) -> None:
        made = load_workbook(BytesIO(batch_files.empty_sheet(park, PARK, language)))
        assert len(made.worksheets) == 3
        made.worksheets[0].append(GERMIA)
        made.worksheets[2].append(("2", "Ah", "12"))
        content = io.BytesIO()
        made.save(content)
        assert "Ah/12" in lines_of(park, send(park, content.getvalue()))
        explained = [row[0].value for row in made.worksheets[1].iter_rows()]
        assert [one for one in explained if ": " in str(one)] == [
            f"{made.worksheets[2].title}: {cell.value}" for cell in made.worksheets[2][1]
        ]


class TestDrafts:
    """A document that others must approve gets its draft."""

    def test_each_row_opens_its_case_with_a_draft_that_goes_its_way(self, careful: Office) -> None:
        content = book(HEADER, GERMIA, LIQENI)
        assert states(send(careful, content, only_check=True)) == [RowState.READY] * 2
        report = send(careful, content)
        assert states(report) == [RowState.PREPARED] * 2
        assert len(drafting.waiting_drafts(careful, HEAD)) == 2
        (one, other) = (each.draft_id for each in report.results)
        drafting.review(careful, COLLEAGUE, one)
        drafting.approve(careful, HEAD, one)
        document = drafting.issue_draft(careful, OFFICER, one)
        drafting.send_back(careful, COLLEAGUE, other, "numri i vizitorëve")
        again = send(careful, content)
        assert states(again) == [RowState.ALREADY, RowState.DRAFTED]
        assert again.results[0].number == document.number
        assert "numri i vizitorëve" in told(again, 1)[0][1]
        assert drafting.get_draft(careful, OFFICER, other)[0].state is DraftState.RETURNED

    def test_the_same_file_again_prepares_nothing(self, careful: Office) -> None:
        first, again = (send(careful, book(HEADER, GERMIA)) for _ in range(2))
        assert states(again) == [RowState.DRAFTED]
        assert again.results[0].draft_id == first.results[0].draft_id

    def test_nothing_is_issued_past_the_approval(self, careful: Office) -> None:
        (one,) = send(careful, book(HEADER, GERMIA)).results
        assert issuing.documents_of(careful, OFFICER, one.reference) == ()
        with pytest.raises(Conflict):
            drafting.issue_draft(careful, OFFICER, one.draft_id)

    def test_a_draft_that_the_law_stops_is_not_prepared(self, parks: Parks) -> None:
        law = LAW.replace("severity: note", "severity: blocking").replace("rules:\n", TREES.lstrip("\n"), 1)
        office = parks.office(law, LINES, CAREFUL, "trees")
        report = send(office, book(HEADER, GERMIA, LIQENI))
        assert states(report) == [RowState.REFUSED, RowState.PREPARED]
        assert "stops the document" in told(report)[0][1]


def test_a_clause_that_a_rule_chooses_stands_on_its_rows_only(park: Office) -> None:
    report = send(park, book(HEADER, GERMIA, LIQENI))
    asked = "CLA-1 Deposit: A deposit of €500.00 is lodged; at most 300 visitors."
    assert asked in lines_of(park, report)
    assert not [one for one in lines_of(park, report, 1) if "CLA-1" in one]
    document = issuing.get_document(park, OFFICER, report.results[0].document_id)
    assert [one.finding.rule for one in clauses.records_of(park, document)] == ["PRK-1"]


Upload = Callable[[Office], str]


def uploaded(office: Office) -> str:
    """Uploads a version with one more sentence; its id."""
    file = Docx()
    for line in (*LINES, "Version two of {{ title }}"):
        file.add_paragraph(line)
    content = io.BytesIO()
    file.save(content)
    asked = (LAWYER, "parks", "permit", Language.ENGLISH, content.getvalue(), "fjalia")
    return templating.upload(office, *asked).version.id


@pytest.mark.slow
def test_rows_are_written_with_the_version_used_now(park: Office) -> None:
    office = replace(park, gate=DocxGate())
    version = uploaded(office)
    before = send(office, book(HEADER, GERMIA))
    assert "Version two of Germia" not in lines_of(office, before)
    templating.approve(office, SECOND, version)
    after = send(office, book(HEADER, GERMIA, LIQENI))
    assert states(after) == [RowState.ALREADY, RowState.ISSUED]
    assert "Version two of Liqeni" in lines_of(office, after, 1)
