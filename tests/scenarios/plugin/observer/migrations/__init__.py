"""Revisions of the observer's table."""
