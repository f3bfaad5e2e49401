"""Supervision, comments, board, screening, dossiers, statistics, simulation, exports and imports of cases."""
