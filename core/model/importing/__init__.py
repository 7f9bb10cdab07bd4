"""Registers kept elsewhere: how their rows read as cases of ours."""
