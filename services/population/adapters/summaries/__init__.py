"""Weeks of communities in the database."""
