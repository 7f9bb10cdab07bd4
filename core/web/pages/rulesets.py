"""A ruleset as people read it: its values with their dates, its tables, its rules and how surely each is known, its
versions. A page for each decision table, which can be taken along as a file.
"""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from neni.core.services.law import law_reading, table_exchange
from neni.core.web.files import attachment
from neni.core.web.here import office, person

blueprint = Blueprint("rulesets", __name__)


@blueprint.get("/rulesets/<ruleset>")
def ruleset(ruleset: str) -> str:
    """The ruleset."""
    read = law_reading.ruleset(office(), person(), ruleset)
    titles = {code: office().host.subject_of_law(code).title for code in read.case_types}
    return render_template("ruleset.html", read=read, titles=titles)


@blueprint.get("/rulesets/<ruleset>/tables/<table>")
def table(ruleset: str, table: str) -> str:
    """A decision table."""
    read = law_reading.table(office(), person(), ruleset, table)
    rows = tuple(zip(read.table.rows, read.plain.rows, strict=True))
    return render_template("table.html", read=read, rows=rows, endings=table_exchange.ENDINGS)


@blueprint.get("/rulesets/<ruleset>/tables/<table>/file.<any(xlsx,dmn):ending>")
def file(ruleset: str, table: str, ending: str) -> Response:
    """The table as a file."""
    read = law_reading.table(office(), person(), ruleset, table)
    return attachment(table_exchange.write(read.plain, f".{ending}"), f"{table}.{ending}")
