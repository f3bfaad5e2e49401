"""What may be asked of population, and by whom."""
