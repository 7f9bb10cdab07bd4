"""The steps that brought the tables to where they are, and how Alembic takes them."""
