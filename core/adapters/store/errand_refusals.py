"""What the ledger says when it cannot do what was asked."""

from __future__ import annotations

from neni.core.model.errands import Errand
from neni.core.model.text import Text


def fenced(errand: Errand) -> Text:
    """The lease ended and somebody else took over."""
    what = f"{errand.kind} {errand.key[:80]} ({errand.id})"
    return Text(
        sq=f"Puna {what} iu dha ndërkohë një punëtori tjetër; nga kjo përpjekje nuk u ruajt asgjë.",
        sr=f"Posao {what} je u međuvremenu dat drugom radniku; od ovog pokušaja ništa nije sačuvano.",
        en=f"The errand {what} was given to another worker meanwhile; nothing of this attempt was stored.",
    )


def not_possible(errand: Errand) -> Text:
    """An errand in that state cannot be run again or cancelled."""
    what, state = f"{errand.kind} {errand.key[:80]} ({errand.id})", errand.status.value
    return Text(
        sq=f"Puna {what} është në gjendjen “{state}” dhe kjo nuk mund të bëhet; shikoni listën përsëri.",
        sr=f"Posao {what} je u stanju „{state}“ i to nije moguće; pogledajte spisak ponovo.",
        en=f"The errand {what} is {state}, and so this cannot be done; look at the list again.",
    )


def died(worker: str) -> str:
    """The last error of an errand whose workers did not come back."""
    return f"the worker {worker} did not come back, and it was not the first; a person must look at it"
