"""A service that hears of pipes, for tests of the kernel."""
