"""Signs of symbol fonts, which stand at private code points, as the characters that look like them."""

from __future__ import annotations

UNKNOWN = "\ufffd"
_SYMBOL = {
    **{0x20 + at: sign for at, sign in enumerate(" !∀#∃%&∋()∗+,−./0123456789:;<=>?≅")},
    **{0x41 + at: sign for at, sign in enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_")},
    **{0x61 + at: sign for at, sign in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")},
    **{0xA1 + at: sign for at, sign in enumerate("ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…")},
}
_DINGBATS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xD8: "➢",
    0xE0: "→",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    0x28: "☎",
    0x2A: "✉",
    0x4A: "☺",
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _DINGBATS}
_PRIVATE = range(0xE000, 0xF900)


def sign(code: int, font: str) -> str:
    """One character: what is seen, or the sign for “unknown”."""
    table = _FONTS.get(font.casefold())
    if table is not None and (code in _PRIVATE or code < 0x100):
        return table.get(code & 0xFF, UNKNOWN)
    if code in _PRIVATE or not 0x20 <= code < 0x110000 or 0xD800 <= code < 0xE000:
        return UNKNOWN
    return chr(code)


def shown(words: str, font: str) -> str:
    """The text of a bullet as it is seen: never a private code point, which no other font has, nor the letter that
    Word takes for a small circle."""
    if words == "o":
        return "◦"
    if font.casefold() not in _FONTS and not any(ord(one) in _PRIVATE for one in words):
        return words
    return "".join(sign(ord(one), font) for one in words).replace(UNKNOWN, "•")
