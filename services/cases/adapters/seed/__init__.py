"""Shipped mappings and sample data."""
