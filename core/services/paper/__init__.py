"""Documents: from a template and a case to paper with a number, and what becomes of it afterwards."""
