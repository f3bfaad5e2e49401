"""What other people's tables of residents and dwellings say, and what is wrong with it (DIR-30)."""
