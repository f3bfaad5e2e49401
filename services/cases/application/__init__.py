"""Commands, queries and policies of the case loop."""
