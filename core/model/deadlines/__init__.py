"""Deadlines as values: what the law says of a period, how it is counted, and how the result explains itself."""
