"""A batch as a run: what its page and its API show of it, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from neni.core.errors import Conflict
from neni.core.model.batches import BatchReport, RowState
from neni.core.model.cases import department_of
from neni.core.model.people import Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.batches import batching
from neni.core.services.batches.batching import Batch
from neni.core.services.people.access import require
from neni.core.web.runs import Run, Runs

KIND = "batch"


@dataclass(frozen=True, slots=True)
class About:
    """What a run goes through, and whether it only checks."""

    batch: Batch
    checking: bool


def about(run: Run) -> About:
    """What a run of this kind goes through."""
    return cast("About", run.about)


def report_of(run: Run) -> BatchReport | None:
    """What became of its rows, once it is over."""
    return cast("BatchReport | None", run.result)


def begin(runs: Runs, office: Office, person: Person, batch: Batch, *, checking: bool) -> Run:
    """Begin to check a batch, or to issue. Raises Conflict."""

    def work(on_row: Callable[[int, int], None]) -> BatchReport:
        return (batching.check if checking else batching.run)(office, person, batch, on_row)

    return runs.start(person, KIND, About(batch, checking), work)


def go_on(runs: Runs, office: Office, person: Person, run: Run) -> Run:
    """Issue what was checked, or the rest of what was stopped. Raises Conflict."""
    if not goes_on(run):
        raise Conflict(NOTHING_TO_ISSUE)
    return begin(runs, office, person, about(run).batch, checking=False)


def goes_on(run: Run) -> bool:
    """Whether there is something to issue: every row was checked and some are ready, or a run was stopped."""
    report = report_of(run)
    if report is None:
        return False
    if about(run).checking:
        return not report.stopped and report.counts[RowState.READY] > 0
    return report.stopped


def found(runs: Runs, person: Person, run: str) -> Run:
    """The run, if its starter may still work on such cases. Raises NotFound, NotAllowed."""
    one = runs.get(person, KIND, run)
    require(person, Permission.WORK, department_of(about(one).batch.kind.code))
    return one


def file_name(sent: str) -> str:
    """The name of a file without the folders some browsers send."""
    return sent.rpartition("/")[2].rpartition("\\")[2][-120:]


NOTHING_TO_ISSUE = Text(
    sq="Këtu nuk ka çfarë të lëshohet; kontrolloni çdo rresht të skedarit së pari.",
    sr="Ovde nema šta da se izda; prvo proverite svaki red datoteke.",
    en="There is nothing to issue here; first check every row of the file.",
)
NO_RESULT = Text(
    sq="Ky grup nuk ka ende raport; prisni ose niseni përsëri.",
    sr="Ova grupa još nema izveštaj; sačekajte ili je ponovo pokrenite.",
    en="This batch has no report yet; wait, or start it again.",
)
