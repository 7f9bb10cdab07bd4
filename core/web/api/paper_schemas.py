"""What the API takes and gives of drafts, registers, templates and batches, by name."""

from __future__ import annotations

from enum import StrEnum

from marshmallow import Schema, fields

from neni.core.model.paper.drafts import DraftState
from neni.core.model.paper.printing import PrintState
from neni.core.model.paper.template_versions import VersionState
from neni.core.model.text import Language
from neni.core.web.api.fields import Incoming, Line, Note, OneOf, Year
from neni.core.web.api.schemas import LanguageQuery, MistakeOut


class Mode(StrEnum):
    """Whether a batch only looks, or does."""

    CHECK = "check"
    RUN = "run"


class Reason(Incoming):
    """Why something is done."""

    reason = Note(required=True)


class Remark(Incoming):
    """What somebody has to say, if anything."""

    note = Note()


class Nothing(Incoming):
    """An empty object."""


class RemarkQuery(LanguageQuery):
    """What was changed in a file, and why."""

    note = Note(required=True)


class YearQuery(LanguageQuery):
    """Which year of a register; the latest when none is named."""

    year = Year()


class NewPattern(Incoming):
    """How a register writes its numbers from a year on."""

    from_year = Year(required=True)
    pattern = Line(required=True)


class BatchQuery(LanguageQuery):
    """What is to come of each row of a file. `key` names the column by which a row is known again."""

    case_type = Line(required=True)
    document = Line(required=True)
    document_language = OneOf(Language, load_default=Language.ALBANIAN)
    file_name = Line(required=True)
    key = Line()
    mode = OneOf(Mode, load_default=Mode.CHECK)


def _nullable() -> fields.String:
    return fields.String(allow_none=True)


class DraftStepOut(Schema):
    """Somebody did something with a draft."""

    state = fields.String()
    by = fields.String(metadata={"description": "The name of the person."})
    at = fields.String(metadata={"format": "date-time"})
    note = fields.String()


class DraftOut(Schema):
    """A document before it has a number. `outdated`: the case has changed since, so it cannot be issued any more."""

    id = fields.String()
    case = fields.String()
    case_version = fields.Integer()
    type = fields.String()
    language = fields.String()
    state = fields.String(metadata={"enum": [one.value for one in DraftState]})
    outdated = fields.Boolean()
    replaces = _nullable()
    document = _nullable()
    template_sha256 = fields.String()
    sha256 = fields.String()
    size = fields.Integer()
    steps = fields.List(fields.Nested(DraftStepOut))
    content = fields.String(metadata={"description": "Address of the Word file."})


class DraftListOut(Schema):
    """Drafts."""

    drafts = fields.List(fields.Nested(DraftOut))


class RegisterOut(Schema):
    """A register, and how it writes its numbers this year."""

    code = fields.String()
    title = fields.String()
    pattern = fields.String()


class RegisterListOut(Schema):
    """The registers of the caller's departments."""

    registers = fields.List(fields.Nested(RegisterOut))


class LineOut(Schema):
    """One number of a book, what has it, and what became of that."""

    number = fields.Integer()
    written = fields.String()
    entered_at = fields.String(metadata={"format": "date-time"})
    case = _nullable()
    title = _nullable()
    document = _nullable()
    document_type = _nullable()
    standing = _nullable()
    reason = _nullable()


class BookOut(Schema):
    """A year of a register. `sound`: no number is missing, out of order or written twice."""

    register = fields.Nested(RegisterOut)
    year = fields.Integer()
    years = fields.List(fields.Integer())
    sound = fields.Boolean()
    problems = fields.List(fields.String())
    lines = fields.List(fields.Nested(LineOut))


class PatternOut(Schema):
    """How a register writes its numbers from a year on."""

    register = fields.String()
    from_year = fields.Integer()
    pattern = fields.String()
    set_at = fields.String(metadata={"format": "date-time"})


class VersionOut(Schema):
    """An uploaded version of a template. `unused`: facts the document needs and this version does not print."""

    id = fields.String()
    department = fields.String()
    template = fields.String()
    language = fields.String()
    state = fields.String(metadata={"enum": [one.value for one in VersionState]})
    in_use = fields.Boolean()
    sha256 = fields.String()
    size = fields.Integer()
    shipped_sha256 = fields.String()
    note = fields.String()
    uploaded_by = fields.String()
    uploaded_at = fields.String(metadata={"format": "date-time"})
    approved_by = _nullable()
    approved_at = _nullable()
    withdrawn_by = _nullable()
    withdrawn_at = _nullable()
    unused = fields.List(fields.String())
    notes = fields.List(
        fields.Nested(MistakeOut), metadata={"description": "What the gate took out; told by the upload only."}
    )
    content = fields.String(metadata={"description": "Address of the Word file."})
    preview = fields.String(metadata={"description": "Address of the file filled with the example."})


class ShelvedOut(Schema):
    """A template: the SHA-256 of the one new documents are written with, and its versions, newest first. `overtaken`:
    another one was shipped since the version in use was uploaded."""

    department = fields.String()
    template = fields.String()
    language = fields.String()
    sha256 = fields.String()
    shipped_sha256 = fields.String()
    in_use = fields.String(allow_none=True, metadata={"description": "The id of the version; null is the shipped one."})
    overtaken = fields.Boolean()
    used_for = fields.List(fields.Dict())
    issued = fields.Dict(metadata={"description": "SHA-256 to how many documents were issued with it."})
    versions = fields.List(fields.Nested(VersionOut))
    content = fields.String(metadata={"description": "Address of the shipped Word file."})


class ShelfOut(Schema):
    """Every template of the caller's departments."""

    templates = fields.List(fields.Nested(ShelvedOut))


class PrintingOut(Schema):
    """How far the PDF of a document is; `ahead` are made before it."""

    document = fields.String()
    state = fields.String(metadata={"enum": [one.value for one in PrintState]})
    asked_at = fields.String(metadata={"format": "date-time"})
    done_at = _nullable()
    ahead = fields.Integer()
    sha256 = _nullable()
    size = fields.Integer(allow_none=True)
    content = _nullable()


class BatchOut(Schema):
    """A batch on its way, or what came of it. `goes_on`: there is something to issue by `POST …/run`."""

    id = fields.String()
    state = fields.String(metadata={"enum": ["waiting", "running", "done", "stopped", "failed"]})
    mode = fields.String(metadata={"enum": [one.value for one in Mode]})
    case_type = fields.String()
    document = fields.String()
    document_language = fields.String()
    drafts = fields.Boolean(metadata={"description": "Whether drafts are prepared, which others approve."})
    file_name = fields.String()
    started_at = fields.String(metadata={"format": "date-time"})
    ended_at = _nullable()
    done = fields.Integer()
    total = fields.Integer()
    counts = fields.Dict(metadata={"description": "How many rows came to each state."})
    ignored = fields.List(fields.String(), metadata={"description": "Columns and sheets that were not used."})
    goes_on = fields.Boolean()
    error = _nullable()
    report = fields.String(allow_none=True, metadata={"description": "Address of the report, once there is one."})


class BatchListOut(Schema):
    """The caller's own batches, newest first."""

    batches = fields.List(fields.Nested(BatchOut))


class BatchReportOut(Schema):
    """What became of each row that was looked at."""

    total = fields.Integer()
    stopped = fields.Boolean()
    rows = fields.List(fields.Dict())
