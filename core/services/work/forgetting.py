"""What is removed after a time: answers given to keyed requests, sessions that ended, errands done long ago,
messages to other institutions and what they answered."""

from __future__ import annotations

from datetime import timedelta

from neni.core.model.errands import Errand
from neni.core.office import Office

REPLIES_KEPT = timedelta(days=30)
ERRANDS_KEPT = timedelta(days=90)
INBOUND_KEPT = timedelta(days=90)
"""So long the bodies of messages to us are kept once they are worked on; that they came is kept for good."""
MESSAGES_KEPT = timedelta(days=90)
ANSWERS_KEPT = timedelta(days=30)
ATTEMPTS_KEPT = timedelta(days=730)
BATCH = 1_000


def forget_old(office: Office, _errand: Errand) -> None:
    """Remove what is older than it is kept, a batch a transaction, so that nobody waits long."""
    now = office.clock.now()
    with office.store.writing() as work:
        work.people.forget(now)
    while True:
        with office.store.writing() as work:
            gone = work.errands.forget(now - ERRANDS_KEPT, BATCH) + work.replies.forget(now - REPLIES_KEPT, BATCH)
            gone += work.inbound.forget_bodies(now - INBOUND_KEPT, BATCH)
            gone += work.messages.forget(now - MESSAGES_KEPT, now - ANSWERS_KEPT, now - ATTEMPTS_KEPT, BATCH)
        if not gone:
            return
