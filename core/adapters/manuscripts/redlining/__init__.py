"""Two versions of a Word file as one with tracked changes: accepted it is the new one, rejected the old one.

The new file is the ground. What stood in the old one only is put in as taken out, with the styles, lists, pictures and
notes it needs; looks that differ are told as changes of looks. Changes that either file brought along are accepted
first: the redline tells of what lies between the two, and of nothing else.
"""

from __future__ import annotations

from datetime import datetime
from itertools import count

from neni.core.adapters.manuscripts.names import w
from neni.core.adapters.manuscripts.packages import Element
from neni.core.adapters.manuscripts.printable import printable
from neni.core.adapters.manuscripts.redlining.comparison import Comparison
from neni.core.adapters.manuscripts.redlining.files import File, accepted
from neni.core.adapters.manuscripts.redlining.forms import Forms
from neni.core.adapters.manuscripts.redlining.home import Home
from neni.core.adapters.manuscripts.redlining.homing import highest_identity
from neni.core.adapters.manuscripts.redlining.marks import Marks
from neni.core.adapters.manuscripts.redlining.remarks import untold
from neni.core.ports.manuscripts import Redlined

__all__ = ["redlined"]

_SEEN_SETTINGS = tuple(
    w(name)
    for name in (
        *("evenAndOddHeaders", "mirrorMargins", "gutterAtTop", "defaultTabStop", "autoHyphenation"),
        *("footnotePr", "endnotePr", "displayBackgroundShape", "bookFoldPrinting"),
    )
)


def redlined(old: bytes, new: bytes, author: str, at: datetime) -> Redlined:
    """The new file with what became of the old one, and what could not be told in it. Raises BadUpload."""
    before, after = accepted(old), accepted(new)
    highest = max(highest_identity(root) for file in (before, after) for _, root in file.texts())
    identities = count(highest + 1)
    home = Home.of(before, after, identities)
    marks = Marks(printable(author), at.strftime("%Y-%m-%dT%H:%M:%SZ"), identities)
    Comparison(before, after, home, marks).write()
    home.write()
    home.homing.styles.compare_usual()
    said = untold(
        home.homing.styles.differing,
        settings=_settings(before) != _settings(after),
        left=home.homing.left,
    )
    return Redlined(after.package.written(), tuple(said))


def _settings(file: File) -> object:
    """What the settings of a file say that shows on its pages."""
    root, forms = file.root("settings"), Forms()
    found: list[Element] = [one for one in root if one.tag in _SEEN_SETTINGS] if root is not None else []
    background = file.package.root(file.main).find(w("background"))
    return sorted(map(repr, map(forms.of, found))), None if background is None else forms.of(background)
