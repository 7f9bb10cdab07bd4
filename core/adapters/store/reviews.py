"""Reviewed manuscripts with their bytes, what was remarked, and what became of each remark."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from neni.core.adapters.store import refusals
from neni.core.adapters.store.among import among
from neni.core.adapters.store.explained import read_finding, write_finding
from neni.core.adapters.store.inserting import insert_unless_taken
from neni.core.adapters.store.reviews_tables import REVIEW_REMARKS, REVIEW_VERDICTS, REVIEWS
from neni.core.adapters.store.schema import CONTENTS
from neni.core.adapters.store.values import dumps, loads, read_facts, write_facts
from neni.core.errors import DamagedDocument, NotFound
from neni.core.model.manuscripts import Anchor, Source
from neni.core.model.manuscripts.reviews import Opinion, Remark, Review, Verdict
from neni.core.model.problems import Problem
from neni.core.model.text import Text

_COLUMNS = tuple(column for column in REVIEWS.c if column.name != "row")


class SqlReviews:
    """Reviews (see ports.Reviews)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, review: Review, content: bytes) -> None:
        """Store for good. Raises DamagedDocument when these are not the bytes the review names."""
        _check(review, content)
        insert_unless_taken(self._connection, CONTENTS, {"sha256": review.sha256, "bytes": content})
        self._connection.execute(sa.insert(REVIEWS).values(_written(review)))
        remarks = [{"review_id": review.id, **_written_remark(one)} for one in review.remarks]
        if remarks:
            self._connection.execute(sa.insert(REVIEW_REMARKS), remarks)

    def head(self, review_id: str) -> Review:
        """One review without its remarks. Raises NotFound."""
        row = self._connection.execute(sa.select(*_COLUMNS).where(REVIEWS.c.id == review_id)).first()
        if row is None:
            raise NotFound(refusals.no_such(review_id))
        return _review(row, ())

    def get(self, review_id: str) -> Review:
        """One review. Raises NotFound."""
        return replace(self.head(review_id), remarks=self.remarks_of([review_id]).get(review_id, ()))

    def remarks_of(self, ids: Collection[str]) -> Mapping[str, tuple[Remark, ...]]:
        """The remarks of several reviews, each by number; those without any are left out."""
        found: dict[str, list[Remark]] = {}
        remarks = sa.select(REVIEW_REMARKS).order_by(REVIEW_REMARKS.c.number)
        for row in among(self._connection, remarks, REVIEW_REMARKS.c.review_id, ids):
            found.setdefault(row.review_id, []).append(_remark(row))
        return {review: tuple(some) for review, some in found.items()}

    def content(self, review_id: str) -> bytes:
        """The file as it was handed in. Raises NotFound, and DamagedDocument when the bytes are others."""
        review = self.head(review_id)
        select = sa.select(CONTENTS.c.bytes).where(CONTENTS.c.sha256 == review.sha256)
        content = bytes(self._connection.execute(select).scalar_one())
        _check(review, content)
        return content

    def of(self, types: Collection[str], limit: int, offset: int) -> Sequence[Review]:
        """Reviews of manuscripts of these types, newest first, without their remarks."""
        mine = sa.select(*_COLUMNS).where(REVIEWS.c.type.in_(types)).order_by(REVIEWS.c.row.desc())
        return tuple(_review(row, ()) for row in self._connection.execute(mine.limit(limit).offset(offset)))

    def next_of(self, review_id: str) -> str | None:
        """The review of the version after."""
        after = sa.select(REVIEWS.c.id).where(REVIEWS.c.previous == review_id).order_by(REVIEWS.c.row.desc())
        found: str | None = self._connection.execute(after).scalars().first()
        return found

    def followed(self, ids: Collection[str]) -> frozenset[str]:
        """Those of several reviews that have a version after."""
        later = sa.select(REVIEWS.c.previous).distinct()
        return frozenset(row.previous for row in among(self._connection, later, REVIEWS.c.previous, ids))

    def answer(self, review_id: str, verdict: Verdict) -> None:
        """Store what somebody made of a remark."""
        values = {
            "review_id": review_id,
            "number": verdict.number,
            "opinion": verdict.opinion.value,
            "reason": verdict.reason,
            "by": verdict.by,
            "at": verdict.at,
        }
        self._connection.execute(sa.insert(REVIEW_VERDICTS).values(values))

    def verdicts(self, review_id: str) -> Sequence[Verdict]:
        """Every answer to the remarks of a review, oldest first."""
        return self.verdicts_of([review_id]).get(review_id, ())

    def verdicts_of(self, ids: Collection[str]) -> Mapping[str, Sequence[Verdict]]:
        """Every answer to the remarks of several reviews, each oldest first; those without any are left out."""
        found: dict[str, list[Verdict]] = {}
        verdicts = sa.select(REVIEW_VERDICTS).order_by(REVIEW_VERDICTS.c.row)
        for one in among(self._connection, verdicts, REVIEW_VERDICTS.c.review_id, ids):
            verdict = Verdict(one.number, Opinion(one.opinion), one.reason, one.by, one.at)
            found.setdefault(one.review_id, []).append(verdict)
        return {review: tuple(some) for review, some in found.items()}


def _check(review: Review, content: bytes) -> None:
    if hashlib.sha256(content).hexdigest() != review.sha256:
        raise DamagedDocument(refusals.damaged(review.name, review.id))


def _written(review: Review) -> dict[str, Any]:
    plain = ("id", "type", "name", "title", "language", "by", "at", "sha256", "size", "previous", "case_id")
    notes = [_written_note(one) for one in review.notes]
    told = {
        "source": review.source.value,
        "on_day": review.on,
        "notes": dumps(notes),
        "stated": dumps(write_facts(review.stated)),
    }
    return {name: getattr(review, name) for name in plain} | told


def _written_note(note: Problem) -> dict[str, object]:
    return {"code": note.code, "message": note.message.as_mapping(), "pointer": note.pointer, "where": note.where}


def _written_remark(remark: Remark) -> dict[str, Any]:
    anchor = remark.anchor
    return {
        "number": remark.number,
        "subject": remark.subject,
        "eid": remark.eid,
        "anchor": dumps([anchor.line, anchor.start, anchor.end, anchor.last_line]),
        "words": remark.words,
        "finding": dumps(write_finding(remark.finding)),
    }


def _review(row: Any, remarks: tuple[Remark, ...]) -> Review:
    told: Mapping[str, Any] = row._mapping
    same = {name: told[name] for name in told if name not in ("source", "on_day", "notes", "stated")}
    notes = tuple(Problem(**{**one, "message": Text.of(one["message"])}) for one in loads(told["notes"]))
    stated = read_facts(loads(told["stated"]))
    source, day = Source(told["source"]), told["on_day"]
    return Review(**same, source=source, on=day, notes=notes, stated=stated, remarks=remarks)


def _remark(row: Any) -> Remark:
    anchor, finding = Anchor(*loads(row.anchor)), read_finding(loads(row.finding))
    return Remark(row.number, row.subject, row.eid, anchor, row.words, finding)
