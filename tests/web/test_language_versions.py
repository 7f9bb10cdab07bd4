"""Language versions of one act on a page: what differs, side by side, and what the rules say of it."""

from __future__ import annotations

from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.services.manuscripts import reviewing
from neni.core.services.manuscripts.reviewing import HandedIn
from tests.web.conftest import People

LAWYER = Person("p-jurist", "jurist", "Besa Gashi", Language.ENGLISH, frozenset({(EVERYWHERE, Role.LAWYER)}))
ALBANIAN = """RREGULLORE NR. 05/2025
PËR VËZHGUESIT
Neni 1
Qëllimi
Kjo rregullore përcakton akreditimin.
Neni 2
Afati
Kërkesa dorëzohet brenda dhjetë (10) ditëve pune nga shpallja.
"""
ENGLISH = """REGULATION NO. 05/2025
ON OBSERVERS
Article 1
Purpose
This Regulation sets out accreditation.
Article 2
Time
The application is filed within twelve (12) working days from the announcement.
"""


def test_a_changed_deadline_is_shown_in_both_versions_with_the_rule(office: Office, people: People) -> None:
    with office.store.writing() as work:
        work.people.add(LAWYER, "!")
    first, second = (
        reviewing.review(office, LAWYER, HandedIn("legal.bylaw", text.encode(), name))
        for text, name in ((ALBANIAN, "sq.txt"), (ENGLISH, "en.txt"))
    )
    browser = people.browser("jurist")
    browser.get(f"/manuscripts/compare?version={first.id}&version={second.id}")
    assert "dhjetë (10) ditëve" in browser.page
    assert "twelve (12) working days" in browser.page
    assert "LEG-C45" in browser.page
    browser.get(f"/manuscripts/compare?version={first.id}&version={first.id}")
    assert "They agree in everything that was compared." in browser.page
