"""The skeleton of a department elsewhere: a package to be installed beside Neni, with one case type, its rules and the
document written from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from neni.core.model.text import Language, Text
from neni.core.services.law.skeletons import NewCaseType, in_python, quoted
from neni.core.services.law.skeletons.case_types import declaration, examples, ruleset
from neni.core.services.law.skeletons.templates import NewTemplate, template_files


def department_files(title: Text, first: NewCaseType) -> Iterator[tuple[str, bytes]]:
    """Every file of the package, with its path in it."""
    package = f"src/neni_{first.department}"
    template = NewTemplate(first.code, first.title, tuple(Language), ("title",))
    yield "pyproject.toml", _project(first, title).encode()
    yield f"{package}/__init__.py", _module(first, title).encode()
    yield f"{package}/{first.code}.py", declaration(first, document=True).encode()
    yield f"{package}/rulesets/{first.code}.yaml", ruleset(first).encode()
    yield f"{package}/rulesets/{first.code}.examples.yaml", examples(first).encode()
    for name, content in template_files(template):
        yield f"{package}/document_templates/{name}", content


def _project(first: NewCaseType, title: Text) -> str:
    code = first.department
    return f"""[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "neni-{code.replace("_", "-")}"
version = "0.1.0"
description = {quoted(title.en)}
requires-python = ">=3.11"

[project.entry-points.neni]
{code} = "neni_{code}"

[tool.setuptools.packages.find]
where = ["src"]

[tool.setuptools.package-data]
neni_{code} = ["rulesets/*.yaml", "document_templates/*"]
"""


def _module(first: NewCaseType, title: Text) -> str:
    return f'''"""{title.en}: a department of Neni."""

from __future__ import annotations

from importlib.resources import files

from neni.core import Department, Text, hookimpl
from neni_{first.department}.{first.code} import {first.name}


@hookimpl
def department() -> Department:
    """The department, with its case types and where its law and paper lie."""
    return Department(
        code={quoted(first.department)},
        title={in_python(title)},
        case_types=({first.name},),
        rulesets=files(__package__) / "rulesets",
        document_templates=files(__package__) / "document_templates",
        escalation=("officer", "head"),
    )
'''
