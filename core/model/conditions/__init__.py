"""Conditions: FEEL expressions as values (`values`), trees (`tree`), their truth in three values and its explanation."""
