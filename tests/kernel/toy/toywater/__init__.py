"""A service that lays pipes, for tests of the kernel."""
