"""A public contract: of the institution itself, or of a register taken over from elsewhere."""

from __future__ import annotations

from neni.core import CaseType, DocumentType, Field, Register, Section, Text

CONTRACT_CASES = Register(
    code="procurement.contract_cases",
    title=Text(sq="Lista e lëndëve të kontratave", sr="Spisak predmeta ugovora", en="List of contract cases"),
    pattern="KON-{year}-{number:04d}",
)
CONTRACTS = Register(
    code="procurement.contracts",
    title=Text(sq="Libri i kontratave publike", sr="Knjiga javnih ugovora", en="Book of public contracts"),
    pattern="KQZ-K-{number:04d}/{year}",
)

SUBJECT = Section(
    Text(sq="Lënda", sr="Predmet", en="Subject"),
    (
        Field("title", required=True),
        Field("contract_type", required=True),
        Field("cpv"),
        Field("purchase_reference"),
        Field("procurement_number"),
        Field("buyer"),
        Field("personal_data"),
    ),
)
VALUE = Section(
    Text(sq="Vlera dhe procedura", sr="Vrednost i postupak", en="Value and procedure"),
    (
        Field("estimated_value"),
        Field("price"),
        Field("recorded_value_class"),
        Field("procedure"),
        Field("negotiated_ground"),
        Field("lines"),
    ),
)
SUPPLIER = Section(
    Text(sq="Operatori ekonomik", sr="Privredni operater", en="Economic operator"),
    (
        Field("supplier_name"),
        Field("supplier_number"),
        Field("supplier_address"),
        Field("supplier_representative"),
    ),
)
PERFORMANCE = Section(
    Text(sq="Ekzekutimi", sr="Izvršenje", en="Performance"),
    (
        Field("starts_on"),
        Field("ends_on"),
        Field("delivery_place"),
        Field("delivery_days"),
        Field("payment_days"),
        Field("is_framework"),
        Field("performance_security"),
        Field("performance_security_until"),
        Field("contract_manager"),
    ),
)
FUNDS = Section(
    Text(sq="Mjetet", sr="Sredstva", en="Funds"),
    (Field("funds_committed"), Field("funds_committed_amount")),
)
SIGNATURE = Section(
    Text(sq="Dhënia dhe nënshkrimi", sr="Dodela i potpisivanje", en="Award and signature"),
    (
        Field("award_notice_on"),
        Field("review_pending"),
        Field("signed_on"),
        Field("signatory"),
        Field("cosigned"),
        Field("cosignatory"),
        Field("award_published_on"),
    ),
)
REVIEW = Section(
    Text(sq="Rishqyrtimi", sr="Preispitivanje", en="Review"),
    (
        Field("review_requested_on"),
        Field("review_decided_on"),
        Field("review_decision_received_on"),
        Field("complaint_filed_on"),
        Field("expert_assigned_on"),
        Field("expert_reported_on"),
        Field("body_decided_on"),
        Field("body_decision_received_on"),
        Field("lawsuit_filed_on"),
    ),
)
PAYMENT = Section(
    Text(sq="Pagesa", sr="Plaćanje", en="Payment"),
    (
        Field("invoice_number"),
        Field("invoice_amount"),
        Field("invoice_received_on"),
        Field("payment_ordered_on"),
        Field("invoice_paid_on"),
    ),
)
CHANGES = Section(
    Text(sq="Anekset", sr="Aneksi", en="Annexes"),
    (Field("annex_total"),),
)

CONTRACT = CaseType(
    code="procurement.contract",
    title=Text(sq="Kontratë", sr="Ugovor", en="Contract"),
    register=CONTRACT_CASES,
    form=(SUBJECT, VALUE, SUPPLIER, PERFORMANCE, FUNDS, SIGNATURE, REVIEW, PAYMENT, CHANGES),
    title_fact="title",
    documents=(
        DocumentType(
            code="contract",
            title=Text(sq="Kontratë publike", sr="Javni ugovor", en="Public contract"),
            template="contract_{contract_type}",
            register=CONTRACTS,
        ),
    ),
    on_fact="signed_on",
)
