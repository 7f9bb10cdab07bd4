"""The result of a simulation as files: .csv, .xlsx and JSON, every listed change in them. One that is a part only, or
does not list every change, says so in its name, its sheet and its JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from neni.core.adapters import spreadsheets
from neni.core.model.law.change_rows import COLUMNS, rows
from neni.core.model.text import Language, Text
from neni.core.services.law.simulation import Simulation

ENDINGS = ("csv", "xlsx")


def name(found: Simulation, ending: str) -> str:
    """What the file is called."""
    codes = "-".join(found.proposal.codes)
    return f"what-if-{codes}{'-partial' if found.stopped or found.left_off else ''}.{ending}"


def write(found: Simulation, ending: str, language: Language) -> bytes:
    """The file."""
    return _WRITTEN[ending](found, language)


def _csv(found: Simulation, language: Language) -> bytes:
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(COLUMNS)
    table.writerows([_harmless(cell) for cell in row] for row in _rows(found, language))
    return file.getvalue().encode("utf-8-sig")


def _xlsx(found: Simulation, language: Language) -> bytes:
    remark = remarks(found).in_language(language)
    return spreadsheets.write_list(COLUMNS, _rows(found, language), remark)


def _rows(found: Simulation, language: Language) -> Iterator[tuple[str, ...]]:
    return (row for case in found.cases for row in rows(case, language))


def remarks(found: Simulation) -> Text:
    """How much of what there is the result tells."""
    looked, total, changed, listed = found.looked_at, found.total, found.changed, len(found.cases)
    if found.stopped:
        return Text(
            sq=f"Pjesë: u ndal pas {looked} nga {total} rastesh; {changed} do të ndryshonin, {listed} të listuara.",
            sr=f"Deo: zaustavljen posle {looked} od {total} predmeta; {changed} bi se promenilo, na spisku {listed}.",
            en=f"A part only: stopped after {looked} of {total} cases; {changed} would change, {listed} listed.",
        )
    return Text(
        sq=f"{looked} raste u shikuan; {changed} do të dilnin ndryshe, {listed} të listuara.",
        sr=f"{looked} predmeta pregledano; {changed} bi se promenilo, na spisku {listed}.",
        en=f"{looked} cases looked at; {changed} would come out otherwise, {listed} listed.",
    )


def _harmless(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words


_WRITTEN: dict[str, Callable[[Simulation, Language], bytes]] = {"csv": _csv, "xlsx": _xlsx}
