"""A lowered lawbook on one day, written out as one Python function or as SQL, for screening many cases."""
