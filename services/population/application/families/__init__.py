"""Commands and questions of record families, units, places and ledgers."""
