"""The skeleton of a case type: its declaration, its ruleset with one rule, and three examples."""

from __future__ import annotations

from neni.core.model.text import Text
from neni.core.services.law.skeletons import NewCaseType, in_python, in_yaml, quoted

_COMPLETE = Text(sq="Dosja është e plotë", sr="Spis je potpun", en="The file is complete")
_INCOMPLETE = Text(sq="Dosja nuk është e plotë", sr="Spis nije potpun", en="The file is not complete")
_NAME = Text(sq="Titulli", sr="Naslov", en="Title")


def declaration(new: NewCaseType, *, document: bool = False) -> str:
    """The Python module; with a document, if its template is made too."""
    paper = ", DocumentType" if document else ""
    return f'''"""{new.title.en}: what is asked for{" and what is written" if document else ""}."""

from __future__ import annotations

from neni.core import CaseType{paper}, Field, Register, Section, Text

_TITLE = {in_python(new.title)}
{new.name} = CaseType(
    code={quoted(new.full_code)},
    title=_TITLE,
    register=Register({quoted(new.full_code)}, _TITLE, "{new.prefix}-{{year}}-{{number:04d}}"),
    form=(Section(_TITLE, (Field("title", required=True), Field("complete"))),),
{_document(new) if document else ""}    title_fact="title",
)
'''


def _document(new: NewCaseType) -> str:
    register = f'Register({quoted(f"{new.full_code}_documents")}, _TITLE, "{new.prefix}-{{number:04d}}/{{year}}")'
    written = f"DocumentType({quoted(new.code)}, _TITLE, {quoted(new.code)}, {register})"
    return f"    documents=({written},),\n"


def ruleset(new: NewCaseType) -> str:
    """The rules file."""
    return f"""# {new.title.en}.
ruleset: {new.full_code}
applies_to: {new.full_code}
title: {in_yaml(new.title)}
reference: {{act: {quoted(new.provision.act)}}}

facts:
  title: {{type: text, label: {in_yaml(_NAME)}, max_length: 300}}
  complete: {{type: yes_no, label: {in_yaml(_COMPLETE)}}}

rules:
  - code: {new.prefix}-01
    title: {in_yaml(_INCOMPLETE)}
    when: complete = false
    finding: {in_yaml(_INCOMPLETE.map(lambda words, _: f"{words}."))}
    severity: warning
    reference: {new.provision.reference}
    in_force: {{from: {new.provision.since}}}
    confidence: memory
"""


def examples(new: NewCaseType) -> str:
    """The examples: the rule holds, does not hold, cannot be told."""
    start = f"  case_type: {new.full_code}\n  on: {new.provision.since}\n"
    return f"""- name: A file that is not complete
{start}  facts: {{title: {quoted(new.title.sq)}, complete: false}}
  findings: [{new.prefix}-01]

- name: A complete file
{start}  facts: {{title: {quoted(new.title.sq)}, complete: true}}
  findings: []
  clear: [{new.prefix}-01]

- name: Nobody said whether the file is complete
{start}  facts: {{title: {quoted(new.title.sq)}}}
  findings: []
  unknown: [{new.prefix}-01]
"""
