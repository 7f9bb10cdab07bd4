"""What the API takes and gives, by name; written by hand, so that the description says exactly what is done."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from marshmallow import Schema, fields

from neni.core.model.cases import CaseStatus
from neni.core.model.text import Language
from neni.core.web.api.fields import Count, Day, Facts, Incoming, Line, OneOf, Words


class Detail(StrEnum):
    """How much of an evaluation to give."""

    SPEAKING = "speaking"
    ALL = "all"


class NewCase(Incoming):
    """A case to open."""

    type = Line(required=True)
    facts = Facts(required=True)
    external_key = Line()


class ChangedFacts(Incoming):
    """Facts to change; those left out stay, null takes one back."""

    facts = Facts(required=True)


class Trial(Incoming):
    """Facts to try the rules on; nothing is stored."""

    type = Line(required=True)
    facts = Facts(required=True)
    on = Day()
    case = Line()
    detail = OneOf(Detail, load_default=Detail.SPEAKING)


class WantedDocument(Incoming):
    """A document to issue."""

    type = Line(required=True)
    language = OneOf(Language, load_default=Language.ALBANIAN)
    replaces = Line(metadata={"description": "The id of an earlier document of the case that it supersedes."})


class LanguageQuery(Incoming):
    """The language of sentences, if the header Accept-Language is not to say it."""

    language = OneOf(Language)


class FindingsQuery(LanguageQuery):
    """What to tell of an evaluation."""

    detail = OneOf(Detail, load_default=Detail.SPEAKING)


class CasesQuery(LanguageQuery):
    """Which cases to list, newest first. `after` is the cursor of the page before."""

    type = Line()
    status = OneOf(CaseStatus)
    words = Words(load_default="")
    since = Day()
    until = Day()
    limit = Count(load_default=50)
    after = Words(load_default="")


def _nullable(**more: Any) -> fields.String:
    return fields.String(allow_none=True, **more)


class CaseOut(Schema):
    """A case."""

    reference = fields.String()
    type = fields.String()
    title = fields.String()
    status = fields.String()
    on = fields.String(metadata={"format": "date", "description": "The day whose law governs the case."})
    opened_at = fields.String(metadata={"format": "date-time"})
    external_key = _nullable()
    version = fields.Integer()
    rulesets = fields.Dict(
        keys=fields.String(),
        metadata={"description": "The versions of the law that judges it: code to SHA-256."},
    )
    facts = fields.Dict(keys=fields.String())


class CasePageOut(Schema):
    """A page of cases; `next` is the cursor of the next page."""

    cases = fields.List(fields.Nested(CaseOut))
    total = fields.Integer()
    next = _nullable()


class ReferenceOut(Schema):
    """Where something stands in the law."""

    act = _nullable()
    article = _nullable()
    paragraph = _nullable()
    note = _nullable()


class FindingOut(Schema):
    """What one rule says. `advisory`: it would stop documents, but nobody has confirmed it yet."""

    rule = fields.String()
    ruleset = fields.String()
    version = fields.String(metadata={"description": "SHA-256 of the ruleset the rule stood in."})
    outcome = fields.String(metadata={"enum": ["holds", "does_not_hold", "cannot_be_told"]})
    severity = fields.String(metadata={"enum": ["blocking", "warning", "note"]})
    advisory = fields.Boolean()
    confirmed = fields.Boolean()
    confidence = fields.String(metadata={"enum": ["verified", "secondary", "memory", "practice"]})
    title = fields.String()
    message = fields.String()
    remedy = _nullable()
    reference = fields.Nested(ReferenceOut)
    in_force_since = _nullable()
    blocks = fields.List(fields.String())
    about = _nullable()
    missing = fields.List(fields.Dict())
    used = fields.List(fields.Dict())
    explanation = fields.Dict(allow_none=True)


class EvaluationOut(Schema):
    """One run of the rules."""

    id = _nullable()
    case_type = fields.String()
    on = fields.String()
    at = _nullable()
    engine = fields.String()
    rulesets = fields.Dict()
    derived = fields.Dict()
    findings = fields.List(fields.Nested(FindingOut))


class DocumentOut(Schema):
    """An issued document."""

    id = fields.String()
    number = fields.String()
    type = fields.String()
    language = fields.String()
    case = fields.String()
    issued_on = fields.String()
    issued_at = fields.String()
    evaluation = fields.String()
    file_name = fields.String()
    size = fields.Integer()
    sha256 = fields.String()
    standing = fields.String(metadata={"enum": ["valid", "superseded", "void"]})
    reason = _nullable(metadata={"description": "Why it is void."})
    superseded_by = _nullable()
    content = fields.String(metadata={"description": "Address of the Word file."})


class DocumentListOut(Schema):
    """A case's documents, newest first."""

    documents = fields.List(fields.Nested(DocumentOut))


class CaseTypeOut(Schema):
    """A case type; `facts` is the JSON schema of what may be stated."""

    code = fields.String()
    department = fields.String()
    title = fields.String()
    facts = fields.Dict()
    documents = fields.List(fields.Dict())


class CaseTypeListOut(Schema):
    """Every case type the caller may read."""

    case_types = fields.List(fields.Nested(CaseTypeOut))


class AboutOut(Schema):
    """What runs here."""

    name = fields.String()
    version = fields.String()
    engine = fields.String()
    plugins = fields.List(fields.Dict())


class MistakeOut(Schema):
    """One mistake, with the place of what was sent."""

    pointer = fields.String()
    code = fields.String()
    detail = fields.String()
    where = fields.String(metadata={"description": "The place in an uploaded file, where there is one."})


class ProblemOut(Schema):
    """A problem as RFC 9457 has it."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    errors = fields.List(fields.Nested(MistakeOut))
