"""Word files from templates that people edit in Word, by docxtpl, python-docx and Jinja, which are imported here only.

`DocxWord` fills templates; `templates.load` reads a folder of them and tells every mistake at once.
"""

from __future__ import annotations

from neni.core.adapters.word.rendering import DocxWord

__all__ = ["DocxWord"]
