"""Every kind of background work an office knows: the core's own and what plugins declare."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from neni.core.declarations import ErrandKind
from neni.core.model.errands import Errand, Lane
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.alerts.letters import letter_kind
from neni.core.services.messages import partner_messages
from neni.core.services.messages.subscribing import subscription_kinds
from neni.core.services.work.planning import plans_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kinds by name. An errand of another kind stays in the ledger until a version that knows it takes it."""

    by_name: Mapping[str, ErrandKind]

    @classmethod
    def of(cls, kinds: Iterable[ErrandKind]) -> Kinds:
        """These kinds."""
        return cls({kind.name: kind for kind in kinds})

    def lane_of(self, lane: str) -> Lane:
        """The declared limits of a lane: those of the kind whose name it bears, before a colon if there is one."""
        kind = self.by_name.get(lane) or self.by_name.get(lane.partition(":")[0])
        return kind.lane(lane) if kind else Lane(lane)

    def prepared(self, work: Work, taken: Sequence[Errand]) -> Sequence[Errand]:
        """What was taken, with what the kinds look up for it. A kind that fails at that looks up nothing."""
        brought: dict[int, object] = {}
        for kind in {one.kind for one in taken}:
            prepare = self.by_name[kind].prepare
            if prepare:
                try:
                    brought.update(prepare(work, [one for one in taken if one.kind == kind]))
                except Exception:  # noqa: BLE001 - a plugin's mistake must not stop the clerk; `run` looks for itself
                    _log.exception("errands of the kind %s could not be prepared", kind)
        return [replace(one, brought=brought.get(one.id)) for one in taken] if brought else taken

    def most_attempts(self) -> Mapping[str, int]:
        """How often an errand of each kind is tried."""
        return {name: len(kind.retries.steps) + 1 for name, kind in self.by_name.items()}


def kinds_of(office: Office) -> Kinds:
    """The kinds of an office."""
    planned = (plan.kind for plan in plans_of(office))
    of_core = (*planned, letter_kind(office), *subscription_kinds(office), partner_messages.kind(office))
    return Kinds.of((*of_core, *office.host.errands()))
