"""Proposals: made, reviewed, and carried out through the commands of the register (POP-27)."""
