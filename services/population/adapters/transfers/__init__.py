"""Imports and exports in the database and the file store."""
