"""Reviews of manuscripts, as they are stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from neni.core.model.manuscripts.reviews import Remark, Review, Verdict


class Reviews(Protocol):
    """Reviews with the bytes of their manuscripts; none is ever changed, only answered."""

    def add(self, review: Review, content: bytes) -> None:
        """Store for good."""

    def get(self, review_id: str) -> Review:
        """One review. Raises NotFound."""

    def remarks_of(self, ids: Collection[str]) -> Mapping[str, tuple[Remark, ...]]:
        """The remarks of several reviews, each by number; those without any are left out."""

    def head(self, review_id: str) -> Review:
        """One review without its remarks. Raises NotFound."""

    def content(self, review_id: str) -> bytes:
        """The file as it was handed in. Raises NotFound, DamagedDocument."""

    def of(self, types: Collection[str], limit: int, offset: int) -> Sequence[Review]:
        """Reviews of manuscripts of these types, newest first, without their remarks."""

    def next_of(self, review_id: str) -> str | None:
        """The review of the version after."""

    def followed(self, ids: Collection[str]) -> frozenset[str]:
        """Those of several reviews that have a version after."""

    def answer(self, review_id: str, verdict: Verdict) -> None:
        """Store what somebody made of a remark."""

    def verdicts(self, review_id: str) -> Sequence[Verdict]:
        """Every answer to the remarks of a review, oldest first."""

    def verdicts_of(self, ids: Collection[str]) -> Mapping[str, Sequence[Verdict]]:
        """Every answer to the remarks of several reviews, each oldest first; those without any are left out."""
