"""How much a Word file may ask of the machine before anybody has looked at it."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, once unpacked unless said otherwise. A part that unpacks to more than `ratio` times its packed
    size is suspicious only beyond `harmless`, since long tables of one shape pack very well.

    `elements` counts elements and attributes in all XML of the file, those listened for four times; `markup` is all
    its XML, `tag` one tag, `names` how many names differ. `code` is the field codes of a part, `fields` how many stand
    in one another, `listed` a list of parts or relationships, `notes` what is told of that which was taken out."""

    file: int = 20 * MEGABYTE
    entries: int = 2_000
    total: int = 80 * MEGABYTE
    markup: int = 48 * MEGABYTE
    part: int = 40 * MEGABYTE
    ratio: int = 200
    harmless: int = 4 * MEGABYTE
    elements: int = 1_000_000
    names: int = 10_000
    tag: int = MEGABYTE
    listed: int = 50_000
    code: int = MEGABYTE
    fields: int = 1_000
    notes: int = 50
    depth: int = 200
    pixels: int = 50_000_000
    memory: int = 640 * MEGABYTE
    cpu_seconds: int = 10
    wall_seconds: float = 15.0


LIMITS = Limits()
