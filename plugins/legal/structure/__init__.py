"""Acts read from manuscripts: `read_act` tells title, preamble, articles, paragraphs and annexes, and never refuses."""

from neni.plugins.legal.structure.passages import Passage, passages
from neni.plugins.legal.structure.reading import Reading, read_act, reading_of

__all__ = ["Passage", "Reading", "passages", "read_act", "reading_of"]
