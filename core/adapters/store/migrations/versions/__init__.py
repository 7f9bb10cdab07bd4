"""One file a step, called `<four figures>_<what it does>.py`; a step that was released is never changed."""
