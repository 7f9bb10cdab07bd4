"""What the demonstration shows of procurement: an invented purchase, the contract it ends in, a made-up register."""

from __future__ import annotations

from importlib.resources import files

from neni.core import Demonstration, DemonstrationCase

PURCHASE = DemonstrationCase(
    key="demonstration/ballot-paper",
    case_type="procurement.purchase",
    facts={
        "title": "Furnizim me letër me veçori mbrojtëse për fletëvotime",
        "contract_type": "supplies",
        "cpv": "30197630",
        "estimated_value": "48000.00",
        "requesting_unit": "Divizioni për operacione zgjedhore",
        "requesting_officer": "Arta Berisha",
        "description": "Letër me filigran dhe fije mbrojtëse, sipas specifikimit të bashkëngjitur.",
        "quantity": "12 ton",
        "purpose": "Shtypja e fletëvotimeve për zgjedhjet lokale.",
        "budget_line": "230-13610",
        "needed_by": "2026-09-01",
        "in_procurement_plan": True,
        "funds_committed": True,
        "funds_confirmed_by": "Blerim Hoti",
        "multi_year": False,
        "specification_annexed": True,
        "brand_named": False,
        "procedure": "price_quotation",
        "award_criterion": "lowest_price",
        "framework": False,
        "urgent": False,
        "indicative_notice_published": False,
        "notice_published_on": "2026-03-16",
        "tender_deadline": "2026-03-26",
        "procurement_officer": "Teuta Krasniqi",
    },
    document="procedure_decision",
    corrections={"procedure": "open", "tender_deadline": "2026-04-07"},
)
CONTRACT = DemonstrationCase(
    key="demonstration/ballot-paper-contract",
    case_type="procurement.contract",
    facts={
        "title": "Furnizim me letër me veçori mbrojtëse për fletëvotime",
        "contract_type": "supplies",
        "cpv": "30197630",
        "procurement_number": "220-26-0147-1-2-1",
        "estimated_value": "48000.00",
        "price": "46920.00",
        "procedure": "open",
        "supplier_name": "Letra e Mbrojtur sh.p.k.",
        "supplier_number": "811000001",
        "supplier_address": "Rruga e Shtypit 12, Prishtinë",
        "supplier_representative": "Driton Gashi",
        "delivery_place": "Depoja qendrore e Sekretariatit, Prishtinë",
        "delivery_days": 45,
        "starts_on": "2026-05-11",
        "ends_on": "2026-08-31",
        "payment_days": 30,
        "award_notice_on": "2026-04-29",
        "review_pending": False,
        "signed_on": "2026-05-08",
        "performance_security": "3000.00",
        "performance_security_until": "2026-09-30",
        "contract_manager": "Arta Berisha",
        "signatory": "Teuta Krasniqi",
        "cosigned": False,
        "funds_committed": True,
        "funds_committed_amount": "48000.00",
        "lines": [
            {
                "description": "Letër me filigran, 90 g/m²",
                "unit": "ton",
                "quantity": "12",
                "unit_price": "3910.00",
            }
        ],
    },
    document="contract",
    corrections={"performance_security": "4692.00"},
)
DEMONSTRATION = Demonstration(
    cases=(PURCHASE, CONTRACT),
    table=files("neni.plugins.procurement") / "demo" / "contracts.csv",
    import_map="municipal_register",
)
