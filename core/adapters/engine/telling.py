"""What the engine says of itself to people, in their language."""

from __future__ import annotations

from neni.core.adapters.engine.supervisor import Supervisor
from neni.core.model.text import Text

NOT_INSTALLED = Text(
    sq="durable-rules nuk është instaluar; rregullat i ndjek vetëm motori i brendshëm, me të njëjtat përfundime. "
    "Për ta shtuar: pip install 'neni[durable]' (duhet një kompajler C).",
    sr="durable-rules nije instaliran; pravila prati samo ugrađeni mehanizam, sa istim zaključcima. "
    "Da ga dodate: pip install 'neni[durable]' (potreban je C kompajler).",
    en="durable-rules is not installed; the built-in engine follows the rules alone, with the same conclusions. "
    "To add it: pip install 'neni[durable]' (a C compiler is needed).",
)


def state(supervisor: Supervisor) -> Text:
    """How durable-rules fares at present."""
    if supervisor.broken is not None:
        return _broken(supervisor.broken)
    if supervisor.version is None:
        return _NOT_STARTED
    return _with_aside(len(supervisor.set_aside)) if supervisor.set_aside else _WELL


def disagreement(program: str) -> Text:
    """The two engines came to different conclusions."""
    return Text(
        sq=f"Dy motorët e rregullave nuk përputhen për programin {program}; përfundimi nuk u përdor. Provoni përsëri: "
        "ky program tani ndiqet vetëm nga motori i brendshëm. Njoftoni mirëmbajtësit e Neni-t.",
        sr=f"Dva mehanizma pravila se ne slažu oko programa {program}; zaključak nije upotrebljen. Pokušajte ponovo: "
        "ovaj program sada prati samo ugrađeni mehanizam. Obavestite one koji održavaju Neni.",
        en=f"The two rule engines disagree over program {program}; the conclusion was not used. Try again: this "
        "program is now followed by the built-in engine alone. Tell those who maintain Neni.",
    )


_WELL = Text(
    sq="durable-rules punon në procesin e vet; çdo përfundim krahasohet me motorin e brendshëm.",
    sr="durable-rules radi u sopstvenom procesu; svaki zaključak se poredi sa ugrađenim mehanizmom.",
    en="durable-rules works in a process of its own; every conclusion is compared with the built-in engine.",
)

_NOT_STARTED = Text(
    sq="Procesi i durable-rules nuk u nis; motori i brendshëm përgjigjet vetëm dhe nisja do të provohet sërish. "
    "Arsyeja është në regjistrin e shërbimit (log).",
    sr="Proces durable-rules se nije pokrenuo; ugrađeni mehanizam odgovara sam, a pokretanje će se ponoviti. "
    "Razlog je u dnevniku servisa (log).",
    en="The durable-rules process did not start; the built-in engine answers alone and the start will be tried "
    "again. The reason is in the service's log.",
)


def _broken(reason: str) -> Text:
    return Text(
        sq=f"durable-rules është instaluar por nuk hapet ({reason}); motori i brendshëm përgjigjet vetëm, me të "
        "njëjtat përfundime. Riinstalojeni sipas docs/engine.md.",
        sr=f"durable-rules je instaliran, ali se ne učitava ({reason}); ugrađeni mehanizam odgovara sam, sa istim "
        "zaključcima. Ponovo ga instalirajte prema docs/engine.md.",
        en=f"durable-rules is installed but cannot be loaded ({reason}); the built-in engine answers alone, with the "
        "same conclusions. Install it again as docs/engine.md says.",
    )


def _with_aside(programs: int) -> Text:
    return Text(
        sq=f"durable-rules punon në procesin e vet; {programs} programe i ndjek vetëm motori i brendshëm. "
        "Arsyet janë në regjistrin e shërbimit (log).",
        sr=f"durable-rules radi u sopstvenom procesu; broj programa koje prati samo ugrađeni mehanizam: {programs}. "
        "Razlozi su u dnevniku servisa (log).",
        en=f"durable-rules works in a process of its own; the built-in engine alone follows {programs} program(s). "
        "The reasons are in the service's log.",
    )
