"""Who calls, whether they may, how often, and what a browser is told about it."""
