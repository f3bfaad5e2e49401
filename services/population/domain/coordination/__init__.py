"""What places of origin and destination ask each other, and what they check together."""
