"""The file of keys: one a line, the first of them seals, the others only open. Whoever can read it can read the
secrets, so nobody but its owner and group may, and it is written whole or not at all."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import secrets
import stat
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from neni.core.adapters.vault import refusing

_PREFIX, _WAITING = "nenikey_", "waiting "
_SIZE = 32
_HEAD = """\
# Keys by which Neni seals secrets in its database. The first one seals, the others open what was sealed before;
# one that is waiting will seal after the next `neni keys rotate`.
# Keep a copy of this file apart from the copies of the database: whoever has both reads the secrets, and without
# this file nobody does. `neni keys` lists and replaces keys.
"""

Marks = tuple[int, int, int]
"""By which a file that was changed is known: when, how long, which."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key and its id, which tells nothing of it. One that is `waiting` only opens until it is let seal."""

    secret: bytes = field(repr=False)
    waiting: bool = False

    @property
    def id(self) -> str:
        """The same wherever the key is."""
        return hashlib.sha256(b"neni key id" + self.secret).hexdigest()[:12]

    @property
    def written(self) -> str:
        """As it stands in the file."""
        return f"{_WAITING * self.waiting}{_PREFIX}{base64.b64encode(self.secret).decode('ascii')}"


def made() -> Key:
    """A new one."""
    return Key(secrets.token_bytes(_SIZE))


def begin(file: Path) -> bool:
    """Make the file with a first key, unless it is there; whether it was made. Of several that begin at once one
    makes it. Raises BadConfiguration."""
    if file.exists():
        return False
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = _drafted(file, (made(),))
    except OSError as error:
        raise refusing.unwritable(file, str(error.strerror)) from None
    try:
        os.link(draft, file)
    except FileExistsError:
        return False
    except OSError as error:
        raise refusing.unwritable(file, str(error.strerror)) from None
    finally:
        draft.unlink()
    return True


def marks(file: Path) -> Marks:
    """Raises BadConfiguration when there is no file."""
    try:
        told = file.stat()
    except OSError:
        raise refusing.missing(file) from None
    return told.st_mtime_ns, told.st_size, told.st_ino


def read(file: Path) -> tuple[Key, ...]:
    """Every key, the one that seals first. Raises BadConfiguration."""
    try:
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & stat.S_IRWXO:
            raise refusing.open_to_all(file)
        lines = file.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise refusing.unreadable(file, getattr(error, "strerror", None) or "ASCII") from None
    numbered = ((number, line.strip()) for number, line in enumerate(lines, 1))
    keys = tuple(_key(file, number, line) for number, line in numbered if line and not line.startswith("#"))
    if all(key.waiting for key in keys):
        raise refusing.unreadable(file, "no key")
    return tuple(sorted(keys, key=lambda key: key.waiting))


def write(file: Path, keys: Sequence[Key]) -> None:
    """Put these keys in the place of those in the file. Raises BadConfiguration."""
    try:
        draft = _drafted(file, keys)
        draft.replace(file)
        _settle(file.parent)
    except OSError as error:
        raise refusing.unwritable(file, str(error.strerror)) from None


def _drafted(file: Path, keys: Sequence[Key]) -> Path:
    """The file as it shall be, beside it, readable by its owner only, and on the disk."""
    number, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)  # with mode 600
    with os.fdopen(number, "w", encoding="ascii") as draft:
        if file.exists():
            _like(number, file)
        draft.write(_HEAD + "".join(f"{key.written}\n" for key in keys))
        draft.flush()
        os.fsync(number)
    return Path(name)


def _like(number: int, file: Path) -> None:
    """Give the draft owner and rights of the file it replaces, as far as this process may."""
    told = file.stat()
    with suppress(OSError, AttributeError):
        os.fchown(number, told.st_uid, told.st_gid)
        os.fchmod(number, stat.S_IMODE(told.st_mode))


def _settle(folder: Path) -> None:
    """Have the new name on the disk too, where folders can be opened."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _key(file: Path, number: int, line: str) -> Key:
    written = line.removeprefix(_WAITING).strip()
    try:
        secret = base64.b64decode(written.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if not written.startswith(_PREFIX) or len(secret) != _SIZE:
        raise refusing.bad_line(file, number)
    return Key(secret, line.startswith(_WAITING))
