"""What population ships as data."""
