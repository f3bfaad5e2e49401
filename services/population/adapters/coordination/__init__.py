"""Requests between places, declared purposes and joint checks in the database."""
