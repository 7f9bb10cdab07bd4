"""A purchase from the need to the decision on its procedure, before anything is published."""

from __future__ import annotations

from neni.core import CaseType, DocumentType, Field, Register, Section, Text

PURCHASES = Register(
    code="procurement.purchases",
    title=Text(sq="Libri i blerjeve", sr="Knjiga nabavki", en="Book of purchases"),
    pattern="PRO-{year}-{number:04d}",
)
STATEMENTS = Register(
    code="procurement.statements_of_needs",
    title=Text(sq="Libri i deklaratave të nevojave", sr="Knjiga izjava o potrebama", en="Book of statements of needs"),
    pattern="KQZ-B04-{number:04d}/{year}",
)
DECISIONS = Register(
    code="procurement.procedure_decisions",
    title=Text(
        sq="Libri i vendimeve për procedurën", sr="Knjiga odluka o postupku", en="Book of decisions on the procedure"
    ),
    pattern="KQZ-VP-{number:04d}/{year}",
)

NEED = Section(
    Text(sq="Nevoja", sr="Potreba", en="The need"),
    (
        Field("title", required=True),
        Field("requesting_unit"),
        Field("requesting_officer"),
        Field("description"),
        Field("quantity"),
        Field("purpose"),
        Field("needed_by"),
    ),
)
VALUE = Section(
    Text(sq="Lloji dhe vlera", sr="Vrsta i vrednost", en="Kind and value"),
    (
        Field("contract_type", required=True),
        Field("cpv"),
        Field("estimated_value", required=True),
        Field("buyer"),
    ),
)
PLAN_AND_FUNDS = Section(
    Text(sq="Plani dhe mjetet", sr="Plan i sredstva", en="Plan and funds"),
    (
        Field("in_procurement_plan"),
        Field("reason_not_in_plan"),
        Field("budget_line"),
        Field("funds_committed"),
        Field("funds_confirmed_by"),
        Field("multi_year"),
        Field("multi_year_funds_foreseen"),
    ),
)
SPECIFICATION = Section(
    Text(sq="Specifikimi teknik", sr="Tehnička specifikacija", en="Technical specification"),
    (Field("specification_annexed"), Field("brand_named"), Field("or_equivalent")),
)
PROCEDURE = Section(
    Text(sq="Procedura", sr="Postupak", en="Procedure"),
    (
        Field("procedure"),
        Field("negotiated_ground"),
        Field("award_criterion"),
        Field("framework"),
        Field("framework_months"),
        Field("procurement_officer"),
    ),
)
TIME_LIMITS = Section(
    Text(sq="Afatet", sr="Rokovi", en="Time limits"),
    (
        Field("notice_published_on"),
        Field("requests_deadline"),
        Field("tender_deadline"),
        Field("urgent"),
        Field("indicative_notice_published"),
    ),
)

PURCHASE = CaseType(
    code="procurement.purchase",
    title=Text(sq="Blerje", sr="Nabavka", en="Purchase"),
    register=PURCHASES,
    form=(NEED, VALUE, PLAN_AND_FUNDS, SPECIFICATION, PROCEDURE, TIME_LIMITS),
    title_fact="title",
    documents=(
        DocumentType(
            code="statement_of_needs",
            title=Text(
                sq="Deklarata e nevojave dhe disponueshmërisë së mjeteve (B04)",
                sr="Izjava o potrebama i raspoloživosti sredstava (B04)",
                en="Statement of needs and availability of funds (B04)",
            ),
            template="statement_of_needs",
            register=STATEMENTS,
        ),
        DocumentType(
            code="procedure_decision",
            title=Text(
                sq="Vendim për procedurën e prokurimit",
                sr="Odluka o postupku nabavke",
                en="Decision on the procurement procedure",
            ),
            template="procedure_decision",
            register=DECISIONS,
        ),
    ),
    on_fact="notice_published_on",
)
