"""The operations department: election calendars, and applications for certification with their deadlines."""

from __future__ import annotations

from importlib.resources import files

from neni.core import CaseType, Department, Field, Register, Section, Text, hookimpl
from neni.plugins.operations.reporting import INBOUND, REPORT

ELECTION = CaseType(
    code="operations.election",
    title=Text(sq="Zgjedhjet", sr="Izbori", en="Election"),
    register=Register(
        "operations.elections",
        Text(sq="Libri i zgjedhjeve", sr="Knjiga izbora", en="Book of elections"),
        "ZGJ-{number:03d}",
    ),
    form=(
        Section(
            Text(sq="Zgjedhjet", sr="Izbori", en="The election"),
            (
                Field("title", required=True),
                Field("election_kind", required=True),
                Field("early", required=True),
                Field("election_day", required=True),
            ),
        ),
        Section(
            Text(sq="Shpallja", sr="Raspisivanje", en="The announcement"),
            (Field("called_on"), Field("assembly_term_end"), Field("dissolved_on"), Field("lists_until")),
        ),
        Section(
            Text(sq="Rrjedha", sr="Tok", en="The course"),
            (
                Field("recommended_on"),
                Field("runoff_needed"),
                Field("results_published_at"),
                Field("results_announced_on"),
                Field("results_certified_on"),
            ),
        ),
    ),
    title_fact="title",
    on_fact="election_day",
)
APPLICATION = CaseType(
    code="operations.application",
    title=Text(sq="Aplikim për certifikim", sr="Prijava za sertifikaciju", en="Application for certification"),
    register=Register(
        "operations.applications",
        Text(sq="Libri i aplikimeve", sr="Knjiga prijava", en="Book of applications"),
        "CER-{year}-{number:04d}",
    ),
    form=(
        Section(
            Text(sq="Aplikimi", sr="Prijava", en="The application"),
            (Field("entity", required=True), Field("received_on", required=True), Field("defective")),
        ),
        Section(
            Text(sq="Shqyrtimi", sr="Razmatranje", en="Examination"),
            (
                Field("defect_notice_sent_on"),
                Field("defect_notice_received_on"),
                Field("corrected_on"),
                Field("put_forward_on"),
                Field("recommended_on"),
            ),
        ),
        Section(
            Text(sq="Ankesa", sr="Žalba", en="The appeal"),
            (Field("decision_notified_at"), Field("appealed_at"), Field("appeal_decided_at")),
        ),
    ),
    title_fact="entity",
)


@hookimpl
def department() -> Department:
    """Operations, with its case types and where its law lies; it has no paper of its own yet."""
    return Department(
        code="operations",
        title=Text(sq="Operacionet zgjedhore", sr="Izborne operacije", en="Election operations"),
        case_types=(ELECTION, APPLICATION, REPORT),
        inbound_types=INBOUND,
        rulesets=files("neni.rulesets") / "operations",
        document_templates=files("neni.document_templates"),
        escalation=("officer", "head", "executive"),
    )
