"""Record families, units and places: what may be declared, said and done."""
