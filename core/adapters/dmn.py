"""Decision tables in DMN 1.3 XML, the form rule editors share, by the parser of the standard library.

A file that declares a document type is refused before it is parsed: nothing else can name entities.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from neni.core.errors import BadImport, Problem
from neni.core.model.hit_policies import HitPolicy
from neni.core.model.table_words import NOT_READ, no_policy, not_supported, policy_of
from neni.core.model.tables.plain_tables import NOTES, PlainRow, PlainTable
from neni.core.model.text import Text

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
_FAMILY = "omg.org/spec/DMN/"
_OURS = "https://neni.invalid/tables"
MOST_BYTES = 5_000_000
_NOTHING = "null"


def write(table: PlainTable) -> bytes:
    """A DMN file with one decision. Raises BadImport when a cell holds signs XML cannot keep."""
    root = ET.Element("definitions", {"xmlns": NAMESPACE, "id": "definitions", "name": table.code, "namespace": _OURS})
    decision = ET.SubElement(root, "decision", {"id": table.code, "name": table.code})
    attributes = {"id": f"{table.code}_table", "hitPolicy": table.policy.value.upper()}
    if table.aggregation:
        attributes["aggregation"] = table.aggregation.value.upper()
    made = ET.SubElement(decision, "decisionTable", attributes)
    for number, words in enumerate(table.inputs, 1):
        asked = ET.SubElement(made, "input", {"id": f"input_{number}"})
        _text(ET.SubElement(asked, "inputExpression", {"id": f"input_expression_{number}"}), words)
    for number, name in enumerate(table.outputs, 1):
        output = ET.SubElement(made, "output", {"id": f"output_{number}", "name": name})
        for words in table.orders[number - 1 : number]:
            _text(ET.SubElement(output, "outputValues", {"id": f"order_{number}"}), words)
        for words in table.defaults[number - 1 : number]:
            _text(ET.SubElement(output, "defaultOutputEntry", {"id": f"default_{number}"}), words)
    for name in NOTES if any(row.notes for row in table.rows) else ():
        ET.SubElement(made, "annotation", {"name": name})
    for number, row in enumerate(table.rows, 1):
        _write_row(ET.SubElement(made, "rule", {"id": f"rule_{number}"}), row, number)
    return _written(root)


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    try:
        content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        _parsed(content)
    except (BadImport, UnicodeError):
        raise BadImport(_SIGNS) from None
    return content


def _write_row(rule: ET.Element, row: PlainRow, number: int) -> None:
    for kind, entries in (("inputEntry", row.tests), ("outputEntry", row.values)):
        for place, words in enumerate(entries, 1):
            _text(ET.SubElement(rule, kind, {"id": f"{kind}_{number}_{place}"}), words)
    for words in row.notes:
        _text(ET.SubElement(rule, "annotationEntry"), words)


def _text(parent: ET.Element, words: str) -> None:
    ET.SubElement(parent, "text").text = words


def read(content: bytes) -> tuple[PlainTable, ...]:
    """Every decision table of the file. Raises BadImport with everything that cannot be read."""
    problems: list[Problem] = []
    root = _parsed(content)
    if _FAMILY not in root.tag:
        raise BadImport(_NO_DMN)
    space = root.tag.partition("}")[0] + "}"
    tables = tuple(
        _Table(space, decision, made, problems).read()
        for decision in root.iter(f"{space}decision")
        for made in decision.iter(f"{space}decisionTable")
    )
    if problems or not tables:
        raise BadImport(NOT_READ if problems else _NO_TABLE, problems)
    return tables


def _parsed(content: bytes) -> ET.Element:
    try:
        text = content.decode("utf-8-sig")
        if len(content) > MOST_BYTES or "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise BadImport(_NO_DMN)
        return ET.fromstring(text.encode(), ET.XMLParser(encoding="utf-8"))  # noqa: S314 - no entity can be declared
    except (UnicodeError, ET.ParseError, ValueError):
        raise BadImport(_NO_DMN) from None


class _Table:
    """One decision table of a file."""

    def __init__(self, space: str, decision: ET.Element, made: ET.Element, problems: list[Problem]) -> None:
        self.space, self.made, self.problems = space, made, problems
        self.code = decision.get("name") or decision.get("id") or ""

    def read(self) -> PlainTable:
        """The table; what cannot be read is noted."""
        hit, aggregate = self.made.get("hitPolicy", "UNIQUE"), self.made.get("aggregation", "")
        known = policy_of(hit, aggregate)
        if known is None:
            self.problems.append(no_policy(self.code, hit, aggregate))
        self.problems += [not_supported(self.code, part) for part in self._foreign()]
        policy, aggregation = known or (HitPolicy.UNIQUE, None)
        inputs, outputs = self._all(self.made, "input"), self._all(self.made, "output")
        return PlainTable(
            self.code,
            policy,
            aggregation,
            tuple(self._words(one, "inputExpression") for one in inputs),
            tuple(one.get("name") or self.code for one in outputs),
            tuple(self._row(rule, number) for number, rule in enumerate(self._all(self.made, "rule"), 1)),
            (
                *self._places(self.code, "input", inputs),
                *self._places(self.code, "output", outputs),
                *self._places(self.code, "default of output", outputs),
                *self._places(self.code, "outputValues of output", outputs),
            ),
            self._defaults(outputs),
            self._orders(outputs, policy),
        )

    def _orders(self, outputs: list[ET.Element], policy: HitPolicy) -> tuple[str, ...]:
        """The values of each output in the order of priority; where rows have none, they only bound what may stand."""
        found = tuple(self._words(one, "outputValues") for one in outputs)
        return found if any(found) and policy is HitPolicy.PRIORITY else ()

    def _defaults(self, outputs: list[ET.Element]) -> tuple[str, ...]:
        """What each output is when no rule is met: nothing, where others have a default and it has none."""
        found = [self._words(one, "defaultOutputEntry") for one in outputs]
        return tuple(words or _NOTHING for words in found) if any(found) else ()

    def _foreign(self) -> Iterator[str]:
        """What would change the meaning."""
        languages = {one.get("expressionLanguage", "FEEL") for one in self.made.iter()}
        yield from sorted(one for one in languages if "FEEL" not in one.upper())

    def _row(self, rule: ET.Element, number: int) -> PlainRow:
        tests, values = self._all(rule, "inputEntry"), self._all(rule, "outputEntry")
        where = f"{self.code}, rule {number}"
        names = [one.get("name") for one in self._all(self.made, "annotation")]
        noted = dict(zip(names, map(self._own_text, self._all(rule, "annotationEntry")), strict=False))
        return PlainRow(
            tuple(self._own_text(one) or "-" for one in tests),
            tuple(map(self._own_text, values)),
            tuple(noted.get(name, "") for name in NOTES) if set(NOTES) & set(names) else (),
            (*self._places(where, "input", tests), *self._places(where, "output", values)),
        )

    def _places(self, where: str, kind: str, found: list[ET.Element]) -> Iterator[str]:
        return (f"{where}, {kind} {number}" for number, _ in enumerate(found, 1))

    def _all(self, parent: ET.Element, name: str) -> list[ET.Element]:
        return parent.findall(self.space + name)

    def _words(self, parent: ET.Element, name: str) -> str:
        inner = parent.find(self.space + name)
        return "" if inner is None else self._own_text(inner)

    def _own_text(self, parent: ET.Element) -> str:
        return (parent.findtext(f"{self.space}text") or "").strip()


_NO_DMN = Text(
    sq="Ky nuk është skedar DMN i lexueshëm (XML në UTF-8, pa DOCTYPE, më së shumti 5 MB).",
    sr="Ovo nije čitljiva DMN datoteka (XML u UTF-8, bez DOCTYPE, najviše 5 MB).",
    en="This is no DMN file that can be read (XML in UTF-8, without DOCTYPE, at most 5 MB).",
)
_SIGNS = Text(
    sq="Tabela ka shenja që asnjë skedar XML nuk i mban; hiqni ato nga rregullat.",
    sr="Tabela ima znakove koje nijedna XML datoteka ne čuva; uklonite ih iz pravila.",
    en="The table has signs no XML file can keep; take them out of the rules.",
)
_NO_TABLE = Text(
    sq="Në skedar nuk ka tabelë vendimesh.",
    sr="U datoteci nema tabele odlučivanja.",
    en="There is no decision table in the file.",
)
