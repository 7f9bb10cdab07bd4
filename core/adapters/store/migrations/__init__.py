"""The steps that brought the tables to where they are, and how Alembic takes them.

After a change in schema.py, `upgrading.draft` writes the next step from a prepared database; correct it by hand.
"""
