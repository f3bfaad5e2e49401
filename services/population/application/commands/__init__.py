"""Everything that can be done to the register."""
