"""What is needed and offered, in the database."""
