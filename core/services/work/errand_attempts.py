"""One attempt at an errand, and what is written of it: the errand's new status and its effect in one transaction."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence

from neni.core.errors import Busy, Fenced, NeniError, Unavailable
from neni.core.model.errands import Errand
from neni.core.office import Office
from neni.core.ports import DONE, Outcome, Work
from neni.core.services.work.errand_kinds import Kinds

_log = logging.getLogger(__name__)
_DRAW = secrets.SystemRandom()


def attempt(office: Office, kinds: Kinds, errand: Errand) -> Outcome:
    """Do an errand; whatever goes wrong becomes its outcome."""
    try:
        return kinds.by_name[errand.kind].run(errand, office.desk()) or DONE
    except NeniError as error:
        return Outcome(failed=True, reason=f"{error.code}: {error}")
    except Exception as error:  # noqa: BLE001 - whatever the doer raises is a failed attempt, told in the ledger
        _log.exception("errand %s %s failed", errand.kind, errand.id)
        return Outcome(failed=True, reason=f"{type(error).__name__}: {error}")


def settle_all(office: Office, kinds: Kinds, work: Work, finished: Sequence[tuple[Errand, Outcome]]) -> None:
    """Write what became of many attempts. Raises Fenced, before any effect, when another worker has taken one over."""
    plain = [errand for errand, outcome in finished if _is_done(outcome)]
    work.errands.done_all(plain, office.clock.now())
    for errand, outcome in finished:
        if not _is_done(outcome):
            settle(office, kinds, work, errand, outcome)
        elif outcome.settle:
            outcome.settle(work)


def _is_done(outcome: Outcome) -> bool:
    return not (outcome.failed or outcome.parked or outcome.again_at)


def settle(office: Office, kinds: Kinds, work: Work, errand: Errand, outcome: Outcome) -> None:
    """Write what became of an attempt. Raises Fenced, before any effect, when another worker has taken over."""
    now = office.clock.now()
    if outcome.parked:
        work.errands.park(errand, now, outcome.reason)
    elif outcome.again_at:
        work.errands.again(errand, outcome.again_at, outcome.reason)
    elif outcome.failed:
        pause = kinds.by_name[errand.kind].retries.pause(errand.attempts, _DRAW.random())
        if pause is None:
            work.errands.park(errand, now, outcome.reason)
        else:
            work.errands.again(errand, now + pause, outcome.reason)
    else:
        work.errands.done(errand, now)
    if outcome.settle:
        outcome.settle(work)


def settle_alone(office: Office, kinds: Kinds, errand: Errand, outcome: Outcome) -> None:
    """Write one outcome in a transaction of its own; when its effect cannot be written that is a failed attempt. Raises
    Busy, Unavailable when nothing can be written now: what was done is written later, and not done again for it."""
    try:
        with office.store.writing() as work:
            settle(office, kinds, work, errand, outcome)
    except Fenced as error:
        _log.warning("%s", error)
    except (Busy, Unavailable):
        raise
    except Exception as error:  # noqa: BLE001 - an effect that cannot be written is a failed attempt too
        _log.exception("what errand %s %s wanted to write could not be written", errand.kind, errand.id)
        failed = Outcome(failed=True, reason=f"{type(error).__name__}: {error}")
        with office.store.writing() as work:
            settle(office, kinds, work, errand, failed)
