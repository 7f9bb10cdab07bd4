"""What the API takes and gives of manuscripts."""

from __future__ import annotations

from marshmallow import Schema, fields

from neni.core.model.manuscripts.reviews import Opinion
from neni.core.web.api.fields import Day, Incoming, Line, Note, OneOf
from neni.core.web.api.schemas import FindingOut, LanguageQuery


class HandInQuery(LanguageQuery):
    """What the body is. `on` is the day whose law counts, today when none is named; `previous` the review of the
    version before; `case` the reference of the case the text belongs to."""

    type = Line(required=True)
    file_name = Line()
    on = Day()
    previous = Line()
    case = Line()


class OpinionIn(Incoming):
    """What the author makes of a remark; dismissing needs a reason."""

    opinion = OneOf(Opinion, required=True)
    reason = Note()


class AnchorOut(Schema):
    """Where the words stand: the line of the text, and its characters."""

    line = fields.Integer()
    start = fields.Integer()
    end = fields.Integer()


class RemarkOut(Schema):
    """What one rule says of some words."""

    number = fields.Integer()
    eid = fields.String(metadata={"description": "The provision, as Akoma Ntoso names it."})
    words = fields.String()
    anchor = fields.Nested(AnchorOut)
    finding = fields.Nested(FindingOut)
    opinion = fields.String(metadata={"enum": [one.value for one in Opinion]})
    reason = fields.String()


class ReviewLineOut(Schema):
    """A review without its remarks."""

    id = fields.String()
    type = fields.String()
    title = fields.String()
    file_name = fields.String()
    language = fields.String()
    on = fields.String()
    by = fields.String()
    at = fields.String()
    sha256 = fields.String()
    previous = fields.String(allow_none=True)


class ReviewOut(ReviewLineOut):
    """A review with everything it remarks, and what reading the file found."""

    remarks = fields.List(fields.Nested(RemarkOut))
    notes = fields.List(fields.String())


class ReviewsOut(Schema):
    """Reviews, newest first."""

    reviews = fields.List(fields.Nested(ReviewLineOut))
