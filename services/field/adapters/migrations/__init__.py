"""Alembic migrations of field, in versions/."""
