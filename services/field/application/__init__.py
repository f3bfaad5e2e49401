"""Commands, queries, ports and policies of field."""
