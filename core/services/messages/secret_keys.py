"""The keys by which stored secrets are sealed: which there are, replacing them, and what is left when one is lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from neni.core.model.events import SealingKeysChanged
from neni.core.model.people import EVERYWHERE, Permission, Person
from neni.core.model.webhooks import EndpointState
from neni.core.office import Office
from neni.core.services.messages import endpoints
from neni.core.services.people.access import require

LOST = "key lost"
"""Why an endpoint is paused whose keys nobody can read any more."""


@dataclass(frozen=True, slots=True)
class KeyState:
    """A key: whether it `seals`, whether it is `waiting` to, whether it is `at_hand`, and how many values it sealed."""

    id: str
    seals: bool
    waiting: bool
    at_hand: bool
    values: int

    @property
    def is_idle(self) -> bool:
        """Whether it is of no use any more."""
        return self.at_hand and not (self.seals or self.waiting or self.values)


def listed(office: Office, person: Person) -> tuple[KeyState, ...]:
    """Every key at hand or needed, the one that seals first. Raises NotAllowed, BadConfiguration."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    current, known = office.vault.current, office.vault.known
    with office.store.reading() as work:
        counts = work.sealed.counts()
    every = sorted({*known, *counts}, key=lambda one: (one != current, one))
    waiting = office.vault.waiting
    return tuple(KeyState(one, one == current, one in waiting, one in known, counts.get(one, 0)) for one in every)


def add(office: Office, person: Person) -> str:
    """A new key that only opens so far, so that its file can be taken to every machine before it seals; its id. Raises
    NotAllowed, BadConfiguration."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    made = office.vault.add()
    _note(office, person, "added", made)
    return made


def rotate(office: Office, person: Person) -> tuple[str, int]:
    """Seal everything with the key that waits, or a new one; its id, and how many values. Keys before stay at hand.
    Raises NotAllowed, BadConfiguration, SecretUnreadable."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    current = office.vault.promote()
    with office.store.writing() as work:
        sealed = work.sealed.seal_anew()
        work.sealed.note([current])
    _note(office, person, "rotated", current, sealed)
    return current, sealed


def forget(office: Office, person: Person) -> Collection[str]:
    """Take keys that nothing is sealed with out of the file; which. Raises NotAllowed, BadConfiguration."""
    idle = [one.id for one in listed(office, person) if one.is_idle]
    office.vault.drop(idle)
    _note(office, person, "forgotten", *idle)
    return idle


def give_up(office: Office, person: Person) -> tuple[Collection[str], Collection[str]]:
    """Work on without a key that is lost: what only it opened is removed, the endpoints and sources concerned are
    stopped until they get new keys; which. Raises NotAllowed, BadConfiguration."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.writing() as work:
        ended, silent = work.sealed.drop_unreadable()
        for name in silent:
            source = work.inbound.source(name)
            if source is not None:
                work.inbound.save_source(replace(source, active=False))
        work.sealed.note([one for one in work.sealed.counts() if one in office.vault.known] or [office.vault.current])
    for one in ended:
        if endpoints.one(office, person, one).state is EndpointState.ACTIVE:
            endpoints.pause(office, person, one, LOST)
    _note(office, person, "lost", *sorted(ended), *sorted(silent))
    return ended, silent


def _note(office: Office, person: Person, what: str, *which: str | int) -> None:
    told = {"what": what, "which": list(which)}
    with office.store.writing() as work:
        work.events.add(SealingKeysChanged(office.clock.now(), person.id, "sealing-keys", told))
