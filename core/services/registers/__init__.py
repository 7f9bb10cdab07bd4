"""Registers: how their numbers are written, and their books."""
