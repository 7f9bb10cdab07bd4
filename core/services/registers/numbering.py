"""How registers write their numbers: as departments declare it, until the institution decides otherwise for the
years to come. A number once given is never written anew."""

from __future__ import annotations

from neni.core.errors import Conflict, NotFound
from neni.core.model.events import RegisterPatternSet
from neni.core.model.paper.registers import Pattern, Register, fitting, is_pattern
from neni.core.model.people import EVERYWHERE, Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.people.access import require


def as_numbered(work: Work, register: Register, year: int) -> Register:
    """The register with the pattern in force that year."""
    return register.with_pattern(fitting(work.registers.patterns(), register.code, year))


def set_pattern(office: Office, person: Person, code: str, from_year: int, pattern: str) -> Pattern:
    """Decide how a register writes its numbers from a year on. Raises NotFound, NotAllowed, and Conflict when the
    pattern would write numbers twice, is that of another register, or the year has numbers already."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    if code not in {one.code for one in office.host.registers()}:
        raise NotFound(_NO_REGISTER)
    told = Pattern(code, from_year, pattern.strip(), person.id, office.clock.now())
    with office.store.writing() as work:
        _refuse(office, work, told)
        work.registers.set_pattern(told)
        data = {"register": code, "from_year": from_year, "pattern": told.pattern}
        event = RegisterPatternSet(told.set_at, person.id, f"register:{code}", data)
        work.events.add(event)
    return told


def _refuse(office: Office, work: Work, told: Pattern) -> None:
    if not is_pattern(told.pattern):
        raise Conflict(_NO_PATTERN)
    begun = max(work.registers.years(told.register), default=0) >= told.from_year
    if begun or told.from_year < office.clock.today().year:
        raise Conflict(_YEAR_BEGUN)
    others = (as_numbered(work, one, told.from_year) for one in office.host.registers() if one.code != told.register)
    if any(one.pattern == told.pattern for one in others):
        raise Conflict(_TAKEN)


_NO_REGISTER = Text(
    sq="Nuk ka regjistër me këtë emër.", sr="Nema registra pod tim imenom.", en="There is no register of that name."
)
_NO_PATTERN = Text(
    sq="Modeli duhet t'i ketë {number} dhe {year}, p.sh. KQZ-{number:04}/{year}, dhe asgjë tjetër në kllapa.",
    sr="Obrazac mora imati {number} i {year}, npr. KQZ-{number:04}/{year}, i ništa drugo u zagradama.",
    en="The pattern needs {number} and {year}, e.g. KQZ-{number:04}/{year}, and nothing else in braces.",
)
_YEAR_BEGUN = Text(
    sq="Ky vit ka filluar të numërohet ose ka kaluar; zgjidhni një vit pa numra.",
    sr="Te godine je numerisanje već počelo ili je prošla; izaberite godinu bez brojeva.",
    en="That year has numbers already or is past; choose a year without numbers.",
)
_TAKEN = Text(
    sq="Një regjistër tjetër i shkruan numrat njësoj; zgjidhni një model tjetër.",
    sr="Drugi registar piše brojeve isto tako; izaberite drugi obrazac.",
    en="Another register writes its numbers like that; choose another pattern.",
)
