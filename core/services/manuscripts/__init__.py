"""Files of authors: read, judged by the rules, answered, and handed back with comments."""
