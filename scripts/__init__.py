"""Build helpers that the Makefile calls; nothing here is part of an installation."""
