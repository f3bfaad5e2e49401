"""Handheld; see service.toml."""
