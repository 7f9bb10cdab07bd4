"""What the people of the lively institution did, each function one part of the house: the first day's work, and what
the present day brings."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document as Docx
from standardwebhooks.webhooks import Webhook

from neni.core.model.cases import CaseStatus
from neni.core.model.deadlines.stored import DecisionKind
from neni.core.model.manuscripts.reviews import Opinion
from neni.core.model.text import Language
from neni.core.services import calendar_tables
from neni.core.services.agendas import feeds
from neni.core.services.alerts import nights
from neni.core.services.cases import importing, intake
from neni.core.services.deadlines import deadline_decisions
from neni.core.services.deadlines.deadline_decisions import Wish
from neni.core.services.law import confirming
from neni.core.services.manuscripts import reviewing
from neni.core.services.manuscripts.reviewing import HandedIn
from neni.core.services.messages import endpoints
from neni.core.services.messages.endpoints import Wanted
from neni.core.services.paper import drafting, issuing, templating, voiding
from neni.core.services.work.errand_crew import work_off
from neni.plugins.legal.partners import COMPLAINT_FILED
from neni.plugins.procurement.demonstration import CONTRACT, DEMONSTRATION, PURCHASE
from neni.webhooks import receiving, sources
from neni.webhooks.sources import NewSource
from tests.web.lively import PEOPLE, Lively

DRAFTS = Path(__file__).parents[1] / "plugins" / "legal" / "drafts"
COMPLAINT: dict[str, Any] = {
    "title": "Rinumërimi i vendvotimit 0112D/03R",
    "kind": "results",
    "concerns": "entity",
    "against": "Rezultati përfundimtar",
    "polling_station": "0112D/03R",
    "event_on": "2026-02-14",
    "published_at": "2026-02-14T10:00:00+01:00",
    "received_at": "2026-02-15T09:30:00+01:00",
    "channel": "in_person",
    "complainant_kind": "entity",
    "complainant": "Nisma Qytetare",
    "describes_event": True,
    "signed": True,
    "evidence_attached": True,
    "station_forms_attached": True,
    "facts_note": "Formulari i rezultateve ka dallim prej dy votash.",
    "legal_view": "Ankesa është e afatshme; kërkohet rinumërim i vendvotimit.",
    "ecap_number": "A. nr. 12/2026",
    "ecap_received_at": "2026-02-15T09:30:00+01:00",
}


def partners(lively: Lively) -> None:
    """Two institutions that are told, and two that tell."""
    office, admin = lively.office, PEOPLE["admin"]
    for name, url in (("KRPP", "https://pprc.example/hook"), ("Thesari", "https://treasury.example/hook")):
        lively.places[name] = endpoints.add(office, admin, Wanted(name, url, ("*",))).id
    for name, title in (("ecap", "PZAP"), ("gazette", "Gazeta Zyrtare")):
        _, lively.places[name] = sources.add(office, admin, NewSource(name, title, ("legal",)))


def rules(lively: Lively) -> None:
    """A rule confirmed by two, and one that waits for its second voice."""
    office, kind = lively.office, "procurement.purchase"
    for code in ("PRO-12", "PRO-13"):
        confirming.propose(office, PEOPLE["jurist"], kind, code, "E lexuar në Gazetën Zyrtare.")
    confirming.confirm(office, PEOPLE["jurist2"], kind, "PRO-12")


def purchases(lively: Lively) -> None:
    """Purchases and contracts: issued, superseded, void, stopped by a rule, hardly begun, imported."""
    office, buyer, chief = lively.office, PEOPLE["buyer"], PEOPLE["chief"]
    facts = {one.case_type: {**one.facts, **one.corrections} for one in (PURCHASE, CONTRACT)}
    purchase = lively.opened("purchase", "buyer", PURCHASE.case_type, facts[PURCHASE.case_type]).reference
    first = issuing.issue(office, buyer, purchase, PURCHASE.document, Language.ALBANIAN)
    later = issuing.issue(office, buyer, purchase, PURCHASE.document, Language.ENGLISH, replaces=first.id)
    contract = lively.opened("contract", "buyer", CONTRACT.case_type, facts[CONTRACT.case_type]).reference
    issued = issuing.issue(office, buyer, contract, CONTRACT.document, Language.ALBANIAN)
    wrong = lively.opened("wrong", "buyer2", CONTRACT.case_type, facts[CONTRACT.case_type]).reference
    void = issuing.issue(office, PEOPLE["buyer2"], wrong, CONTRACT.document, Language.ALBANIAN)
    voiding.void(office, chief, void.id, "Furnizuesi i gabuar.")
    lively.places |= {"superseded": first.id, "valid": later.id, "document": issued.id, "void": void.id}
    lively.opened("stopped", "buyer", PURCHASE.case_type, dict(PURCHASE.facts))
    bare = {"title": "Karrige për zyra", "contract_type": "supplies", "estimated_value": "9500.00"}
    lively.opened("bare", "buyer", PURCHASE.case_type, bare)
    tender = {"notice_published_on": "2026-02-09", "tender_deadline": "2026-03-07", "procedure": "open"}
    lively.opened("tender", "buyer2", PURCHASE.case_type, {**bare, "title": "Kuti votimi", **tender})
    review = {
        "review_requested_on": "2026-02-10",
        "complaint_filed_on": "2026-02-13",
        "expert_reported_on": "2026-02-12",
    }
    lively.opened("review", "buyer2", CONTRACT.case_type, {**facts[CONTRACT.case_type], **review})
    closed = lively.opened("closed", "buyer", PURCHASE.case_type, {**bare, "title": "Printerë"})
    intake.set_status(office, buyer, closed.reference, CaseStatus.CLOSED, closed.version)
    assert DEMONSTRATION.table is not None
    importing.import_table(office, buyer, DEMONSTRATION.table.read_bytes(), DEMONSTRATION.import_map, lambda *_: None)


def complaints(lively: Lively) -> None:
    """Complaints at every stage."""
    office, clerk = lively.office, PEOPLE["clerk"]
    stages: dict[str, dict[str, Any]] = {
        "complaint": {"reply_until": "2026-02-17T16:00:00+01:00"},
        "late": {"title": "Mediat në ditën e heshtjes", "ecap_number": "A. nr. 14/2026", "received_at": None},
        "decided": {
            "title": "Numërimi në QNR",
            "kind": "count_centre",
            "ecap_number": "A. nr. 15/2026",
            "reply_sent_at": "2026-02-16T09:00:00+01:00",
            "hearing_held_on": "2026-02-16",
            "ecap_decided_at": "2026-02-16T09:00:00+01:00",
            "outcome": "partly",
            "fine": "1500.00",
            "decision_served_at": "2026-02-16T09:30:00+01:00",
        },
        "campaign": {"title": "Posterë në objekt publik", "kind": "campaign", "ecap_number": "A. nr. 16/2026"},
    }
    for key, more in stages.items():
        facts = {name: value for name, value in {**COMPLAINT, **more}.items() if value is not None}
        lively.opened(key, "clerk", "legal.complaint", facts)
    lively.opened(
        "bare complaint", "clerk2", "legal.complaint", {"title": "E re", "kind": "other", "event_on": "2026-02-15"}
    )
    reply = issuing.issue(office, clerk, lively.cases["complaint"].reference, "complaint_reply", Language.ALBANIAN)
    lively.places["reply"] = reply.id


def elections(lively: Lively) -> None:
    """An early election, applications on their way, results of two polling stations."""
    election = {
        "title": "Zgjedhjet e parakohshme për Kuvend, 7 qershor 2026",
        "election_kind": "assembly",
        "early": True,
        "election_day": "2026-06-07",
        "dissolved_on": "2026-04-28",
        "lists_until": "2026-05-12",
    }
    reference = lively.opened("election", "planner", "operations.election", election).reference
    for number, entity in enumerate(("Lista e Gjelbër", "Unija Građana", "Nisma për Komunën")):
        facts = {"entity": entity, "received_on": f"2026-02-{12 + number}", "defective": number == 1}
        lively.opened(f"application {number}", "planner", "operations.application", facts)
    counts = {"registered": 700, "signatures": 412, "ballots_found": 412, "valid": 405, "invalid": 7}
    for number, valid in enumerate((405, 399)):
        station = {
            "municipality": "Prishtinë",
            "polling_station": f"0112D/0{number + 1}R",
            "election_reference": reference,
        }
        facts = {"title": f"Rezultatet 0112D/0{number + 1}R", **station, **counts, "valid": valid}
        lively.opened(f"report {number}", "planner", "operations.report", facts)


def acts(lively: Lively) -> None:
    """Acts in the making, each at another step of its draft."""
    office, clerk = lively.office, PEOPLE["clerk"]
    kind = office.host.case_type("legal.drafting")
    for key, code in (
        ("waiting", "regulation"),
        ("reviewed", "decision"),
        ("returned", "opinion"),
        ("approved", "agreement"),
    ):
        wanted = kind.document(code)
        assert wanted is not None
        template = office.host.template(kind, wanted, {}, Language.ALBANIAN)
        case = lively.opened(key, "clerk", kind.code, {"act_kind": code, **template.example})
        draft = drafting.prepare(office, clerk, case.reference, code, Language.ALBANIAN).id
        lively.places[f"draft {key}"] = draft
        if key in ("reviewed", "approved"):
            drafting.review(office, PEOPLE["clerk2"], draft, "E lexova.")
        if key == "approved":
            drafting.approve(office, PEOPLE["chief"], draft)
        if key == "returned":
            drafting.send_back(office, PEOPLE["clerk2"], draft, "Mungon baza ligjore.")


def manuscripts(lively: Lively) -> None:
    """Drafts of authors with their remarks: some answered, one in a later version."""
    office, jurist = lively.office, PEOPLE["jurist"]
    for name in ("regulation.en.txt", "rule.sr.txt", "instruction.sq.txt", "decision.sq.txt", "memorandum.sq.txt"):
        kind = f"legal.{name.partition('.')[0]}" if name[:3] in ("dec", "mem") else "legal.bylaw"
        content = (DRAFTS / name).read_bytes()
        lively.places[name] = reviewing.review(office, jurist, HandedIn(kind, content, name)).id
    first = lively.places["regulation.en.txt"]
    remarks = reviewing.get_review(office, jurist, first).remarks
    for remark, opinion in zip(remarks, (Opinion.ACCEPTED, Opinion.DISMISSED), strict=False):
        reviewing.answer(office, jurist, first, remark.number, opinion, "Po.")
    content = (DRAFTS / "regulation.en.txt").read_bytes().replace(b"forty-five (45)", b"thirty (30)")
    again = HandedIn("legal.bylaw", content, "regulation.en.txt", previous=first)
    lively.places["later manuscript"] = reviewing.review(office, jurist, again).id


FIRST_DAY = (partners, rules, purchases, complaints, elections, acts, manuscripts)


def present(lively: Lively) -> None:
    """Messages in and out, decisions that wait for a second person, a night's evaluation."""
    office, admin, chief = lively.office, PEOPLE["admin"], PEOPLE["chief"]
    told(lively, "ecap", "ecap.complaint.filed", COMPLAINT_FILED.sample, "msg_1")
    told(lively, "ecap", "ecap.hearing.moved", {"ecap_number": "A. nr. 12/2026"}, "msg_2")
    notice = {**PURCHASE.facts, **PURCHASE.corrections, "notice_published_on": "2026-03-02"}
    case = lively.cases["purchase"]
    intake.change_facts(office, PEOPLE["buyer"], case.reference, notice, case.version)
    nights.start(office, admin)
    work_off(office)
    _decisions(lively)
    days = "2027-01-01; 2027-01-01; Viti i Ri; Nova godina; New Year"
    table = calendar_tables.from_lines(2027, days, "Vendim i Qeverisë")
    calendar_tables.enter(office, admin, table)
    word = io.BytesIO()
    docx = Docx(io.BytesIO(office.host.template(*_contract(lively), Language.ALBANIAN).content))
    docx.add_paragraph("Neni i fundit.")
    docx.save(word)
    templating.upload(
        office, chief, "procurement", "contract_supplies", Language.ALBANIAN, word.getvalue(), "Neni i ri"
    )
    feeds.make(office, PEOPLE["buyer"], None, "Telefoni im")


def told(lively: Lively, source: str, kind: str, data: object, message: str) -> None:
    """A message of another institution, signed as it should be."""
    now = lively.office.clock.now()
    body = json.dumps({"type": kind, "timestamp": now.isoformat(), "data": data}).encode()
    signature = Webhook(lively.places[source]).sign(message, now, body.decode())
    seconds = str(int(now.timestamp()))
    headers = {"webhook-id": message, "webhook-timestamp": seconds, "webhook-signature": signature}
    receiving.receive(lively.office, source, headers, body)


def _decisions(lively: Lively) -> None:
    """One decision about a deadline waits for the head."""
    office, case = lively.office, lively.cases["review"]
    with office.store.reading() as work:
        mine = next(one for one in work.deadlines.of_case(case.id) if one.rule == "PRO-D15")
    wish = Wish(DecisionKind.EXTEND, "Eksperti kërkoi dokumente shtesë.", until=date(2026, 3, 20))
    deadline_decisions.decide(office, PEOPLE["buyer2"], mine.id, wish)
    lively.places["deadline"] = mine.id


def _contract(lively: Lively) -> Any:
    kind = lively.office.host.case_type("procurement.contract")
    return kind, kind.document("contract"), {"contract_type": "supplies"}
