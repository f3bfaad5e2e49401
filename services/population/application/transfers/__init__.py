"""Tables that come into the register and files that leave it (DIR-26, DIR-30)."""
