"""Alerts: found, raised, told to people, and answered."""
