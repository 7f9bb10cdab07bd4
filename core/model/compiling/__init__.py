"""A lowered lawbook on one day, made ready for very many cases: by columns of facts, or by signatures of rows."""
