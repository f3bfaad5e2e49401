"""Supervision, board, screening, exports and imports in the database."""
