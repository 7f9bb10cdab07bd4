"""Talking with other institutions: signed messages in and out. A plugin with no privilege."""
