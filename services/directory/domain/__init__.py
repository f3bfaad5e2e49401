"""Rules of the directory, free of input and output."""
