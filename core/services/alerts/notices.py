"""How a person wants to be told of alerts: the address, quiet hours, leave and who stands in meanwhile."""

from __future__ import annotations

from dataclasses import replace

from neni.core.adapters.mail import is_address
from neni.core.errors import InvalidFacts, NotFound, Problem
from neni.core.model.alerts.notices import NoticeSettings
from neni.core.model.events import NoticesSet
from neni.core.model.people import EVERYWHERE, OPERATOR, Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Work


def settings_of(office: Office, person: Person) -> NoticeSettings:
    """A person's own wishes."""
    with office.store.reading() as work:
        return work.notices.of(person.id)


def save(office: Office, person: Person, wanted: NoticeSettings) -> NoticeSettings:
    """Store a person's own wishes. Raises InvalidFacts with everything that cannot be."""
    wishes, now = replace(wanted, person_id=person.id, address=wanted.address.strip()), office.clock.now()
    with office.store.writing() as work:
        problems = [*_of_address(wishes), *_of_hours(wishes), *_of_leave(office, work, person, wishes)]
        if problems:
            raise InvalidFacts(_NOT_SAVED, problems)
        work.notices.save(wishes)
        told = {"by_mail": wishes.by_mail and bool(wishes.address), "away": wishes.away_from is not None}
        work.events.add(NoticesSet(now, person.id, f"person:{person.id}", told))
    return wishes


def substitutes(office: Office, person: Person) -> tuple[Person, ...]:
    """Who could stand in for a person: whoever may read all that the person may be told of."""
    with office.store.reading() as work:
        return tuple(one for one in work.people.all() if _can_stand_in(office, one, person))


def _can_stand_in(office: Office, other: Person, person: Person) -> bool:
    if not other.active or other.id in (person.id, OPERATOR.id):
        return False
    if person.may(Permission.ADMINISTER, EVERYWHERE) and not other.may(Permission.ADMINISTER, EVERYWHERE):
        return False
    mine = (one.code for one in office.host.departments if person.may(Permission.READ, one.code))
    return all(other.may(Permission.READ, code) for code in mine)


def _of_address(wishes: NoticeSettings) -> list[Problem]:
    good = not wishes.address or is_address(wishes.address)
    return [] if good else [Problem("not_an_address", _ADDRESS, "/address")]


def _of_hours(wishes: NoticeSettings) -> list[Problem]:
    good = (wishes.quiet_from is None) is (wishes.quiet_until is None)
    return [] if good else [Problem("required", _HOURS, "/quiet_until")]


def _of_leave(office: Office, work: Work, person: Person, wishes: NoticeSettings) -> list[Problem]:
    start, last = wishes.away_from, wishes.away_until
    problems = []
    if (start is None and (last or wishes.substitute)) or (start and last and last < start):
        problems.append(Problem("not_in_range", _LEAVE, "/away_from"))
    if wishes.substitute:
        try:
            other = work.people.get(wishes.substitute)
        except NotFound:
            return [*problems, Problem("not_found", _SUBSTITUTE, "/substitute")]
        if not _can_stand_in(office, other, person):
            problems.append(Problem("not_allowed", _SUBSTITUTE, "/substitute"))
    return problems


_NOT_SAVED = Text(
    sq="Cilësimet nuk u ruajtën; shihni çka duhet ndryshuar.",
    sr="Podešavanja nisu sačuvana; pogledajte šta treba promeniti.",
    en="The settings were not saved; see what has to be changed.",
)
_ADDRESS = Text(
    sq="Kjo nuk është adresë e postës elektronike; shkruani p.sh. emri@example.org.",
    sr="Ovo nije adresa elektronske pošte; upišite npr. ime@example.org.",
    en="This is no e-mail address; write one such as name@example.org.",
)
_HOURS = Text(
    sq="Shkruani fillimin dhe fundin e orëve të qeta, ose asnjërin.",
    sr="Upišite početak i kraj tihih sati, ili nijedno.",
    en="Give both the beginning and the end of the quiet hours, or neither.",
)
_LEAVE = Text(
    sq="Shkruani ditën e parë të pushimit; dita e fundit nuk mund të jetë para saj.",
    sr="Upišite prvi dan odsustva; poslednji dan ne može biti pre njega.",
    en="Give the first day of the leave; the last day cannot lie before it.",
)
_SUBSTITUTE = Text(
    sq="Ky person nuk mund t'ju zëvendësojë: duhet t'i shohë të njëjtat departamente si ju.",
    sr="Ova osoba ne može da vas zamenjuje: mora imati uvid u ista odeljenja kao vi.",
    en="This person cannot stand in for you: they must be able to see the same departments as you.",
)
