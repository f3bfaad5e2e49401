"""Record families, units, places and ledgers on the database."""
