"""Documents by the hundred: a file of rows, each a case with its document."""
