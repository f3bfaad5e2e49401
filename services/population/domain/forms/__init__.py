"""Reports that fill themselves from the register (一表通)."""
