"""Calendar addresses: whoever knows one reads deadlines with a calendar program, of a person's own cases or of a
department, for as long as the person may. The address is shown once; only its hash is kept, and it can be revoked.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import timedelta

from neni.core.adapters import icalendar
from neni.core.errors import NotFound
from neni.core.model.cases import department_of
from neni.core.model.deadlines.agenda import Entry, in_order
from neni.core.model.deadlines.stored import RUNNING, Feed
from neni.core.model.events import FeedMade, FeedRevoked
from neni.core.model.people import Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Due, DueQuery
from neni.core.services.agendas.agenda_files import happenings
from neni.core.services.deadlines.deadline_laws import rule_of
from neni.core.services.people.access import require
from neni.core.services.people.identity import fingerprint

BACK = timedelta(days=60)
"""So far back deadlines that were missed stay in a feed."""
MOST = 2000
_LONGEST_LABEL = 80


def make(office: Office, person: Person, department: str | None = None, label: str = "") -> tuple[Feed, str]:
    """A new address, and its token, which is told this once. Raises NotFound (department), NotAllowed."""
    if department is not None:
        office.host.department(department)
        require(person, Permission.READ, department)
    token = secrets.token_urlsafe(32)
    now = office.clock.now()
    feed = Feed(str(uuid.uuid4()), person.id, fingerprint(token), department, label.strip()[:_LONGEST_LABEL], now)
    with office.store.writing() as work:
        work.feeds.add(feed)
        event = FeedMade(now, person.id, f"feed:{feed.id}", {"department": department})
        work.events.add(event)
    return feed, token


def mine(office: Office, person: Person) -> tuple[Feed, ...]:
    """The addresses a person made and did not revoke."""
    with office.store.reading() as work:
        return tuple(work.feeds.of_person(person.id))


def revoke(office: Office, person: Person, feed_id: str) -> None:
    """Let nobody use it any more. Raises NotFound."""
    now = office.clock.now()
    with office.store.writing() as work:
        work.feeds.revoke(feed_id, person.id, now)
        event = FeedRevoked(now, person.id, f"feed:{feed_id}", {})
        work.events.add(event)


def read(office: Office, token: str) -> bytes:
    """The calendar of an address. Raises NotFound when there is none, it was revoked, or its person may not read
    what it shows any more."""
    with office.store.reading() as work:
        feed = work.feeds.by_token(fingerprint(token))
        person = work.people.get(feed.person_id) if feed else None
        if feed is None or person is None or not person.active:
            raise NotFound(_NO_FEED)
        kinds = [one.code for one in office.host.case_types() if feed.department in (None, department_of(one.code))]
        types = tuple(code for code in kinds if person.may(Permission.READ, department_of(code)))
        if feed.department is not None and not types:
            raise NotFound(_NO_FEED)
        query = DueQuery(
            types,
            RUNNING,
            since=office.clock.now() - BACK,
            opened_by=None if feed.department else person.id,
            limit=MOST,
        )
        found = work.deadlines.find(query) if types else ()
    entries = [entry for one in found if (entry := _entry(office, one)) is not None]
    name = feed.label or (office.host.department(feed.department).title if feed.department else _MINE).in_language(
        person.language
    )
    return icalendar.write(name, happenings(office, in_order(entries), person.language), office.clock.now())


def _entry(office: Office, due: Due) -> Entry | None:
    deadline, rule = due.deadline, rule_of(office, due.case_type, due.deadline)
    if rule is None or deadline.due is None or deadline.last_day is None:
        return None
    return Entry(
        uid=deadline.id,
        rule=rule,
        due=deadline.due,
        day=deadline.last_day,
        state=deadline.state,
        deadline_id=deadline.id,
        changed_at=deadline.changed_at,
        reference=due.reference,
        title=due.title,
        version=deadline.version,
    )


_MINE = Text(sq="Afatet e mia", sr="Moji rokovi", en="My deadlines")
_NO_FEED = Text(
    sq="Kjo adresë kalendari nuk ekziston ose u tërhoq; krijoni një të re në Neni.",
    sr="Ova adresa kalendara ne postoji ili je povučena; napravite novu u Neniju.",
    en="This calendar address does not exist or was revoked; make a new one in Neni.",
)
