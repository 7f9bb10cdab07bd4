"""Word files from templates that people edit in Word, by docxtpl, python-docx and Jinja, which are imported here only.

`DocxWord` fills the templates of the house, `ForeignWord` those written for docxtpl elsewhere; `templates.load` reads a
folder of templates and tells every mistake at once.
"""

from __future__ import annotations

from neni.core.adapters.word.rendering import DocxWord, ForeignWord

__all__ = ["DocxWord", "ForeignWord"]
