"""What field ships as data."""
