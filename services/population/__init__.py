"""Population; see service.toml."""
