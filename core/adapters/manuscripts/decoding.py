"""The characters of a plain text file: Unicode in its forms, or one of the old code pages of the region."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = ("cp1250", "cp1252", "cp1251")
_EXPECTED = frozenset(
    "ëçËÇšđčćžŠĐČĆŽ€„“”‘’‚–—…«»§°•·×\u00a0\u00adабвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ№"
)
_SAMPLE = 4000


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and the code page it was taken for where the file does not say; empty where it is Unicode."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), ""
    wide = _without_mark(content)
    if wide:
        return content.decode(wide, "replace"), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        best = min(_OLD, key=lambda encoding: _strange(content, encoding))
        return content.decode(best, "replace"), best.replace("cp", "Windows-")


def _without_mark(content: bytes) -> str:
    """UTF-16 whose mark is missing: every other byte of what people write is the same small number."""
    sample = content[:_SAMPLE]
    if len(sample) < 4 or len(content) % 2:
        return ""
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if sum(byte in (0, 1, 4) for byte in high) > len(high) * 0.8 and 0 in high:
            return encoding
    return ""


def _strange(content: bytes, encoding: str) -> int:
    """How many characters no text of ours would have."""
    text = content.decode(encoding, "replace")
    return sum(letter not in _EXPECTED for letter in text if letter > "\x7f")
