"""Commands and queries of the directory, and the ports they need."""
