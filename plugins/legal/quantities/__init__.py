"""Dates, periods, amounts and numbers of a draft, in digits and in words, with the words they stand in."""

from neni.plugins.legal.quantities.finding import decimal_of, quantities_in
from neni.plugins.legal.quantities.numerals import number_in
from neni.plugins.legal.quantities.said import AmountSaid, DateSaid, DayKind, NumberSaid, PeriodSaid, Quantities, Unit

__all__ = [
    "AmountSaid",
    "DateSaid",
    "DayKind",
    "NumberSaid",
    "PeriodSaid",
    "Quantities",
    "Unit",
    "decimal_of",
    "number_in",
    "quantities_in",
]
