"""How values stand on paper: every value a template prints passes here once, in the document's language.

What Word cannot hold in its XML (control characters, halves of surrogate pairs) is left out; a figure and its unit
are kept on one line.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from jinja2 import Undefined
from jinja2.exceptions import TemplateRuntimeError

from neni.core.adapters.word.insertions import Mark
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.paper import Amount, Chosen, Percent, Quantity
from neni.core.model.text import Language, Text
from neni.core.ports import Words

_LABEL = Text.of("–")
_NOT_ON_PAPER = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOT_IN_XML = re.compile(r"[^\t\n\a\f\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""But for the signs docxtpl makes paragraphs and pages of."""
_NO_BREAK = "\u00a0"


class Printer:
    """Prints values in one language."""

    def __init__(self, words: Words, language: Language) -> None:
        self.words = words
        self.language = language

    def printed(self, value: object) -> str:
        """The words of a value; nothing for what was not stated. Raises TemplateRuntimeError for what has none."""
        if type(value) is str:
            return clean(value)
        if value is None:
            return ""
        if isinstance(value, str | Text):
            return self._words(value)
        return str(value) if isinstance(value, Undefined) else self._figure(value)

    def _words(self, value: str | Text) -> str:
        """A text, the words of a choice, the place of something put in."""
        if type(value) is Mark:
            return value
        if isinstance(value, Text | Chosen):
            text = value if isinstance(value, Text) else value.label
            return clean(text.in_language(self.language))
        return clean(value)

    def in_words(self, amount: object) -> str:
        """An amount written out. Raises TemplateRuntimeError for anything but an amount that has words."""
        if amount is None:
            return ""
        if not isinstance(amount, Amount):
            raise TemplateRuntimeError("in_words takes an amount of money")
        try:
            return self.words.in_words(int(amount), self.language)
        except ValueError as error:
            raise TemplateRuntimeError(str(error)) from None

    def _figure(self, value: object) -> str:
        if isinstance(value, bool):
            return self._show(FactKind.YES_NO, value)
        if isinstance(value, Amount):
            return self._show(FactKind.MONEY, int(value)).replace(" ", _NO_BREAK)
        if isinstance(value, Percent):
            return self._show(FactKind.PERCENT, Decimal(value))
        if isinstance(value, int | Decimal):
            unit = value.unit if isinstance(value, Quantity) else None
            return self._show(FactKind.NUMBER, Decimal(value), unit).replace(" ", _NO_BREAK)
        if isinstance(value, date):
            return self._show(FactKind.DATE, value)
        if isinstance(value, bytes):
            raise TemplateRuntimeError("bytes are printed by image or subdocument")
        raise TemplateRuntimeError("a list or record cannot be printed as a whole; go through it with for")

    def _show(self, kind: FactKind, value: FactValue, unit: str | None = None) -> str:
        return self.words.show(value, FactType("value", kind, _LABEL, unit=unit), self.language)


def clean(words: str) -> str:
    """Plain words that XML can hold, with line breaks of one kind."""
    return _NOT_ON_PAPER.sub("", str(words).replace("\r\n", "\n").replace("\r", "\n"))
