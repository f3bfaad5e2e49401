"""A service of another distribution that hears everything cases tell, and counts it."""
