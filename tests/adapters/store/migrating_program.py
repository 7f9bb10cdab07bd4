"""A program that starts: it prepares the database and opens it. Argument: URL."""

from __future__ import annotations

import sys

from neni.core.adapters import store as stores

if __name__ == "__main__":
    stores.migrate(sys.argv[1])
    stores.open(sys.argv[1]).close()
