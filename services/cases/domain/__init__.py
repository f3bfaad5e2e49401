"""Rules of the case loop; no input or output here."""
