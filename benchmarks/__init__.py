"""Repeatable measurements of the platform against the floor of its own SQL; see README.md."""
