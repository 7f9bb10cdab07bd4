"""What the Elections Complaints and Appeals Panel and the Supreme Court tell the legal department, and what it tells
them: complaints and decisions come in, replies and appeals go out as number, hash and moment."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from neni.core import DocumentIssued, Event, EventType, InboundType, Text, Work

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER = {"type": "string", "minLength": 1, "maxLength": 40}
_MOMENT = {"type": "string", "format": "date-time", "minLength": 20, "maxLength": 40}
_DAY = {"type": "string", "format": "date"}


def _text(most: int) -> dict[str, object]:
    return {"type": "string", "minLength": 1, "maxLength": most}


def _of(required: tuple[str, ...], **properties: object) -> dict[str, object]:
    """A schema of an object in which nothing else may stand."""
    told = {"$schema": _DRAFT, "type": "object", "required": list(required)}
    return {**told, "properties": properties, "additionalProperties": False}


COMPLAINT_FILED = InboundType(
    name="ecap.complaint.filed",
    title=Text(sq="PZAP: u paraqit ankesë", sr="IPŽP: podneta žalba", en="ECAP: a complaint was filed"),
    description=Text(
        sq="Hap rastin e ankesës; numri i PZAP-së e emërton çështjen te të dyja palët.",
        sr="Otvara predmet žalbe; broj IPŽP-a imenuje stvar na obe strane.",
        en="Opens the case of the complaint; the number at ECAP names the matter on both sides.",
    ),
    schema=_of(
        ("ecap_number", "subject", "kind", "event_on"),
        ecap_number=_NUMBER,
        subject=_text(300),
        kind={
            "enum": [
                *("campaign", "election_day", "count_centre", "results"),
                *("certification", "voters_list", "special_needs", "other"),
            ]
        },
        concerns={"enum": ["entity", "mayor_candidate", "individual_candidate", "other"]},
        complainant=_of(
            ("kind",),
            kind={"enum": ["entity", "candidate", "voter", "observer", "office", "other"]},
            name=_text(200),
            contact=_text(200),
        ),
        against=_text(300),
        polling_station=_text(60),
        election=_text(50),
        event_on=_DAY,
        event_at=_MOMENT,
        published_at=_MOMENT,
        received_at=_MOMENT,
        reply_until=_MOMENT,
    ),
    sample={
        "ecap_number": "A.nr. 12/2026",
        "subject": "Numërimi i votave në vendvotimin 0112D/03",
        "kind": "results",
        "concerns": "entity",
        "complainant": {"kind": "entity", "name": "Lista Shembull"},
        "event_on": "2026-02-27",
        "published_at": "2026-02-27T20:00:00+01:00",
        "received_at": "2026-03-01T14:20:00+01:00",
        "reply_until": "2026-03-03T16:00:00+01:00",
    },
    facts={
        "ecap_number": "/ecap_number",
        "title": "/subject",
        "kind": "/kind",
        "concerns": "/concerns",
        "complainant_kind": "/complainant/kind",
        "complainant": "/complainant/name",
        "contact": "/complainant/contact",
        "against": "/against",
        "polling_station": "/polling_station",
        "election_reference": "/election",
        "event_on": "/event_on",
        "event_at": "/event_at",
        "published_at": "/published_at",
        "ecap_received_at": "/received_at",
        "reply_until": "/reply_until",
    },
    key="/ecap_number",
    stated={"channel": "ecap"},
)
DECISION_ISSUED = InboundType(
    name="ecap.decision.issued",
    title=Text(sq="PZAP: u vendos për ankesën", sr="IPŽP: odlučeno o žalbi", en="ECAP: the complaint was decided"),
    description=Text(
        sq="Shënon vendimin te rasti i ankesës me atë numër; prej tij llogariten afatet.",
        sr="Unosi odluku u predmet žalbe sa tim brojem; od nje se računaju rokovi.",
        en="Enters the decision into the case of the complaint with that number; deadlines are counted from it.",
    ),
    schema=_of(
        ("ecap_number", "outcome", "decided_at"),
        ecap_number=_NUMBER,
        outcome={"enum": ["upheld", "partly", "rejected", "inadmissible"]},
        decided_at=_MOMENT,
        served_at=_MOMENT,
        hearing_held_on=_DAY,
        orders=_text(1000),
        fine={"type": "string", "pattern": "^[0-9]{1,9}(\\.[0-9]{2})?$"},
    ),
    sample={
        "ecap_number": "A.nr. 12/2026",
        "outcome": "partly",
        "decided_at": "2026-03-04T11:00:00+01:00",
        "orders": "Rinumërim i vendvotimit 0112D/03.",
        "fine": "2500.00",
    },
    facts={
        "outcome": "/outcome",
        "ecap_decided_at": "/decided_at",
        "decision_served_at": "/served_at",
        "hearing_held_on": "/hearing_held_on",
        "orders": "/orders",
        "fine": "/fine",
    },
    key="/ecap_number",
    changes="legal.complaint",
)
JUDGMENT_ISSUED = InboundType(
    name="court.judgment.issued",
    title=Text(
        sq="Gjykata Supreme: u vendos për ankesën",
        sr="Vrhovni sud: odlučeno o žalbi",
        en="Supreme Court: the appeal was decided",
    ),
    description=Text(
        sq="Shënon vendimin e gjykatës te rasti i ankesës me atë numër të PZAP-së.",
        sr="Unosi odluku suda u predmet žalbe sa tim brojem IPŽP-a.",
        en="Enters the decision of the court into the case of the complaint with that number at ECAP.",
    ),
    schema=_of(
        ("ecap_number", "decided_at"), ecap_number=_NUMBER, appealed_at=_MOMENT, decided_at=_MOMENT, final_on=_DAY
    ),
    sample={"ecap_number": "A.nr. 12/2026", "decided_at": "2026-03-10T10:00:00+01:00", "final_on": "2026-03-10"},
    facts={"appealed_at": "/appealed_at", "court_decided_at": "/decided_at", "final_on": "/final_on"},
    key="/ecap_number",
    changes="legal.complaint",
)
ACT_PUBLISHED = InboundType(
    name="gazette.act.published",
    title=Text(
        sq="Gazeta Zyrtare: akti u publikua", sr="Službeni list: akt je objavljen", en="Gazette: an act was published"
    ),
    description=Text(
        sq="Shënon numrin dhe ditën e publikimit te hartimi me atë numër rasti.",
        sr="Unosi broj i dan objave u izradu akta sa tim brojem predmeta.",
        en="Enters number and day of publication into the drafting case with that reference.",
    ),
    schema=_of(
        ("reference", "gazette_number", "published_on"),
        reference=_text(60),
        gazette_number=_text(60),
        published_on=_DAY,
    ),
    sample={"reference": "LIG-2026-0001", "gazette_number": "9/2026", "published_on": "2026-03-09"},
    facts={"gazette_number": "/gazette_number", "gazette_published_on": "/published_on"},
    key="/reference",
    changes="legal.drafting",
)
INBOUND = (COMPLAINT_FILED, DECISION_ISSUED, JUDGMENT_ISSUED, ACT_PUBLISHED)
PUBLISHED = ("regulation", "election_rule", "administrative_instruction")
"""What is published in the Official Gazette."""


def _paper(
    name: str, title: Text, documents: tuple[str, ...], description: Text, case_type: str = "legal.complaint"
) -> EventType:
    """A paper that left the house: which one, and by which hash it is recognised."""
    return EventType(
        name=name,
        title=title,
        description=description,
        schema=_of(
            ("reference", "kind", "document", "number", "sha256", "issued_at"),
            reference=_text(60),
            kind={"enum": list(documents)},
            title=_text(600),
            ecap_number=_NUMBER,
            document=_text(60),
            number=_text(60),
            sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
            issued_at=_MOMENT,
        ),
        sample={
            "reference": "ANK-2026-0001",
            "ecap_number": "A.nr. 12/2026",
            "kind": documents[0],
            "document": "5f0c1f2e-3f0e-4a57-9a53-0d1a6a3c8b11",
            "number": "PRG-0001/2026",
            "sha256": "0f" * 32,
            "issued_at": "2026-03-02T13:00:00+00:00",
        },
        of=DocumentIssued,
        tell=partial(_told, documents, case_type),
    )


def _told(documents: tuple[str, ...], case_type: str, event: Event, work: Work) -> Mapping[str, object] | None:
    """What is told of a paper of these kinds; nothing of any other."""
    if event.data.get("type") not in documents:
        return None
    case = work.cases.get(event.subject)
    if case.type != case_type:
        return None
    number = case.facts.get("ecap_number")
    return {
        "reference": case.reference,
        **({"ecap_number": number} if isinstance(number, str) else {}),
        "kind": event.data["type"],
        **({"title": case.title} if case.type == "legal.drafting" else {}),  # of complaints it may name people
        "document": event.data["document"],
        "number": event.data["number"],
        "sha256": event.data["sha256"],
        "issued_at": event.at.isoformat(),
    }


_HASH = Text(
    sq="Numri, hash-i SHA-256 dhe çasti; vetë dokumenti dërgohet me rrugën zyrtare.",
    sr="Broj, SHA-256 i trenutak; sam dokument ide službenim putem.",
    en="Number, SHA-256 and moment; the document itself goes the official way.",
)
OUTBOUND = (
    _paper(
        "legal.reply.sent",
        Text(sq="Përgjigje në ankesë u dërgua", sr="Odgovor na žalbu je poslat", en="Reply to a complaint was sent"),
        ("complaint_reply",),
        _HASH,
    ),
    _paper(
        "legal.decision.sent",
        Text(sq="Njoftim për vendimin", sr="Obaveštenje o odluci", en="Notice of a decision was sent"),
        ("decision_notice",),
        _HASH,
    ),
    _paper(
        "legal.appeal.filed",
        Text(sq="Ankesë në Gjykatën Supreme", sr="Žalba Vrhovnom sudu", en="Appeal to the Supreme Court was filed"),
        ("court_appeal",),
        _HASH,
    ),
    _paper(
        "legal.act.for_publication",
        Text(sq="Akt për publikim", sr="Akt za objavu", en="Act for publication in the Official Gazette"),
        PUBLISHED,
        _HASH,
        "legal.drafting",
    ),
)
