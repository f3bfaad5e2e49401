"""Requests between places of origin and destination; joint checks."""
