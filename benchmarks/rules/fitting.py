"""How cost grows: the line through the logarithms of size and time. A slope of 1 is linear growth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from statistics import correlation, linear_regression


@dataclass(frozen=True, slots=True)
class Fit:
    """The slope of the line, and the share of the differences it explains."""

    slope: float
    r_squared: float


def fit(taken: Mapping[int, float]) -> Fit:
    """The fit of times by size."""
    sizes, times = [log(size) for size in taken], [log(time) for time in taken.values()]
    return Fit(linear_regression(sizes, times).slope, correlation(sizes, times) ** 2)
