"""What the legal department writes with its own templates passes its own check, in every language."""

from __future__ import annotations

from typing import Any

import pytest

from neni.core.model.manuscripts.reviews import Remark
from neni.core.model.people import Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.cases import intake
from neni.core.services.manuscripts import reviewing
from neni.core.services.manuscripts.reviewing import HandedIn
from neni.core.services.paper import drafting, issuing

pytestmark = pytest.mark.slow

PREPARES, REVIEWS, APPROVES = (
    Person(f"p-{name}", name, name.title(), Language.ALBANIAN, frozenset({("legal", Role.HEAD)}))
    for name in ("arta", "besa", "dita")
)
STATED = {
    **dict.fromkeys(("sq_attached", "sr_attached", "en_attached", "adoption_recorded", "explanatory_note"), True),
    **dict.fromkeys(("consultation_notice", "consultation_report", "cost_estimate", "cec_approval"), True),
    **dict.fromkeys(("protocol_number", "adopted", "publication_recorded"), True),
    "consultation_days": 20,
    "number_taken": False,
}
TEXTS: dict[Language, dict[str, Any]] = {
    Language.ALBANIAN: {
        "title": "vëzhguesit e zgjedhjeve",
        "basis_title": "për Mbrojtjen e të Dhënave Personale",
        "basis_gazette": "nr. 6, 25 shkurt 2019",
        "transitional": "Kërkesat e paraqitura më parë vendosen sipas rregullave të mëparshme.",
        "purpose": "procedurat për akreditimin e vëzhguesve",
        "scope": "çdo subjekt që kërkon akreditim për vëzhgimin e zgjedhjeve",
        "definitions": [{"term": "Vëzhgues", "meaning": "personi i akredituar për ta përcjellë procesin zgjedhor"}],
        "provisions": [
            {
                "heading": "Kërkesa e vëzhguesit",
                "text": "Kërkesa dorëzohet brenda dhjetë (10) ditëve kalendarike nga dita e shpalljes së zgjedhjeve.",
            },
            {"text": "Vëzhguesi e dorëzon kërkesën në formë elektronike ose me shkrim."},
            {"heading": "Vendimi", "text": "Sekretariati vendos brenda tri (3) ditëve pune nga pranimi i kërkesës."},
        ],
        "repeals": "Rregullorja Nr. 02/2013",
        "reasoning": "Komisioni e ka shqyrtuar kërkesën dhe ka konstatuar se ajo i plotëson kushtet e ligjit.",
        "remedy": "Kundër këtij vendimi mund të paraqitet ankesë në organin e caktuar me ligj.",
        "partner": "Agjencia e Regjistrimit Civil",
        "lasts": "dy vjet nga nënshkrimi",
        "question": "A mund të akreditohet vëzhguesi pas afatit?",
        "opinion": "Ligji nuk parashikon akreditim pas afatit të caktuar.",
    },
    Language.SERBIAN: {
        "title": "posmatračima izbora",
        "basis_title": "o zaštiti ličnih podataka",
        "basis_gazette": "br. 6, 25. februar 2019",
        "transitional": "O ranije podnetim zahtevima odlučuje se po ranijim pravilima.",
        "purpose": "postupak akreditacije posmatrača",
        "scope": "svakog subjekta koji traži akreditaciju za posmatranje izbora",
        "definitions": [{"term": "Posmatrač", "meaning": "lice akreditovano da prati izborni proces"}],
        "provisions": [
            {
                "heading": "Zahtev posmatrača",
                "text": "Zahtev se podnosi u roku od deset (10) kalendarskih dana od dana raspisivanja izbora.",
            },
            {"text": "Posmatrač podnosi zahtev elektronski ili pisanim putem."},
            {"heading": "Odluka", "text": "Sekretarijat odlučuje u roku od tri (3) radna dana od prijema zahteva."},
        ],
        "repeals": "Pravilnik br. 02/2013",
        "reasoning": "Komisija je razmotrila zahtev i utvrdila da on ispunjava uslove iz zakona.",
        "remedy": "Protiv ove odluke može se podneti žalba organu određenom zakonom.",
        "partner": "Agencija za civilnu registraciju",
        "lasts": "dve godine od potpisivanja",
        "question": "Da li se posmatrač može akreditovati posle roka?",
        "opinion": "Zakon ne predviđa akreditaciju posle određenog roka.",
    },
    Language.ENGLISH: {
        "title": "observers of elections",
        "basis_title": "on Protection of Personal Data",
        "basis_gazette": "no. 6, 25 February 2019",
        "transitional": "Applications filed earlier are decided by the earlier rules.",
        "purpose": "how observers are accredited",
        "scope": "every subject that asks for accreditation to observe elections",
        "definitions": [{"term": "Observer", "meaning": "a person accredited to follow the electoral process"}],
        "provisions": [
            {
                "heading": "Application of the observer",
                "text": "The application is filed within ten (10) calendar days from the day elections are called.",
            },
            {"text": "The observer files the application electronically or in writing."},
            {"heading": "Decision", "text": "The Secretariat decides within three (3) working days from its receipt."},
        ],
        "repeals": "Regulation No. 02/2013",
        "reasoning": "The Commission considered the application and found that it meets the conditions of the law.",
        "remedy": "A complaint against this decision may be filed with the body named by law.",
        "partner": "the Civil Registration Agency",
        "lasts": "two years from its signature",
        "question": "Can an observer be accredited after the time limit?",
        "opinion": "The law provides for no accreditation after the set time limit.",
    },
}
KINDS = ("regulation", "election_rule", "administrative_instruction", "decision", "agreement", "opinion")


def facts(kind: str, language: Language) -> dict[str, Any]:
    told = {"act_kind": kind, "basis_law": "06/L-082", "basis_article": "27", "signatory": "Arta Berisha"}
    return {**told, "requested_by": "KQZ", **TEXTS[language]}


@pytest.mark.parametrize("language", list(Language), ids=str)
@pytest.mark.parametrize("kind", KINDS)
def test_a_generated_draft_passes_its_own_check(office: Office, kind: str, language: Language) -> None:
    case = intake.open_case(office, PREPARES, "legal.drafting", facts(kind, language))
    draft = drafting.prepare(office, PREPARES, case.reference, kind, language)
    drafting.review(office, REVIEWS, draft.id)
    drafting.approve(office, APPROVES, draft.id)
    content = issuing.content_of(office, PREPARES, drafting.issue_draft(office, PREPARES, draft.id).id)
    document = office.host.case_type("legal.drafting").document(kind)
    assert document is not None
    done = reviewing.review(
        office, PREPARES, HandedIn(document.checked_as, content, f"{kind}.docx", stated=STATED, case=case.reference)
    )
    assert [_told(one) for one in done.remarks] == []


def _told(one: Remark) -> tuple[str, str, str, str]:
    return one.finding.rule, one.eid, one.words[:80], one.finding.message.en[:120]
