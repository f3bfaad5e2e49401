"""Alembic migrations of population, in versions/."""
