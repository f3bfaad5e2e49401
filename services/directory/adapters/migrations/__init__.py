"""Schema versions of the directory."""
