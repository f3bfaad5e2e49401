"""Who did what, sealed into a hash chain."""
