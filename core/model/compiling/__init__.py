"""A lowered lawbook on one day, made ready for very many cases: by columns of facts, or as signatures that rows are counted by."""
