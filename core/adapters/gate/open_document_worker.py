"""The process in which an uploaded OpenDocument text is looked at; it answers as that for Word files does.

Started as `python -P -m neni.core.adapters.gate.open_document_worker`.
"""

from __future__ import annotations

from neni.core.adapters.gate.open_documents import inspect
from neni.core.adapters.gate.worker import main

if __name__ == "__main__":
    main(inspect)
