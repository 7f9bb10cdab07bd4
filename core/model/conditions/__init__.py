"""Conditions: FEEL expressions as values, as trees, their truth in three values and its explanation."""
