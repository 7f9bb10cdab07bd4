"""Election complaints and appeals: intake, the clock of the law of the day, the file for the members, the way on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from neni.core import (
    Case,
    CaseQuery,
    CaseType,
    Deadline,
    Desk,
    DocumentType,
    FactKind,
    FactSource,
    FactType,
    FactValues,
    Field,
    Register,
    Section,
    Text,
)

COMPLAINTS = Register(
    code="legal.complaints",
    title=Text(sq="Regjistri i ankesave", sr="Registar žalbi", en="Register of complaints"),
    pattern="ANK-{year}-{number:04d}",
)
INTAKE = Section(
    Text(sq="Pranimi", sr="Prijem", en="Intake"),
    tuple(
        Field(name, required=name in ("title", "kind", "event_on"))
        for name in ("title", "kind", "concerns", "election_reference", "against", "polling_station", "event_on")
    )
    + tuple(Field(name) for name in ("event_at", "published_at", "decision_notified_at", "received_at", "channel")),
)
COMPLAINANT = Section(
    Text(sq="Ankuesi", sr="Podnosilac", en="Complainant"),
    tuple(Field(name) for name in ("complainant_kind", "complainant", "contact", "legal_interest")),
)
CONTENT = Section(
    Text(sq="Përmbajtja dhe dosja", sr="Sadržaj i spis", en="Content and file"),
    tuple(
        Field(name)
        for name in (
            *("describes_event", "signed", "evidence_attached", "station_forms_attached"),
            *("facts_note", "legal_view"),
        )
    ),
)
AT_ECAP = Section(
    Text(sq="Në PZAP", sr="Kod IPŽP-a", en="At ECAP"),
    tuple(
        Field(name)
        for name in (
            *("ecap_number", "ecap_received_at", "reply_until", "reply_sent_at", "window_closed_on"),
            *("hearing_held_on", "ecap_decided_at", "outcome", "orders", "fine", "decision_served_at"),
        )
    ),
)
AT_COURT = Section(
    Text(sq="Në Gjykatën Supreme", sr="Kod Vrhovnog suda", en="At the Supreme Court"),
    tuple(Field(name) for name in ("appealed_at", "court_decided_at", "final_on")),
)


def _document(code: str, title: Text, book: Text, pattern: str) -> DocumentType:
    return DocumentType(code=code, title=title, template=code, register=Register(f"legal.{code}s", book, pattern))


COMPLAINT = CaseType(
    code="legal.complaint",
    title=Text(sq="Ankesë zgjedhore", sr="Izborna žalba", en="Election complaint"),
    register=COMPLAINTS,
    form=(INTAKE, COMPLAINANT, CONTENT, AT_ECAP, AT_COURT),
    title_fact="title",
    on_fact="event_on",
    documents=(
        _document(
            "complaint_file",
            Text(
                sq="Dosja e ankesës për anëtarët e KQZ-së",
                sr="Spis žalbe za članove CIK-a",
                en="File of the complaint for the members of the CEC",
            ),
            Text(sq="Libri i dosjeve", sr="Knjiga spisa", en="Book of files"),
            "DOS-{number:04d}/{year}",
        ),
        _document(
            "complaint_reply",
            Text(sq="Përgjigje në ankesë", sr="Odgovor na žalbu", en="Reply to the complaint"),
            Text(sq="Libri i përgjigjeve", sr="Knjiga odgovora", en="Book of replies"),
            "PRG-{number:04d}/{year}",
        ),
        _document(
            "decision_notice",
            Text(sq="Njoftim për vendimin", sr="Obaveštenje o odluci", en="Notice of the decision"),
            Text(sq="Libri i njoftimeve", sr="Knjiga obaveštenja", en="Book of notices"),
            "NJO-{number:04d}/{year}",
        ),
        _document(
            "court_appeal",
            Text(sq="Ankesë në Gjykatën Supreme", sr="Žalba Vrhovnom sudu", en="Appeal to the Supreme Court"),
            Text(sq="Libri i ankesave në gjykatë", sr="Knjiga žalbi sudu", en="Book of appeals to the court"),
            "AGJ-{number:04d}/{year}",
        ),
    ),
    opened_by=("ecap.complaint.filed",),
)
FILING_CLOCKS = ("LEG-D1", "LEG-D2", "LEG-D3")
"""The deadlines within which a complaint is filed; one of them runs, by what it is about."""
WINDOW_CLOCK, APPEAL_CLOCK = "LEG-D10", "LEG-D6"
"""The deadlines that end the time for complaints about results, and that for an appeal against a decision on one."""
MOST_COMPLAINTS = 10_000
IN_TIME = FactType(
    "filed_in_time",
    FactKind.YES_NO,
    Text(sq="u paraqit brenda afatit", sr="podneta u roku", en="filed in time"),
    sourced=True,
)
CLOCK_KEPT = FactType(
    "clock_kept",
    FactKind.YES_NO,
    Text(sq="afati i ruajtur thotë: me kohë", sr="sačuvani rok kaže: na vreme", en="the stored deadline says: in time"),
    sourced=True,
)
CLOCK_MISSED = FactType(
    "clock_missed",
    FactKind.YES_NO,
    Text(
        sq="afati i ruajtur thotë: me vonesë",
        sr="sačuvani rok kaže: sa zakašnjenjem",
        en="the stored deadline says: too late",
    ),
    sourced=True,
)
OUT_OF_ORDER = FactType(
    "number_out_of_order",
    FactKind.YES_NO,
    Text(sq="numri në PZAP nuk vijon", sr="broj kod IPŽP-a ne sledi", en="the number at ECAP is out of order"),
    sourced=True,
)
WINDOW_OPEN = FactType(
    "complaint_window_open",
    FactKind.YES_NO,
    Text(
        sq="afati i ankesave ndaj rezultateve rrjedh ende",
        sr="rok za žalbe na rezultate još teče",
        en="the time for complaints about the results still runs",
    ),
    sourced=True,
)
WINDOW_UNTIL = FactType(
    "complaint_window_until",
    FactKind.INSTANT,
    Text(sq="fundi i afatit të ankesave", sr="kraj roka za žalbe", en="end of the time for complaints"),
    sourced=True,
)
OPEN_COMPLAINTS = FactType(
    "open_complaints",
    FactKind.NUMBER,
    Text(sq="ankesa të hapura", sr="otvorene žalbe", en="open complaints"),
    sourced=True,
)


def known_of_complaint(case: Case, on: date, desk: Desk) -> FactValues:  # noqa: ARG001 - see FactSource
    """Whether it was filed in time, once its clock has run; whether its number fits among its neighbours."""
    in_time = filed_in_time(desk.deadlines(case.id)) if case.id else None
    known = {"clock_kept": in_time is True, "clock_missed": in_time is False}
    if in_time is not None:
        known["filed_in_time"] = in_time
    number = case.facts.get("ecap_number")
    if isinstance(number, str):
        known["number_out_of_order"] = is_out_of_order(case, _complaints(desk))
    return known


def filed_in_time(deadlines: Sequence[Deadline]) -> bool | None:
    """Whether the complaint came before the last minute of the clock that runs; None while that cannot be told."""
    for one in deadlines:
        if one.rule in FILING_CLOCKS and one.due is not None and isinstance(one.done, datetime):
            return one.done <= one.due
    return None


def is_out_of_order(case: Case, others: Sequence[Case]) -> bool:
    """Whether the number at ECAP is used twice, has no neighbour below it, or came earlier than a smaller one."""
    mine = _place(case)
    if mine is None:
        return False
    near = [(place, one) for one in others if one.id != case.id and (place := _place(one)) and place[0] == mine[0]]
    numbers = {place[1] for place, _ in near}
    if mine[1] in numbers:
        return True
    lower = [one for place, one in near if place[1] < mine[1]]
    gap = mine[1] > 1 and bool(near) and mine[1] - 1 not in numbers
    return gap or any(_received(one) > _received(case) for one in lower)


def open_complaints(case: Case, on: date, desk: Desk) -> FactValues:  # noqa: ARG001 - see FactSource
    """How many complaints about an election are still on their way: not ended, or said to have ended while the time for
    an appeal to the court still runs."""
    mine = [one for one in _complaints(desk) if one.facts.get("election_reference") == case.reference]
    open_ones = sum("final_on" not in one.facts or _may_be_appealed(one, desk) for one in mine)
    return {"open_complaints": open_ones} if case.reference else {}


def _may_be_appealed(complaint: Case, desk: Desk) -> bool:
    clocks = (one for one in desk.deadlines(complaint.id) if one.rule == APPEAL_CLOCK)
    return any(one.due is not None and one.done is None and desk.now() <= one.due for one in clocks)


def complaint_window(case: Case, on: date, desk: Desk) -> FactValues:  # noqa: ARG001 - see FactSource
    """Whether complaints about the results of an election may still come, and until when."""
    for one in desk.deadlines(case.id) if case.id else ():
        if one.rule == WINDOW_CLOCK and one.due is not None:
            return {"complaint_window_open": desk.now() < one.due, "complaint_window_until": one.due}
    return {}


SOURCES = (
    FactSource("legal.complaint", (IN_TIME, CLOCK_KEPT, CLOCK_MISSED, OUT_OF_ORDER), known_of_complaint),
    FactSource("operations.election", (OPEN_COMPLAINTS,), open_complaints),
    FactSource("operations.election", (WINDOW_OPEN, WINDOW_UNTIL), complaint_window),
)


def _complaints(desk: Desk) -> Sequence[Case]:
    return desk.find(CaseQuery(types=("legal.complaint",), limit=MOST_COMPLAINTS))


def _place(case: Case) -> tuple[str, int] | None:
    """What stands before the running number, with the year, and the number itself. However it is spelt,
    `A. nr. 12/2026`, `A.nr.12/2026` and `A 12/2026` are of one book."""
    written = case.facts.get("ecap_number")
    found = re.search(r"(\d+)\D*(\d{4})?\s*$", written) if isinstance(written, str) else None
    if found is None or not isinstance(written, str):
        return None
    book = re.sub(r"\b(?:nr|br|no)\b|[\W_]+", "", written[: found.start()].casefold())
    return f"{book} {found[2] or ''}", int(found[1])


def _received(case: Case) -> datetime:
    moment = case.facts.get("received_at")
    return moment if isinstance(moment, datetime) else case.opened_at
