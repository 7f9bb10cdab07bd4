"""Parquet and CSV files of many rows, through DuckDB: cells as exact typed facts, and queries over them.

Only in `opening` is DuckDB imported, when a file is opened: it is an extra (`bulk`). It gets the one file, a few
threads and a bounded memory. A cell that is no value of its fact's kind counts as not stated, and is counted.
"""

from neni.core.adapters.bulk.cells import Cell as Cell
from neni.core.adapters.bulk.counting import Counted as Counted
from neni.core.adapters.bulk.counting import Survey as Survey
from neni.core.adapters.bulk.opening import open_table as open_table
from neni.core.adapters.bulk.reading import REFUSED as REFUSED
from neni.core.adapters.bulk.reading import Days as Days
from neni.core.adapters.bulk.tables import Table as Table
