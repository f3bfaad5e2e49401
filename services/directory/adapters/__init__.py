"""Databases, seed data and everything else the directory reaches out to."""
