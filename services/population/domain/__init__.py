"""The rules of the register."""
