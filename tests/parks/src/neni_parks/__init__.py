"""The parks department of a municipality, as a stranger would write it: only `neni.core` is imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib.resources import files

from neni.core import (
    Case,
    CaseQuery,
    CaseType,
    Department,
    Desk,
    DocumentIssued,
    DocumentType,
    ErrandKind,
    Event,
    FactKind,
    FactSource,
    FactType,
    FactValues,
    Field,
    Job,
    Register,
    Section,
    Subscription,
    Text,
    hookimpl,
)

PERMIT_REGISTER = Register("parks.permits", Text(sq="Lejet", sr="Dozvole", en="Permits"), "PARK-{number:04d}/{year}")
CASE_REGISTER = Register("parks.cases", Text(sq="Rastet", sr="Predmeti", en="Cases"), "PK-{year}-{number:04d}")
EARLIER = FactType(
    "permits_this_year",
    FactKind.NUMBER,
    Text(
        sq="Lejet e sivjetme të kërkuesit", sr="Dozvole podnosioca ove godine", en="Permits of the applicant this year"
    ),
    sourced=True,
)
PERMIT = CaseType(
    code="parks.permit",
    title=Text(sq="Leje për park", sr="Dozvola za park", en="Park permit"),
    register=CASE_REGISTER,
    title_fact="applicant",
    on_fact="event_on",
    form=(
        Section(
            Text(sq="Ngjarja", sr="Događaj", en="The event"),
            (Field("applicant", required=True), Field("event_on"), Field("visitors"), Field("area")),
        ),
    ),
    documents=(DocumentType("permit", Text(sq="Leja", sr="Dozvola", en="Permit"), "permit", PERMIT_REGISTER),),
)
seen: list[str] = []


def permits_this_year(case: Case, on: date, desk: Desk) -> FactValues:
    """How many other permits the same applicant asked for since the first of January."""
    applicant = case.facts.get("applicant")
    if not isinstance(applicant, str):
        return {}
    query = CaseQuery(
        types=("parks.permit",), since=on.replace(month=1, day=1), until=on, facts={"applicant": applicant}
    )
    return {"permits_this_year": sum(1 for one in desk.find(query) if one.id != case.id)}


def remember(event: Event, desk: Desk) -> None:
    """Note the number of every document of the house."""
    seen.append(str(event.data["number"]))


@hookimpl
def department() -> Department:
    return Department(
        code="parks",
        title=Text(sq="Parqet", sr="Parkovi", en="Parks"),
        case_types=(PERMIT,),
        rulesets=files(__package__) / "rulesets",
        document_templates=files(__package__) / "document_templates",
        escalation=("officer", "head"),
    )


@hookimpl
def fact_sources() -> Iterable[FactSource]:
    return [FactSource("parks.permit", (EARLIER,), permits_this_year)]


@hookimpl
def template_filters() -> Mapping[str, Callable[..., str]]:
    return {"hectares": lambda square_metres: f"{square_metres / 10_000} ha"}


@hookimpl
def subscriptions() -> Iterable[Subscription]:
    return [Subscription(DocumentIssued, remember)]


@hookimpl
def jobs() -> Iterable[Job]:
    return [Job("parks.watering", "0 6 * * mon-fri", lambda desk: None)]


@hookimpl
def errands() -> Iterable[ErrandKind]:
    return [ErrandKind("parks.invitation", Text.of("Ftesa"), lambda errand, desk: None)]
