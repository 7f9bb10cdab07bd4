"""What is said of words on which no comment may stand quotes them."""

from __future__ import annotations

from neni.core.ports.manuscripts import MarginComment

_MOST = 200


def with_quotation(comment: MarginComment, line: str) -> str:
    """The comment with the words of its line before it."""
    anchor = comment.anchor
    end = anchor.end if anchor.last_line in (None, anchor.line) else len(line)
    words = " ".join(line[anchor.start : end].split())
    quoted = words if len(words) <= _MOST else f"{words[: _MOST - 1]}…"
    return f"“{quoted}” – {comment.text}" if quoted else comment.text
