"""Results reports of municipal election commissions: one case for each polling station, as the commission tells it."""

from __future__ import annotations

from neni.core import CaseType, Field, InboundType, Register, Section, Text

_COUNT = {"type": "integer", "minimum": 0, "maximum": 100_000}
NUMBERS = ("registered", "signatures", "ballots_found", "valid", "invalid")

REPORT = CaseType(
    code="operations.report",
    title=Text(
        sq="Raport rezultatesh i KKZ-së", sr="Izveštaj OIK-a o rezultatima", en="Results report of a commission"
    ),
    register=Register(
        "operations.reports",
        Text(sq="Libri i raporteve të KKZ-ve", sr="Knjiga izveštaja OIK-a", en="Book of reports of commissions"),
        "RAP-{year}-{number:05d}",
    ),
    form=(
        Section(
            Text(sq="Vendvotimi", sr="Biračko mesto", en="Polling station"),
            (
                Field("title", required=True),
                Field("election_reference"),
                Field("municipality", required=True),
                Field("polling_station", required=True),
                Field("reported_at"),
            ),
        ),
        Section(Text(sq="Numrat", sr="Brojevi", en="Numbers"), tuple(Field(name) for name in NUMBERS)),
    ),
    title_fact="title",
    opened_by=("commission.results.reported",),
)


def _told(name: str, title: Text, description: Text, changes: str = "") -> InboundType:
    """A report, or its correction: the key names the polling station of an election."""
    return InboundType(
        name=name,
        title=title,
        description=description,
        schema={
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "required": ["report", "municipality", "polling_station", "reported_at", *NUMBERS],
            "properties": {
                "report": {"type": "string", "minLength": 1, "maxLength": 100},
                "election": {"type": "string", "minLength": 1, "maxLength": 50},
                "municipality": {"type": "string", "minLength": 1, "maxLength": 100},
                "polling_station": {"type": "string", "minLength": 1, "maxLength": 60},
                "reported_at": {"type": "string", "format": "date-time", "minLength": 20, "maxLength": 40},
                **dict.fromkeys(NUMBERS, _COUNT),
            },
            "additionalProperties": False,
        },
        sample={
            "report": "ZGJ-001/0112D/03",
            "election": "ZGJ-001",
            "municipality": "Prishtinë",
            "polling_station": "0112D/03",
            "reported_at": "2026-02-27T22:40:00+01:00",
            **dict(zip(NUMBERS, (700, 412, 412, 405, 7), strict=True)),
        },
        facts={
            "title": "/report",
            "election_reference": "/election",
            "municipality": "/municipality",
            "polling_station": "/polling_station",
            "reported_at": "/reported_at",
            **{name: f"/{name}" for name in NUMBERS},
        },
        key="/report",
        changes=changes,
    )


INBOUND = (
    _told(
        "commission.results.reported",
        Text(sq="KKZ: rezultatet e vendvotimit", sr="OIK: rezultati biračkog mesta", en="Commission: results reported"),
        Text(
            sq="Hap raportin e një vendvotimi; numrat kontrollohen sipas rregullave.",
            sr="Otvara izveštaj jednog biračkog mesta; brojevi se proveravaju po pravilima.",
            en="Opens the report of a polling station; its numbers are checked by the rules.",
        ),
    ),
    _told(
        "commission.results.corrected",
        Text(sq="KKZ: rezultatet u korrigjuan", sr="OIK: rezultati ispravljeni", en="Commission: results corrected"),
        Text(
            sq="Ndryshon raportin e atij vendvotimi; ndryshimi mbetet në historinë e rastit.",
            sr="Menja izveštaj tog biračkog mesta; izmena ostaje u istoriji predmeta.",
            en="Changes the report of that polling station; that it changed stays in the history of the case.",
        ),
        changes="operations.report",
    ),
)
