"""Revisions of the toy."""
