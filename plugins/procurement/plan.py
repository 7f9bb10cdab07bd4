"""The annual procurement plan: its forecast before the fiscal year, its final form after the budget."""

from __future__ import annotations

from neni.core import CaseType, Field, Register, Section, Text

PLAN = CaseType(
    code="procurement.plan",
    title=Text(sq="Plani vjetor i prokurimit", sr="Godišnji plan nabavke", en="Annual procurement plan"),
    register=Register(
        "procurement.plans",
        Text(sq="Libri i planeve të prokurimit", sr="Knjiga planova nabavke", en="Book of procurement plans"),
        "PLN-{year}-{number:03d}",
    ),
    form=(
        Section(
            Text(sq="Plani", sr="Plan", en="The plan"),
            (
                Field("title", required=True),
                Field("fiscal_year_start", required=True),
                Field("forecast_sent_on"),
                Field("budget_appropriated_on"),
                Field("final_plan_on"),
            ),
        ),
    ),
    title_fact="title",
)
