"""Import maps: the one we ship is read, and every mistake in one is told with its line."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from neni.core.adapters.rulebook import import_maps
from neni.core.errors import BadImport

BAD = """\
map: Register
title: {sq: Regjistri, en: Register}
case_type: permit
key: "{year/{no}"
facts:
  title: {column: title, text: "{title}"}
  price: {column: price, decimal: dot, pads: 2}
  day: {column: day, required: perhaps}
skip:
  - {column: day}
"""


def test_the_municipal_register_is_read() -> None:
    (plan,) = import_maps.load(files("neni.plugins.procurement") / "import_maps")
    assert plan.case_type == "procurement.contract"
    assert plan.columns[:3] == ("municipality", "year", "procurement_no")
    procedure = plan.fact("procedure")
    assert procedure is not None
    assert procedure.codes["6"] == "price_quotation"
    assert "16" not in procedure.codes


def test_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text(BAD, encoding="utf-8")
    with pytest.raises(BadImport) as refused:
        import_maps.load(tmp_path)
    lines = {problem.where for problem in refused.value.problems}
    assert {f"register.yaml:{line}" for line in (1, 2, 3, 4, 6, 7, 8, 10)} <= lines


def test_a_file_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    (tmp_path / "register.yaml").write_text("map: [", encoding="utf-8")
    with pytest.raises(BadImport):
        import_maps.load(tmp_path)
