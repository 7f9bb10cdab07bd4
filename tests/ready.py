"""What tests only read, made once in each process that runs them: the departments of this checkout, and Word with the
templates it has made ready."""

from __future__ import annotations

from functools import cache

from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.gathering import gather
from neni.core.host import Host


@cache
def shipped_host() -> Host:
    """The departments this checkout brings; a stranger's plugin installed here too is left out."""
    return Host.of(plugin for plugin in gather() if plugin.distribution == "neni")


@cache
def shipped_word() -> DocxWord:
    """Word with the filters of the departments of this checkout."""
    return DocxWord(shipped_host().filters(), Phrases())


@cache
def plain_word() -> DocxWord:
    """Word without filters of plugins."""
    return DocxWord({}, Phrases())
