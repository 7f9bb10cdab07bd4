"""DMN files in a few words, for the tests that read them."""

from __future__ import annotations

from xml.sax.saxutils import escape


def model(*parts: str) -> bytes:
    opening = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="n">'
    return f"{opening}{''.join(parts)}</definitions>".encode()


def text(tag: str, words: str, more: str = "") -> str:
    return f"<{tag}{more}><text>{escape(words)}</text></{tag}>"


def literal(name: str, words: str, needs: str = "", kind: str = "") -> str:
    typed = f' typeRef="{kind}"' if kind else ""
    logic = text("literalExpression", words)
    return f'<decision id="d_{name}" name="{name}"><variable name="{name}"{typed}/>{needs}{logic}</decision>'


def resting(*names: str) -> str:
    """The requirements of a decision that rests on these decisions."""
    return "".join(f'<informationRequirement><requiredDecision href="#d_{n}"/></informationRequirement>' for n in names)
